"""Sign-in names of the people in the imported data: ``naam@school``, as in ``emma.jansen@99xx00``.

A mail address has a dot behind its @ and these have none, so nobody can take the name of somebody else by
being invited at it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from uwlr_service.domain.school.school import Schoolcode

LONGEST = 64
"""Signs before the @; enough for any name, and for the number behind it."""
BETWEEN = re.compile(r"[^a-z0-9]+")
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that do not fall apart into a plain one and a mark."""


def behind_the_at(code: Schoolcode, school_id: int) -> str:
    """What stands behind the @ at a school: its BRIN and location, or else the number of its row."""
    if code.brincode is None:
        return f"school{school_id}"
    return f"{code.brincode}{code.dependancecode}".casefold()


def new_names(people: Iterable[str], place: str, taken: Iterable[str]) -> Iterator[str]:
    """A sign-in name for each of these people, none of them taken; equal names get a number."""
    used = set(taken)
    numbers: dict[str, int] = {}
    for naam in people:
        base = plain(naam)
        inlognaam = f"{base}@{place}"
        while inlognaam in used:
            numbers[base] = numbers.get(base, 1) + 1
            inlognaam = f"{base}{numbers[base]}@{place}"
        used.add(inlognaam)
        yield inlognaam


def plain(naam: str) -> str:
    """A name in letters that every keyboard has, its words joined by points."""
    decomposed = unicodedata.normalize("NFKD", naam.casefold().translate(LETTERS))
    marked_off = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return BETWEEN.sub(".", marked_off).strip(".")[:LONGEST].strip(".") or "account"
