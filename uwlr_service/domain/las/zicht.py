"""The LASes as people see them: an operator all of them, a school those that may call for it."""

from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain.las.las import Las
from uwlr_service.domain.las.ontvangst import Ontvangststand
from uwlr_service.domain.toezicht.logvraag import Getoonderegel


@dataclass(frozen=True, slots=True, kw_only=True)
class Laszicht:
    """A LAS as an operator sees it.

    ``scholen`` counts the schools that it was given, ``sleutels`` the keys that are in force.
    ``heeft_webhook`` is whether it is told of results.
    """

    las: Las
    scholen: int
    sleutels: int
    ontvangst: Ontvangststand
    heeft_webhook: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Schoollas:
    """A LAS that may call for a school, since when it may, and what the log says that it did there last.

    ``bevestigd`` is when it last said up to where it took results over; None if it never did.
    """

    las: int
    naam: str
    sinds: datetime
    laatste: Getoonderegel | None
    bevestigd: datetime | None
