"""What the standard talks about: frozen dataclasses and their rules; no XML, no SQL."""
