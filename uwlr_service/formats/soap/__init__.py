"""SOAP 1.1 as a document."""
