"""GeneriekeService: the messages of the SOAP service that ours stands in for (docs/gkv-soap.rst)."""
