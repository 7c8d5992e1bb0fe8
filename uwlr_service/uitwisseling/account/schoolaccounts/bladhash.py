"""What is kept of the code on a sheet: a keyed hash with whose it is, for a code is short."""

import hashlib
import hmac

from uwlr_service.domain.account import blad


class Bladhash:
    """Hashes codes; by the secret of before too, as long as a sheet works."""

    def __init__(self, secret: bytes, old_secret: bytes | None = None) -> None:
        given = [secret] if old_secret is None else [secret, old_secret]
        self._keys = [hashlib.sha256(b"activeringsblad\0" + key).digest() for key in given]

    def hash(self, inlog: int, code: str) -> str:
        """What is kept of a new code."""
        return self.hashes(inlog, code)[0]

    def hashes(self, inlog: int, code: str) -> list[str]:
        """What may be kept of a code that was typed."""
        typed = f"{inlog}\0{blad.plain(code)}".encode()
        return [hmac.new(key, typed, hashlib.sha256).hexdigest() for key in self._keys]
