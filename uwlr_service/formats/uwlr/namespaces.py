"""Namespace URIs of UWLR 2.x and SOAP 1.1; all versions share them."""

LEERLINGGEGEVENS = "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens"
LEERRESULTATEN = "http://www.edustandaard.nl/leerresultaten/2/leerresultaten"
TOETSDEFINITIES = "http://www.edustandaard.nl/leerresultaten/2/toetsdefinities"
OSO = "http://www.edustandaard.nl/oso_gegevensset/1.2/dossier"
AUTORISATIE = "http://www.edustandaard.nl/leerresultaten/2/autorisatie"
FOUT = "urn:uwlr-service:fout:1"
"""Our own, for the detail of a fault; the standard leaves that to the LAS."""

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
WSDL_SOAP = "http://schemas.xmlsoap.org/wsdl/soap/"
XSD = "http://www.w3.org/2001/XMLSchema"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
