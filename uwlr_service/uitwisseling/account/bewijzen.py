"""Random values that prove something to whoever holds them; only their hash is kept."""

import hashlib
import secrets

BYTES = 32


def new() -> str:
    """A random value of 256 bits, in signs that a cookie and an address can hold."""
    return secrets.token_urlsafe(BYTES)


def digest(token: str) -> str:
    """What is kept of a value. Not slow, as for a password: nobody can try 256 bits."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
