"""The twelve pictures: a pupil signs in on the screen of the class by three of them, in order."""

import enum
import secrets
from collections.abc import Sequence

LENGTH = 3
"""Pictures in a row: 12 times 12 times 12 is 1,728 ways, so each guess is counted."""


class Plaatje(enum.StrEnum):
    """A picture; the value is the name of its file."""

    ZON = "zon"
    MAAN = "maan"
    STER = "ster"
    HUIS = "huis"
    BOOM = "boom"
    BLOEM = "bloem"
    BAL = "bal"
    AUTO = "auto"
    BOOT = "boot"
    APPEL = "appel"
    PARAPLU = "paraplu"
    SLEUTEL = "sleutel"


def read(names: Sequence[str]) -> tuple[Plaatje, ...] | None:
    """A row of pictures by the names that were sent; None for what is not a whole row."""
    if len(names) != LENGTH or not set(names) <= set(Plaatje):
        return None
    return tuple(map(Plaatje, names))


def draw() -> tuple[Plaatje, ...]:
    """A row by chance, in which not all pictures are equal: a classmate tries those first.

    That leaves 1,716 of the 1,728 ways, so a guess is worth no more. Three different ones would leave 1,320.
    """
    pictures = tuple(Plaatje)
    row = (pictures[0],) * LENGTH
    while len(set(row)) == 1:
        row = tuple(secrets.choice(pictures) for _ in range(LENGTH))
    return row
