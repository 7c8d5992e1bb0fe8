"""GeneriekeService: the messages of the vendor's own SOAP service, which ours stands in for (gkv.md 1.1)."""
