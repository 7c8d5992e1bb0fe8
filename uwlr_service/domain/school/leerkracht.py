"""The teacher and their groups."""

from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain.school.school import Toevoeging


@dataclass(frozen=True, slots=True)
class Rol:
    """A role: a code of the national list, or a free description (EDEXML 2.1, rol and rolomschrijving).

    Informative only; never a ground for an authorisation.
    """

    code: str | None = None
    omschrijving: str | None = None


@dataclass(frozen=True, slots=True)
class Groepsbinding:
    """A teacher on one group (EDEXML 2.1, LeerkrachtGroepReferentieType)."""

    key: str
    samengesteld: bool = False
    rollen: tuple[Rol, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leerkracht:
    """A teacher in one school year (EDEXML 2.1, LeerkrachtType)."""

    key: str
    eckid: str | None = None
    achternaam: str | None = None
    voorvoegsel: str | None = None
    voornamen: str | None = None
    voorletters_1: str | None = None
    roepnaam: str | None = None
    gebruikersnaam: str | None = None
    emailadres: str | None = None
    rollen: tuple[Rol, ...] = ()
    groepen: tuple[Groepsbinding, ...] = ()
    toevoegingen: tuple[Toevoeging, ...] = ()
    mutatiedatum: datetime | None = None
