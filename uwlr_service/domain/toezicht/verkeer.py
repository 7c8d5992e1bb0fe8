"""Calls of partners, counted: what was asked of whom, how it ended, and nothing that was in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

KEPT = timedelta(days=14)
"""How long partners see their calls."""
NO_SCHOOL = 0
"""Stands for a call that was not let in at a school: which schools there are is not told."""
IN_VAIN = frozenset({"geenwijzigingen", "geengegevens", "304"})
"""The outcomes of calls that gave nothing and changed nothing."""
LISTS = frozenset({"gkv.koppelingen", "gkv.leveringen", "gkv.verwijderverzoeken"})
"""What a program of a partner asks to learn whether there is anything to collect: nothing about a person."""
LISTED = "200"
"""How that ends when it goes well."""


class Oproep(NamedTuple):
    """A kind of call. A tuple, because every call makes one.

    ``school`` is the school as it is written, empty if the call was not let in there; ``uitkomst`` the kind
    of answer, a fault code, or the reason of a problem; ``afspraak_id`` the agreement that data went out
    under.
    """

    koppeling_id: int
    school: str
    operatie: str
    uitkomst: str
    afspraak_id: int | None = None

    @property
    def is_in_vain(self) -> bool:
        """Whether nothing about a person went out or came in, and nobody was refused.

        Most calls are such: a program that asks every quarter of an hour whether anything changed.
        """
        if self.uitkomst in IN_VAIN:
            return True
        return self.operatie in LISTS and self.uitkomst == LISTED


@dataclass(slots=True)
class Telling:
    """How often a kind of call was made within a minute, or on a day; times are in milliseconds."""

    eerste: datetime
    laatste: datetime
    aantal: int = 0
    objecten: int = 0
    milliseconden: float = 0.0
    langste: float = 0.0

    def add(self, other: "Telling") -> None:
        """Count with it what another one counted."""
        self.eerste = min(self.eerste, other.eerste)
        self.laatste = max(self.laatste, other.laatste)
        self.aantal += other.aantal
        self.objecten += other.objecten
        self.milliseconden += other.milliseconden
        self.langste = max(self.langste, other.langste)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verkeersregel:
    """The calls of a kind within a minute, for people; ``school`` is None if they were let in at none.

    ``objecten`` counts the pupils, teachers or results of all of them; times are in milliseconds.
    """

    moment: datetime
    koppeling: int
    school: str | None
    operatie: str
    uitkomst: str
    aantal: int
    objecten: int
    gemiddeld: int
    langste: int
    is_fout: bool
