"""The versions of EDEXML, and their differences: what 2.1 can hold and 2.0 cannot."""

import re
from dataclasses import dataclass

from uwlr_service.domain.school.edexml import LATEST
from uwlr_service.formats.edexml.schemas import Objectschema


@dataclass(frozen=True, kw_only=True)
class Edexmlversie:
    """A version of EDEXML: its schema, and its differences in terms of what is stored."""

    naam: str
    schema: Objectschema
    longest_key: int
    has_eckid: bool
    has_late_rollen: bool


VERSIES = {
    "2.0": Edexmlversie(
        naam="2.0",
        schema=Objectschema("edexml-2.0/EDEXML.structuur.xsd"),
        longest_key=64,
        has_eckid=False,
        has_late_rollen=False,
    ),
    "2.1": Edexmlversie(
        naam="2.1",
        schema=Objectschema("edexml-2.1/EDEXML.structuur.xsd"),
        longest_key=256,
        has_eckid=True,
        has_late_rollen=True,
    ),
}
"""The versions that are read and written, as ``domain/school/edexml.py`` lists them."""
MAJOR = "2"
NUMBER = re.compile(r"(?:EDEX(?:ML)?[ -]*)?v?(?P<number>(?P<major>\d+)(?:\.\d+)*)", re.ASCII | re.IGNORECASE)
"""How files write their version; anything else, such as the name of the program, says nothing about it."""


def named(xsdversie: str) -> str:
    """The version that a text stands for: one of VERSIES, or the number of one that is another format."""
    match = NUMBER.fullmatch(xsdversie.strip())
    if match is None:
        return LATEST
    number = match["number"]
    if match["major"] != MAJOR:
        return number
    for versie in VERSIES:
        if f"{number}.".startswith(f"{versie}."):  # 2.1.3 is a 2.1, and 2.10 is not
            return versie
    return LATEST
