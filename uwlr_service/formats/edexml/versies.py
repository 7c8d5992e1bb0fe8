"""What EDEXML 2.0 cannot hold that 2.1 can; everything else is the same."""

from dataclasses import dataclass

from uwlr_service.formats.edexml.schemas import Objectschema


@dataclass(frozen=True)
class Versie:
    """A version of EDEXML: its schema, and its differences in terms of what is stored."""

    naam: str
    schema: Objectschema
    longest_key: int
    has_eckid: bool
    has_late_rollen: bool


VERSIES = {
    "2.0": Versie(
        "2.0",
        Objectschema("edexml-2.0/EDEXML.structuur.xsd"),
        longest_key=64,
        has_eckid=False,
        has_late_rollen=False,
    ),
    "2.1": Versie(
        "2.1",
        Objectschema("edexml-2.1/EDEXML.structuur.xsd"),
        longest_key=256,
        has_eckid=True,
        has_late_rollen=True,
    ),
}
"""The versions that are read and written."""
LATEST = "2.1"
