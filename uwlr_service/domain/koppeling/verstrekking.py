"""The register of data that went out: which partner got which fields of which pupils, and how often."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar


class Uitgegeven(NamedTuple):
    """Exactly one set of data: state, agreement, message and selection say which fields of whom it held."""

    koppeling_id: int
    schooljaar_id: int
    revisie: int
    afspraak_id: int
    aanmaakdatum: datetime
    bericht: str
    xsdversie: str
    gegevensset: str
    groepen: str


class Herhaling(NamedTuple):
    """How often something happened, first and last."""

    eerste: datetime
    laatste: datetime
    aantal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verstrekking:
    """A line of the register, for people."""

    school: Schoolcode
    schooljaar: Schooljaar
    revisie: int
    afspraak_versie: int
    aanmaakdatum: datetime
    bericht: str
    xsdversie: str
    gegevensset: str
    groepskeuze: tuple[str, ...]
    eerste: datetime
    laatste: datetime
    aantal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerantiegebruik:
    """How often a mistake of a partner was passed over at a school."""

    school: Schoolcode
    soort: str
    laatste: datetime
    aantal: int
