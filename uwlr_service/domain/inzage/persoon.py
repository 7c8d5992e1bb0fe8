"""Somebody of a school whom a page finds by name, and names by a number in its address."""

from dataclasses import dataclass

from uwlr_service.domain.inzage.overzicht import Soort


@dataclass(frozen=True, slots=True, kw_only=True)
class Persoon:
    """A pupil or guardian; ``groep`` is the name of the stamgroep of a pupil."""

    soort: Soort
    nummer: int
    key: str
    naam: str
    groep: str = ""
