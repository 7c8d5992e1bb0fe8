"""Up to where a LAS took over the results."""

from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain.school.school import Schoolcode


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontvangst:
    """What a LAS said last: of one school, or of all its schools.

    ``tot`` is when the last message was received that it took over; None where there was none yet.
    """

    las: int
    school: Schoolcode | None
    tot: datetime | None
    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Overname:
    """What became of the results of a school at one LAS.

    ``bevestigd`` is when the LAS last said so; None if it never did. ``is_bij`` is whether it has all.
    """

    las: int
    naam: str
    tot: datetime | None
    bevestigd: datetime | None
    is_bij: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorbij:
    """A LAS that has results which a restore of the database lost, or may have lost; when that showed."""

    las: int
    naam: str
    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontvangststand:
    """What a LAS said last of all its schools, and when it was seen to have what a restore lost."""

    tot: datetime | None
    bevestigd: datetime | None
    voorbij: datetime | None
