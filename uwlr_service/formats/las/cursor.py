"""The text of a cursor: a place in the feed that only we can read, the same text for the same place.

It is encrypted, not only signed, because the key of a result is in it and addresses end up in logs. The mode
is SIV (RFC 5297), which needs no random number: a LAS can tell by its cursor that it had a result before.
"""

import base64
import hashlib
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

LONGEST = 2000
"""Characters; more than the longest key takes."""
PURPOSE = b"las-cursor\0"
NUL = "\0"
"""In no school and no key: XML cannot hold it."""

Plaats = tuple[int, str | None, int, str | None]
"""The LAS, the school if it is of one, the number of a message, and the key of a result in it."""


class Cursorschrift:
    """Writes cursors by the secret of the service; with the one of before it also reads those of then."""

    def __init__(self, secret: bytes, old_secret: bytes | None = None) -> None:
        self._cipher = _cipher(secret)
        self._old = None if old_secret is None else _cipher(old_secret)

    def write(self, plaats: Plaats) -> str:
        """A place as text for an address."""
        las, school, volgnummer, key = plaats
        return self.write_all(las, school, [(volgnummer, key)])[0]

    def write_all(self, las: int, school: str | None, places: Iterable[tuple[int, str | None]]) -> list[str]:
        """Many places of one LAS and one of its schools, or all of them."""
        begin = f"{las}{NUL}{school or ''}{NUL}"
        ends = (f"{volgnummer}" if key is None else f"{volgnummer}{NUL}{key}" for volgnummer, key in places)
        encrypt = self._cipher.encrypt
        return [_text(encrypt(f"{begin}{end}".encode(), None)) for end in ends]

    def read(self, text: str) -> Plaats | None:
        """The place; None for a text that is not one of ours."""
        if len(text) > LONGEST or not text.isascii():
            return None
        try:
            wrapped = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
        except ValueError:
            return None
        content = _decrypted(self._cipher, wrapped)
        if content is None and self._old is not None:
            content = _decrypted(self._old, wrapped)
        if content is None:
            return None
        las, school, volgnummer, *key = content.decode().split(NUL)
        return int(las), school or None, int(volgnummer), key[0] if key else None


def _text(wrapped: bytes) -> str:
    return base64.urlsafe_b64encode(wrapped).rstrip(b"=").decode()


def _cipher(secret: bytes) -> AESSIV:
    return AESSIV(hashlib.sha512(PURPOSE + secret).digest())


def _decrypted(cipher: AESSIV, wrapped: bytes) -> bytes | None:
    try:
        return cipher.decrypt(wrapped, None)
    except (InvalidTag, ValueError):
        return None
