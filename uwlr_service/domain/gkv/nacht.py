"""The night: when packages are made, and what became of each (docs/gkv-api.rst)."""

import enum
import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.school.school import Schoolcode

LEASE = timedelta(minutes=15)
"""How long a worker may be silent about a package before another one takes it over."""
ATTEMPTS = 3
SILENCES = 5
"""After so many silent workers a package is given up: it may be the package that crashes them."""
OFFICE_OPENS = time(7)
OFFICE_CLOSES = time(18)
PLACES = 2**24
SPREAD = 0.75
"""The part of the window over which packages begin; the rest is for those that have to be made again."""


@dataclass(frozen=True, slots=True)
class Venster:
    """The part of the night in which packages are made, by the clock of Europe/Amsterdam."""

    begin: time = time(1)
    einde: time = time(5, 30)

    def __post_init__(self) -> None:
        if not self.begin < self.einde:
            raise ValueError("het venster begint voor het eindigt, op dezelfde dag")
        if self.begin < OFFICE_CLOSES and self.einde > OFFICE_OPENS:
            raise ValueError("het venster valt buiten kantooruren (07:00-18:00)")

    @classmethod
    def parse(cls, text: str) -> "Venster":
        """Read ``01:00-05:30``. Raises ValueError otherwise."""
        begin, _, einde = text.partition("-")
        try:
            opens = time.fromisoformat(begin.strip())
            closes = time.fromisoformat(einde.strip())
        except ValueError:
            raise ValueError(f"'{text}' is geen venster; verwacht zoiets als 01:00-05:30") from None
        return cls(opens, closes)

    def nacht(self, moment: datetime) -> date | None:
        """The night that is being worked on at a moment, by the date it ends on; None outside the window.

        In autumn the clock passes one hour twice; both belong to the same night, so nothing is done twice.
        """
        local = moment.astimezone(tijd.AMSTERDAM)
        if not self.begin <= local.time() < self.einde:
            return None
        return local.date()

    def last(self, moment: datetime) -> date:
        """The last night that is over at a moment."""
        today = tijd.today(moment)
        if datetime.combine(today, self.einde, tijd.AMSTERDAM) <= moment:
            return today
        return today - timedelta(days=1)

    def current(self, moment: datetime) -> date:
        """The night that is being worked on at a moment, or else the last one."""
        return self.nacht(moment) or self.last(moment)

    def reach(self, nacht: date, moment: datetime) -> int:
        """The places in a night whose time has come: those below this number."""
        # In UTC, because Python subtracts two local moments without looking at the clock change between them.
        begin = datetime.combine(nacht, self.begin, tijd.AMSTERDAM).astimezone(UTC)
        einde = datetime.combine(nacht, self.einde, tijd.AMSTERDAM).astimezone(UTC)
        return int(PLACES * min(1.0, (moment - begin) / ((einde - begin) * SPREAD)))

    def __str__(self) -> str:
        return f"{self.begin:%H:%M}-{self.einde:%H:%M}"


class Uitkomst(enum.StrEnum):
    """What became of a package."""

    WACHT = "wacht"
    BEZIG = "bezig"
    GEMAAKT = "gemaakt"
    GEWEIGERD = "geweigerd"
    MISLUKT = "mislukt"


Rij = tuple[int, int]
"""A package of a night, by the number of the link and the number of the school in the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nachttaak:
    """One package of one night; ``bewijs`` is the token by which a worker shows that it holds the package.

    ``volgnummer`` is that of the delivery, once there is one, and ``let_op`` what has to be known of it.
    """

    koppeling: int
    school: Schoolcode
    nacht: date
    uitkomst: Uitkomst = Uitkomst.WACHT
    pogingen: int = 0
    reden: str | None = None
    levering: str | None = None
    klaar: datetime | None = None
    bewijs: str | None = None
    lease_tot: datetime | None = None
    volgnummer: int | None = None
    let_op: str | None = None

    def is_in_hand(self, moment: datetime) -> bool:
        """Whether a worker holds it whose lease has not run out."""
        return self.uitkomst is Uitkomst.BEZIG and self.lease_tot is not None and self.lease_tot > moment


def place_in_night(koppeling_id: int, school_id: int) -> int:
    """The place of a package in a night: always the same one, with schools and partners evenly mixed."""
    digest = hashlib.sha256(f"{school_id}/{koppeling_id}".encode()).digest()
    return int.from_bytes(digest, "big") % PLACES
