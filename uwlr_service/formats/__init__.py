"""XML in and out: domain objects to bytes and back, one package a format."""
