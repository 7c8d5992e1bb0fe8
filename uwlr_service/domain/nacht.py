"""The night: when packages are made, and what became of each (gkv.md 4.2)."""

import enum
import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.school import Schoolcode

LEASE = timedelta(minutes=15)
"""How long a worker may be silent about a package before another one takes it over."""
ATTEMPTS = 3
OFFICE = (time(7), time(18))


@dataclass(frozen=True, slots=True)
class Venster:
    """The part of the night in which packages are made, by the clock of Europe/Amsterdam."""

    begin: time = time(1)
    einde: time = time(5, 30)

    def __post_init__(self) -> None:
        if not self.begin < self.einde:
            raise ValueError("het venster begint voor het eindigt, op dezelfde dag")
        if self.begin < OFFICE[1] and self.einde > OFFICE[0]:
            raise ValueError("het venster valt buiten kantooruren (07:00-18:00)")

    @classmethod
    def parse(cls, text: str) -> "Venster":
        """Read ``01:00-05:30``; ValueError otherwise."""
        begin, _, einde = text.partition("-")
        try:
            borders = time.fromisoformat(begin.strip()), time.fromisoformat(einde.strip())
        except ValueError:
            raise ValueError(f"'{text}' is geen venster; verwacht zoiets als 01:00-05:30") from None
        return cls(*borders)

    def nacht(self, moment: datetime) -> date | None:
        """The night that is being worked on at a moment, by the date it ends on; None outside the window.

        The hour that autumn has twice belongs to one night, so it changes nothing.
        """
        local = moment.astimezone(tijd.AMSTERDAM)
        return local.date() if self.begin <= local.time() < self.einde else None


class Uitkomst(enum.StrEnum):
    """What became of a package."""

    WACHT = "wacht"
    BEZIG = "bezig"
    GEMAAKT = "gemaakt"
    GEWEIGERD = "geweigerd"
    MISLUKT = "mislukt"


@dataclass(frozen=True, slots=True)
class Nachttaak:
    """One package of one night; ``bewijs`` is what the worker that holds it has to show."""

    koppeling: int
    school: Schoolcode
    nacht: date
    uitkomst: Uitkomst = Uitkomst.WACHT
    pogingen: int = 0
    reden: str | None = None
    levering: str | None = None
    klaar: datetime | None = None
    bewijs: str | None = None


def place_in_night(koppeling_id: int, school_id: int) -> int:
    """Where a package comes in a night: always the same place, schools and partners evenly mixed."""
    digest = hashlib.sha256(f"{school_id}/{koppeling_id}".encode()).digest()
    return int.from_bytes(digest[:3], "big")
