"""Groups, locations and pupils by the name that people know them by, or by their key."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.school.codelijsten import JAARGROEPEN
from uwlr_service.domain.tekst import shown, trim

DIGITS = re.compile("([0-9]+)")
MOST_NAMES = 40
"""Names in one sentence."""
LONGEST_NAME = 64
"""Signs of a name in a sentence; names come from servers of others too."""
UNNUMBERED = len(JAARGROEPEN) + 1
"""Where a group without any number goes: after those that have one."""

Order = tuple[int, tuple[tuple[int, int, str], ...], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Benoemd:
    """Something of a school that has a key and a name; ``wat`` tells it from others with that name."""

    key: str
    naam: str
    schooljaar: str
    jaargroep: str | None = None
    wat: str = ""


class NaamOnduidelijk(Geweigerd):
    """A name that several have."""


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts texts with numbers in them by those numbers: 9 comes before 10."""
    parts = DIGITS.split(text.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


def order(naam: str, jaargroep: str | None = None) -> Order:
    """Sorts groups as a school does: 1/2A, 1/2B, 3, 4, and one without a number by its jaargroep."""
    number = DIGITS.search(naam)
    if number is not None:
        year = int(number[0])
    elif jaargroep is not None and jaargroep.isdecimal():
        year = int(jaargroep)
    else:
        year = UNNUMBERED
    return year, natural(naam), naam


def in_order(benoemden: Iterable[Benoemd]) -> list[Benoemd]:
    """As a school sorts them."""
    return sorted(benoemden, key=lambda benoemd: (*order(benoemd.naam, benoemd.jaargroep), benoemd.key))


def of_year(benoemden: Collection[Benoemd], schooljaar: str) -> list[Benoemd]:
    """Those of a school year; of the newest one where there is nothing in that year."""
    years = {benoemd.schooljaar for benoemd in benoemden}
    if years and schooljaar not in years:
        schooljaar = max(years)
    return in_order(benoemd for benoemd in benoemden if benoemd.schooljaar == schooljaar)


def find(woord: str, benoemden: Collection[Benoemd], schooljaar: str) -> str | None:
    """The key of what is meant: a key in any year, or else a name in this one; None if there is neither.

    Raises NaamOnduidelijk for a name that several have.
    """
    if any(benoemd.key == woord for benoemd in benoemden):
        return woord
    named = [benoemd for benoemd in of_year(benoemden, schooljaar) if _plain(benoemd.naam) == _plain(woord)]
    if len(named) > 1:
        choices = "; ".join(_with_key(benoemd) for benoemd in named[:MOST_NAMES])
        raise NaamOnduidelijk(
            f"De naam '{shown(woord)}' hoort bij {len(named)}: {choices}. Noem de key in plaats van de naam."
        )
    return named[0].key if named else None


def names(benoemden: Iterable[Benoemd]) -> str:
    """The names that there are, for a sentence."""
    known = list(dict.fromkeys(benoemd.naam for benoemd in in_order(benoemden)))
    if not known:
        return "geen"
    more = f" en nog {len(known) - MOST_NAMES}" if len(known) > MOST_NAMES else ""
    return ", ".join(naam[:LONGEST_NAME] for naam in known[:MOST_NAMES]) + more


def bedoeld(woord: str, known: Sequence[str]) -> str:
    """The question that goes behind an unknown word, if another is near it.

    With other numbers in it a name is another group, and no slip of the finger.
    """
    numbers = DIGITS.findall(woord)
    by_plain = {_plain(naam): naam for naam in known if DIGITS.findall(naam) == numbers}
    near = get_close_matches(_plain(woord), by_plain, 1)
    return f" Bedoeld: {by_plain[near[0]][:LONGEST_NAME]}?" if near else ""


def _plain(naam: str) -> str:
    """A name without what a person does not see or hear in it: capitals, and how much space there is."""
    return " ".join(trim(naam).casefold().split())


def _with_key(benoemd: Benoemd) -> str:
    wat = f", {benoemd.wat}" if benoemd.wat else ""
    return f"{benoemd.naam[:LONGEST_NAME]} (key {benoemd.key}{wat})"
