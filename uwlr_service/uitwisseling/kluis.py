"""Keeps in the database what has to be read again: encrypted by the secret of the service."""

import hashlib

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

HEADER = {"alg": "dir", "enc": "A256GCM"}


class Kluis:
    """Encrypts texts of one kind; with the secret of before it also reads what that one encrypted.

    ``soort`` goes into the key, so that what was kept as one kind cannot be put in the place of another.
    """

    def __init__(self, soort: bytes, secret: bytes, old_secret: bytes | None = None) -> None:
        self._key = _key(soort, secret)
        self._old_key = None if old_secret is None else _key(soort, old_secret)

    @property
    def has_old(self) -> bool:
        """Whether there is a secret of before."""
        return self._old_key is not None

    def wrap(self, content: str | bytes) -> str:
        """A text as it is kept."""
        return jwe.encrypt_compact(HEADER, content, self._key)

    def unwrap(self, wrapped: str) -> bytes | None:
        """The text, or None if neither secret encrypted it."""
        content = _decrypted(wrapped, self._key)
        if content is None and self._old_key is not None:
            content = _decrypted(wrapped, self._old_key)
        return content

    def renewed(self, wrapped: str) -> str | None:
        """The same as the secret of now encrypts it; None if it does already, or neither secret did."""
        if self._old_key is None or _decrypted(wrapped, self._key) is not None:
            return None
        content = _decrypted(wrapped, self._old_key)
        return None if content is None else self.wrap(content)


def _key(soort: bytes, secret: bytes) -> OctKey:
    return OctKey.import_key(hashlib.sha256(soort + b"\0" + secret).digest())


def _decrypted(wrapped: str, key: OctKey) -> bytes | None:
    try:
        return jwe.decrypt_compact(wrapped, key).plaintext or b""
    except (JoseError, ValueError):
        return None
