"""What is made ready for a partner of GKV when a step of its judging begins."""

import enum
from dataclasses import dataclass

GKVSCHOOL = 10
"""The number of the school whose packages are judged: pupils leave it."""


class Toont(enum.StrEnum):
    """What the last package of a step has to show, or the step says nothing about a partner."""

    VERWIJDERD = "verwijderd"
    """A mutation that names objects that are gone."""
    SCHOOLJAAR = "schooljaar"
    """Another school year than the package before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zending:
    """So many packages; ``volledig`` if they are full ones.

    ``dag`` is the day of the script to which the proeftuin goes first, unless it is there already.
    """

    pakketten: int = 0
    volledig: bool = False
    dag: int = 0
    toont: Toont | None = None


@dataclass(frozen=True, slots=True)
class Gereed:
    """What became of it: the number of the last package, and whether that shows what it has to."""

    pakket: int | None = None
    toont: bool = True


NOTHING = Gereed()
"""Of a step for which nothing has to be made."""
