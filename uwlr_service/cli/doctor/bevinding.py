"""What a look at an installation finds: a sentence, how serious that is, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Ernst(StrEnum):
    """How serious it is."""

    GOED = "goed"
    ONBEKEND = "onbekend"
    """It cannot be seen from here, or nothing can be said about it yet."""
    LET_OP = "let op"
    """The service works; somebody has to think about it."""
    HERSTEL = "herstel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bevinding:
    """One finding, in Dutch."""

    ernst: Ernst
    tekst: str
    doe: str = ""
    """What mends it; empty where the sentence says so, or nothing has to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Onderzoek:
    """What was found about one subject."""

    onderwerp: str
    bevindingen: tuple[Bevinding, ...]


def goed(tekst: str) -> Bevinding:
    """All is well."""
    return Bevinding(ernst=Ernst.GOED, tekst=tekst)


def onbekend(tekst: str, doe: str = "") -> Bevinding:
    """Nobody can tell from here."""
    return Bevinding(ernst=Ernst.ONBEKEND, tekst=tekst, doe=doe)


def let_op(tekst: str, doe: str = "") -> Bevinding:
    """Works, and asks for thought."""
    return Bevinding(ernst=Ernst.LET_OP, tekst=tekst, doe=doe)


def herstel(tekst: str, doe: str = "") -> Bevinding:
    """Has to be mended."""
    return Bevinding(ernst=Ernst.HERSTEL, tekst=tekst, doe=doe)


def count(onderzoeken: Iterable[Onderzoek]) -> dict[Ernst, int]:
    """How many findings there are of each."""
    counts = dict.fromkeys(Ernst, 0)
    for onderzoek in onderzoeken:
        for bevinding in onderzoek.bevindingen:
            counts[bevinding.ernst] += 1
    return counts
