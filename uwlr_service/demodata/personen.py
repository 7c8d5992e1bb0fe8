"""A made-up person's names, and the account that a school makes of them."""

import unicodedata
from dataclasses import dataclass
from random import Random

from uwlr_service.demodata.namen import NAMEN, Naamlijst

LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ı": "i", "ß": "ss", "đ": "d", "ø": "o"})
"""Letters that Unicode does not take apart into a base and an accent."""
MALE = 1
FEMALE = 2


@dataclass(frozen=True, slots=True)
class Gezin:
    """A family, from which a surname comes; brothers and sisters share it."""

    namen: Naamlijst
    voorvoegsel: str | None
    achternaam: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Naam:
    """All the names of one person."""

    achternaam: str
    voorvoegsel: str | None
    voornamen: str
    voorletters: str
    roepnaam: str


def make_gezin(rng: Random) -> Gezin:
    """A family, in proportions like those of a Dutch town."""
    namen = rng.choices(NAMEN, [lijst.weight for lijst in NAMEN])[0]
    voorvoegsel, achternaam = rng.choice(namen.achternamen)
    return Gezin(namen, voorvoegsel or None, achternaam)


def make_naam(rng: Random, gezin: Gezin, geslacht: int, other_than: str | None = None) -> Naam:
    """Names of a child of a family; ``other_than`` is the first name that a twin already has."""
    pool = gezin.namen.meisjes + gezin.namen.jongens
    if geslacht == FEMALE:
        pool = gezin.namen.meisjes
    elif geslacht == MALE:
        pool = gezin.namen.jongens
    roepnaam = rng.choice([naam for naam in pool if naam != other_than])
    extra = rng.sample(pool, rng.choices((0, 1, 2), (6, 3, 1))[0])
    voornamen = (roepnaam, *(naam for naam in extra if naam != roepnaam))
    return Naam(
        achternaam=gezin.achternaam,
        voorvoegsel=gezin.voorvoegsel,
        voornamen=" ".join(voornamen),
        voorletters="".join(naam[0] for naam in voornamen),
        roepnaam=roepnaam,
    )


def ascii_letters(text: str) -> str:
    """A name as it can stand in an account: lower case, no accents, no spaces."""
    plain = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum()).lower()


def account(naam: Naam, number: int) -> str:
    """A user name that nobody else at the school has."""
    return f"{ascii_letters(naam.roepnaam)}.{ascii_letters(naam.achternaam)}{number}"
