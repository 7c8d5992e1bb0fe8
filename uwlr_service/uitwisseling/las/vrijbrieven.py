"""What lets a file through that was held back: for its bytes, upon the state that it was judged by.

Nothing of it is stored. It is signed by the secret of the service, so that only we can have written it; by
itself it opens nothing, since whoever uses it has to be let in as the LAS that got it.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.las.inzending import Invoerplaats
from uwlr_service.domain.school.rem import Bezwaar

LIFE = timedelta(hours=1)
SOORT = b"vrijbrief"
LONGEST = 128
"""Signs of a text that is looked at at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zaak:
    """What was judged: the bytes that a LAS sent for a place, and the state that they would follow."""

    las: int
    plaats: Invoerplaats
    digest: str
    kenmerk: str | None
    bezwaren: Sequence[Bezwaar]

    def text(self, until: int) -> bytes:
        """All of it as one text, with when it ends, in seconds since 1970.

        The figures are in it: who lets a file through has seen these, and no others.
        """
        bezwaren = [[bezwaar.soort, bezwaar.aantal, bezwaar.van] for bezwaar in self.bezwaren]
        place = [self.plaats.soort, str(self.plaats.school), self.plaats.schooljaar]
        return json.dumps([self.las, *place, self.digest, self.kenmerk, bezwaren, until]).encode()


class Vrijbrieven:
    """Writes and recognises them, by the secret of now and that of before."""

    def __init__(self, secret: bytes, old_secret: bytes | None = None) -> None:
        given = [secret] if old_secret is None else [secret, old_secret]
        self._keys = [hashlib.sha256(SOORT + b"\0" + one).digest() for one in given]

    def write(self, zaak: Zaak) -> str:
        """One that lets this through for an hour."""
        until = int((tijd.now() + LIFE).timestamp())
        return f"{until}.{_signed(self._keys[0], zaak, until)}"

    def holds(self, vrijbrief: str | None, zaak: Zaak) -> bool:
        """Whether this lets it through: ours, for all of this, and not ended."""
        if vrijbrief is None or len(vrijbrief) > LONGEST or not vrijbrief.isascii():
            return False
        end, _, signature = vrijbrief.partition(".")
        if not end.isdigit() or int(end) < tijd.now().timestamp():
            return False
        return any(hmac.compare_digest(_signed(key, zaak, int(end)), signature) for key in self._keys)


def _signed(key: bytes, zaak: Zaak, until: int) -> str:
    digest = hmac.new(key, zaak.text(until), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
