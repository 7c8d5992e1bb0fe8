"""What a LAS hears of each of its schools: the newest state of each school year."""

from dataclasses import dataclass
from datetime import date, datetime

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaarstand:
    """The newest state of a school year: since when it holds, of which file it is, and how many pupils."""

    schooljaar: Schooljaar
    revisie: int
    moment: datetime
    peildatum: date | None
    aanmaakdatum: datetime | None
    leerlingen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Schoolstand:
    """A school, with its years, oldest first; none as long as nothing was stored of it."""

    school: Schoolcode
    naam: str | None
    jaren: tuple[Jaarstand, ...]
