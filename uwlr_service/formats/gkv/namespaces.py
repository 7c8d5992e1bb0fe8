"""The namespace of the native format; the vendor's own belongs to the drop-in service only."""

GKV = "urn:uwlr-service:gkv:1"
