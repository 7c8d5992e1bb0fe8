"""GeneriekeService: the older SOAP service for a consumer that was made for another LAS."""
