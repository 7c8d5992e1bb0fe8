"""The units that people belong to: vestiging, groep (stamgroep) and samengestelde groep."""

from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain.school.school import Toevoeging


@dataclass(frozen=True, slots=True, kw_only=True)
class Vestiging:
    """A location of the school (EDEXML 2.1, VestigingType)."""

    key: str
    naam: str
    omschrijving: str | None = None
    mutatiedatum: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Groep:
    """A stamgroep; a pupil is in one at most (EDEXML 2.1, GroepType)."""

    key: str
    naam: str
    jaargroep: str
    omschrijving: str | None = None
    toevoegingen: tuple[Toevoeging, ...] = ()
    mutatiedatum: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SamengesteldeGroep:
    """A group across the stamgroepen; it has no jaargroep (EDEXML 2.1, SamengesteldeGroepType)."""

    key: str
    naam: str
    omschrijving: str | None = None
    toevoegingen: tuple[Toevoeging, ...] = ()
    mutatiedatum: datetime | None = None
