"""What clients are called and prove themselves with: random values, of which secrets are kept as hashes."""

import hashlib
import secrets

CLIENT_PREFIX = "sso-"
CLIENT_BYTES = 8
SECRET_BYTES = 32
MOST_DAYS = 90
"""How long two secrets may prove something beside each other."""


def new_client_id() -> str:
    """A fresh client_id: lower-case hexadecimal behind a prefix, so that no encoding changes it.

    No ``sub`` is one of these: that is upper-case base32 (RFC 9700, section 4.15).
    """
    return CLIENT_PREFIX + secrets.token_hex(CLIENT_BYTES)


def new_geheim() -> str:
    """A fresh client secret of 256 bits, in base64url."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_geheim(geheim: str) -> str:
    """The SHA-256 under which a secret is kept. It is random, so no slow or keyed hash is needed."""
    return hashlib.sha256(geheim.encode(errors="surrogatepass")).hexdigest()
