"""How much of a school may disappear or change at once before a person has to look at it.

A pupil who is no longer delivered is deleted at every partner, with all their work (docs/edexml.rst).
"""

import re
from fractions import Fraction

FIFTH = Fraction(1, 5)
"""The part that holds for a school that has none of its own. In summer a year of pupils leaves, about an
eighth of a primary school; when more than a fifth is missing, half a file is more likely than half a
school, and what is removed at a partner is lost there with the work of its pupils."""

NAMED = {FIFTH: "een vijfde", Fraction(1, 20): "een twintigste"}
DEEL = re.compile(r"[01](?:[.,][0-9]{1,4})?", re.ASCII)
WHOLE = Fraction(1)
PERCENT = 100


def parse_deel(text: str) -> Fraction:
    """Read a part such as ``0.3`` or ``0,3``, from 0 to 1 and in four decimals at most; ValueError if not."""
    deel = Fraction(text.replace(",", ".")) if DEEL.fullmatch(text) else None
    if deel is None or deel > WHOLE:
        raise ValueError(
            f"'{text}' is geen deel; verwacht een getal van 0 tot en met 1 met ten hoogste vier decimalen,"
            " zoals 0.3"
        )
    return deel


def exceeds(aantal: int, van: int, deel: Fraction = FIFTH) -> bool:
    """Whether a number is more than this part of a whole; counted exactly, so the part itself is not."""
    return aantal > van * deel


def in_words(deel: Fraction) -> str:
    """A part as a person says it: a fifth, a twentieth, or so many percent."""
    if deel in NAMED:
        return NAMED[deel]
    return f"{float(deel * PERCENT):g}%".replace(".", ",")
