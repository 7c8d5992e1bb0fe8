"""The namespace of the dossier; its objects are in that of GKV."""

DOSSIER = "urn:uwlr-service:dossier:1"
VERSIE = "1.0"
