"""What a LAS hears of each of its schools: the newest states, and what there is to do."""

from dataclasses import dataclass

from uwlr_service.domain.las.inzending import Invoerstand
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar


@dataclass(frozen=True, slots=True)
class Jaarstand:
    """The newest state of a school year, with how many pupils it has."""

    schooljaar: Schooljaar
    stand: Invoerstand
    leerlingen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Schoolstand:
    """A school, with its years, oldest first; none as long as nothing was stored of it.

    ``weggelaten`` is how many pupils some link of the school cannot have, as long as something is lacking.
    """

    school: Schoolcode
    naam: str | None
    jaren: tuple[Jaarstand, ...]
    dossier: Invoerstand | None
    weggelaten: int = 0
