"""What both formats say of a school, in words of our own: people, classes, and who is in which class.

``key`` is that of the feed everywhere, and becomes the ``sourcedId`` of OneRoster and SDS.
"""

import enum
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from uwlr_service.domain.gkv.rooster import Roosterformaat
from uwlr_service.domain.school.schooljaar import Schooljaar


class Rol(enum.StrEnum):
    """What somebody is at school; the formats have words of their own for it."""

    LEERLING = "leerling"
    LEERKRACHT = "leerkracht"
    ONDERSTEUNING = "ondersteuning"
    """Works with pupils and is no teacher, as far as the school says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gebruiker:
    """A pupil or employee, with the fields of the agreement; None is not known or not agreed."""

    key: str
    rol: Rol
    is_present: bool
    voornaam: str | None = None
    achternaam: str | None = None
    gebruikersnaam: str | None = None
    emailadres: str | None = None
    eckid: str | None = None
    jaargroep: str | None = None
    geboortedatum: date | None = None
    geslacht: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursus:
    """What stands above classes: one for each jaargroep, and one for the samengestelde groepen."""

    key: str
    naam: str
    jaargroep: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Klas:
    """A group; ``jaargroepen`` are those of its pupils where it is a combination group."""

    key: str
    naam: str
    cursus: str
    is_stamgroep: bool
    jaargroepen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plaatsing:
    """One person in one class; ``tot`` is the first day on which that no longer holds."""

    key: str
    klas: str
    gebruiker: Gebruiker
    vanaf: date
    tot: date | None = None


class Weggelaten(NamedTuple):
    """Somebody or a group that a format cannot hold, and why."""

    soort: str
    key: str
    waarom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooster:
    """A school in one school year, as far as a format can hold it."""

    school: str
    code: str
    naam: str
    jaar: Schooljaar
    peildatum: date
    gebruikers: tuple[Gebruiker, ...]
    cursussen: tuple[Cursus, ...]
    klassen: tuple[Klas, ...]
    plaatsingen: tuple[Plaatsing, ...]
    has_demografie: bool
    weggelaten: tuple[Weggelaten, ...] = ()

    @property
    def leerlingen(self) -> int:
        """How many pupils are in it."""
        return sum(gebruiker.rol is Rol.LEERLING for gebruiker in self.gebruikers)

    @property
    def medewerkers(self) -> int:
        """How many others are in it."""
        return len(self.gebruikers) - self.leerlingen


class Tabel(NamedTuple):
    """One file: its name, its columns in order, and what each row has of them."""

    naam: str
    koppen: tuple[str, ...]
    rijen: Iterable[Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vorm:
    """How a format is written: what a key has to look like, what it can carry, and its files.

    ``velden`` are the fields of a person that have a column, ``indeling`` those of a placement in a group.
    """

    formaat: Roosterformaat
    velden: frozenset[str]
    indeling: frozenset[str]
    sleutel: re.Pattern[str]
    tabellen: Callable[[Rooster], Iterable[Tabel]]

    def shared_accounts(self, rooster: Rooster) -> int:
        """How many people of a roster have the name of an account that somebody else in it has too."""
        names = Counter(
            getattr(gebruiker, self.formaat.account) or gebruiker.key for gebruiker in rooster.gebruikers
        )
        return sum(number for number in names.values() if number > 1)
