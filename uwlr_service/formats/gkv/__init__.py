"""The native format of GKV: packages of XML files with a manifest (``xsd/gkv-1``)."""
