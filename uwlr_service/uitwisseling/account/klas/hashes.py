"""Keyed hashes of what is short: the pictures of a pupil, and the code of an opened class.

There are 1,728 rows of pictures, so whoever has the database alone must not be able to try them: the key is
the secret of the service. A slow hash would not help against so few; that guesses are counted does.
"""

import hashlib
import hmac
from collections.abc import Sequence

from uwlr_service.domain.account.klas.plaatjes import Plaatje


class Klashashes:
    """Makes and compares them; with the secret of before it also knows what that one made."""

    def __init__(self, secret: bytes, old_secret: bytes | None = None) -> None:
        given = [secret] if old_secret is None else [secret, old_secret]
        self._keys = [hashlib.sha256(b"klas\0" + key).digest() for key in given]

    def of_plaatjes(self, account: int, plaatjes: Sequence[Plaatje]) -> str:
        """What is kept of the pictures of a pupil; two pupils with the same ones have another hash."""
        return self._all(f"plaatjes\0{account}\0{' '.join(plaatjes)}")[0]

    def are_right(self, account: int, plaatjes: Sequence[Plaatje], kept: str | None) -> bool:
        """Whether these are the pictures of a pupil; of one without any they never are."""
        hashes = self._all(f"plaatjes\0{account}\0{' '.join(plaatjes)}")
        # Each is looked at whichever is right, so that the time tells nothing.
        right = [hmac.compare_digest(digest, kept or "") for digest in hashes]
        return any(right)

    def of_code(self, code: str) -> list[str]:
        """What may be kept of the code of a class: by the secret of now, and by the one before."""
        return self._all(f"code\0{code}")

    def _all(self, text: str) -> list[str]:
        return [hmac.new(key, text.encode(), hashlib.sha256).hexdigest() for key in self._keys]
