"""What stood on the page when somebody of a school decided, and the digest that proves it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Getoond:
    """A proposal as it was shown: the partner's words, ours, and which fields were to be decided.

    ``tekstversie`` and ``taal`` tell which of our texts stood beside the partner's. Values of pupils, which
    a page shows as examples, are no part of it.
    """

    voorstel: int
    taal: str
    tekstversie: str
    inhoud: Mapping[str, Any]

    @property
    def canonical(self) -> str:
        """All of it, written in the one way that the digest is taken of."""
        whole = {
            "voorstel": self.voorstel,
            "taal": self.taal,
            "tekstversie": self.tekstversie,
            "inhoud": self.inhoud,
        }
        return json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @property
    def digest(self) -> str:
        """SHA-256 over the whole, in hexadecimal."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewijs:
    """What somebody saw who decided, as it is kept beside version ``versie`` of the agreement.

    ``inhoud`` is what ``digest`` is taken of. ``eerste`` and ``door`` are the names of the two who decided,
    the first of them only where two had to; ``bestuur`` is what was said of the board's agreement.
    """

    voorstel: int
    versie: int
    digest: str
    taal: str
    inhoud: str
    eerste: str | None
    door: str
    bestuur: str | None
    moment: datetime

    @property
    def is_intact(self) -> bool:
        """Whether what is kept is still what the digest was taken of."""
        return hashlib.sha256(self.inhoud.encode()).hexdigest() == self.digest

    @property
    def doel(self) -> str:
        """The purpose that stood on the page; empty when what is kept cannot be relied upon."""
        return str(self._shown["doel"]) if self.is_intact else ""

    @property
    def velden(self) -> tuple[str, ...]:
        """The names of the fields to decide about, as they stood on the page; none as for ``doel``."""
        if not self.is_intact:
            return ()
        return tuple(asked["tekst"]["naam"] for asked in self._shown["te_kiezen"].values())

    @property
    def _shown(self) -> Mapping[str, Any]:
        shown: Mapping[str, Any] = json.loads(self.inhoud)["inhoud"]
        return shown
