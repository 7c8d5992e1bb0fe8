"""What went out and came in about one pupil or guardian, as the school tells it to whoever asks."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NamedTuple

from uwlr_service.domain.inzage.account import Accountinzage
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.uwlr.resultatenlijst import Regel

Namen = Mapping[str, Mapping[str, str]]


class Weg(enum.StrEnum):
    """The interface by which a partner got data."""

    UWLR = "uwlr"
    PAKKET = "pakket"
    GENERIEK = "generiek"
    ROOSTER = "rooster"


class Zekerheid(enum.StrEnum):
    """How much is still known of what a partner got."""

    ZEKER = "zeker"
    MOGELIJK = "mogelijk"
    """It may have held these fields: the partner chose groups that were not kept one by one."""
    VERGETEN = "vergeten"
    """Only that the partner got data of this school year: the state that it got is no longer kept."""


class Soort(enum.StrEnum):
    """Who an overview is about."""

    LEERLING = "leerling"
    VERZORGER = "verzorger"


class Veldwaarde(NamedTuple):
    """A field by the name that agreements have for it, and what it held; ``delen`` are its parts by name."""

    veld: str
    waarde: str
    delen: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verstrekt:
    """The same data that went over one way, once or more often, from ``eerste`` to ``laatste``.

    A package that nobody collected was only made ready: ``is_opgehaald`` is false, and the moments are those
    at which it was made. ``verwijderd`` are the kinds of object that the partner was told to remove.
    """

    weg: Weg
    eerste: datetime
    laatste: datetime
    aantal: int
    is_opgehaald: bool
    afspraakversie: int
    zekerheid: Zekerheid
    velden: tuple[Veldwaarde, ...] = ()
    verwijderd: tuple[str, ...] = ()

    @property
    def says(self) -> tuple[object, ...]:
        """What two of these have in common if they are one."""
        return (
            self.weg,
            self.is_opgehaald,
            self.afspraakversie,
            self.zekerheid,
            self.velden,
            self.verwijderd,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Veldinzage:
    """One value of a field, and from when to when it went out."""

    veld: str
    waarde: str
    delen: tuple[tuple[str, str], ...] = ()
    eerste: datetime
    laatste: datetime

    @property
    def naam(self) -> str:
        """The name of the field within its object."""
        return self.veld.partition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Besluitregel:
    """A version of the agreement between school and partner: since when it held, and who decided it."""

    versie: int
    moment: datetime | None
    gegevensset: str
    door: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vernietiging:
    """The partner was asked to destroy what it had, before a day; ``bevestigd`` is when it said it did.

    ``is_hervat``: the school came back since, so that the partner did not have to any more.
    """

    gevraagd: datetime
    verwijderen_voor: date
    bevestigd: datetime | None
    is_hervat: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnerinzage:
    """What one link got, under which agreements, and whether it was asked to destroy it.

    ``bedrijf`` is the company behind the link, and ``product`` what it uses the data for.
    """

    koppeling: int
    klantnaam: str
    bedrijf: str
    product: str
    gegevensset: str
    doel: str | None
    verstrekt: tuple[Verstrekt, ...]
    besluiten: tuple[Besluitregel, ...]
    vernietigingen: tuple[Vernietiging, ...] = ()

    @property
    def eerste(self) -> datetime:
        """When something first went out or was made ready."""
        return min(verstrekt.eerste for verstrekt in self.verstrekt)

    @property
    def laatste(self) -> datetime:
        """When something last went out or was made ready."""
        return max(verstrekt.laatste for verstrekt in self.verstrekt)

    @property
    def keren(self) -> int:
        """How often something went out; what was only made ready does not count."""
        return sum(verstrekt.aantal for verstrekt in self.verstrekt if verstrekt.is_opgehaald)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overzicht:
    """All that went out and came in about one pupil or guardian, as far as it is still known.

    ``vergeten_voor`` is the day before which it is known who got something, but no longer exactly what.
    ``geblokkeerd`` are the keys of the guardians who may not see data of the pupil; or, in an overview about
    a guardian, of the pupils whose data they may not see. ``teruggekomen`` is when a pupil who was forgotten
    came back with a later file. ``namen`` are the names of what fields refer to, by kind and key. With
    ``accounts`` a pupil signs in, where the school gave them one.
    """

    school: Schoolcode
    soort: Soort
    key: str
    naam: str | None
    van: date | None
    tot: date | None
    gemaakt: datetime
    partners: tuple[Partnerinzage, ...]
    resultaten: tuple[Regel, ...] = ()
    vergeten_voor: date | None = None
    geblokkeerd: tuple[str, ...] = ()
    teruggekomen: datetime | None = None
    schoolnaam: str | None = None
    namen: Namen = field(default_factory=dict)
    accounts: tuple[Accountinzage, ...] = ()


def merged(regels: Iterable[Verstrekt]) -> tuple[Verstrekt, ...]:
    """The same in the order of time, with what is said twice in a row counted as one."""
    done: list[Verstrekt] = []
    last: dict[tuple[Weg, bool], int] = {}
    for regel in sorted(regels, key=lambda regel: (regel.eerste, regel.weg)):
        way = (regel.weg, regel.is_opgehaald)
        at = last.get(way)
        if at is not None and done[at].says == regel.says:
            done[at] = replace(
                done[at],
                laatste=max(done[at].laatste, regel.laatste),
                aantal=done[at].aantal + regel.aantal,
            )
            continue
        last[way] = len(done)
        done.append(regel)
    return tuple(done)
