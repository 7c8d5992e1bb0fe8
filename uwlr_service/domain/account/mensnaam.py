"""The name of a person: what is accepted as one, and when two are the same person's."""

import unicodedata
from collections.abc import Iterable

from uwlr_service.domain.fouten import Geweigerd

LONGEST = 128
FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters of Hangul without a shape, which nobody sees."""


def read(text: str) -> str:
    """A name with one space between its words. Raises Geweigerd for signs that nobody can see."""
    naam = " ".join(text.split())
    if not naam or len(naam) > LONGEST or not naam.isprintable() or not FILLERS.isdisjoint(naam):
        raise Geweigerd(f"Een naam heeft 1 tot en met {LONGEST} tekens, die allemaal te zien zijn.")
    return naam


def fold(naam: str) -> str:
    """A name by its letters and digits alone.

    Where two people have to decide, capitals, spaces, points and marks that nobody sees make nobody another
    person, nor does another way of typing a letter.
    """
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", naam).casefold())
    return "".join(sign for sign in composed if sign.isalnum())


def people(names: Iterable[str]) -> tuple[str, ...]:
    """Each person once, by the first spelling of their name; an empty name is nobody's.

    Raises Geweigerd for signs that nobody can see.
    """
    by_person: dict[str, str] = {}
    for naam in names:
        if naam.strip():
            given = read(naam)
            by_person.setdefault(fold(given), given)
    return tuple(by_person.values())
