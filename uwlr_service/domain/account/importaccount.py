"""Accounts of the people in the imported data: whose is which, through every import (docs/portaal.rst).

The ECK-iD names a person in the whole country, so it decides first. Then the key does, which the school gives
out. An ECK-iD that several people in one file have, or several accounts, decides nothing.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling, Status
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens

LONGEST = 128
"""Signs of a name that are kept."""
NAMELESS = {Rol.LEERKRACHT: "Leerkracht", Rol.LEERLING: "Leerling"}
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Persoon:
    """Somebody who is at a school now, by the key of the imported data."""

    rol: Rol
    key: str
    eckid: str | None
    naam: str
    groepen: tuple[str, ...] = ()
    """The keys of the own groups of a leerkracht, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Importaccount:
    """An account of an import, with the credentials that it belongs to; one that has ended waits."""

    id: int
    inlog: int
    inlognaam: str
    naam: str
    rol: Rol
    persoon: str | None
    eckid: str | None
    groepen: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wijziging:
    """An account that goes on, with what its person is called and has from now on."""

    account: Importaccount
    persoon: Persoon

    @property
    def is_other(self) -> bool:
        """Whether key, ECK-iD or groups are others."""
        before = self.account
        after = self.persoon
        return (before.persoon, before.eckid) != (after.key, after.eckid) or self.has_other_groups

    @property
    def has_other_groups(self) -> bool:
        """Whether the own groups are others."""
        return self.account.groepen != self.persoon.groepen

    @property
    def has_other_name(self) -> bool:
        """Whether the person is called otherwise."""
        return self.account.naam != self.persoon.naam


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What makes the accounts of a school those of the people who are there."""

    nieuw: tuple[Persoon, ...]
    blijvend: tuple[Wijziging, ...]
    """Whoever has an account, also one that had ended."""
    gesloten: tuple[Importaccount, ...]
    """Open accounts of people who are gone."""
    sleutelloos: tuple[Importaccount, ...]
    """Accounts whose key somebody else has now; only their ECK-iD finds them again."""

    @property
    def heropend(self) -> tuple[Importaccount, ...]:
        """Accounts of people who came back."""
        return tuple(each.account for each in self.blijvend if not each.account.is_open)

    @property
    def gewijzigd(self) -> tuple[Wijziging, ...]:
        """Accounts with another key, ECK-iD or other groups."""
        return tuple(each for each in self.blijvend if each.is_other)

    @property
    def hernoemd(self) -> tuple[Wijziging, ...]:
        """People who are called otherwise."""
        return tuple(each for each in self.blijvend if each.has_other_name)

    @property
    def afgebroken(self) -> tuple[Importaccount, ...]:
        """Accounts whose sessions and grants end: those that close, and those with other groups."""
        regrouped = [each.account for each in self.blijvend if each.account.is_open and each.has_other_groups]
        return (*self.gesloten, *regrouped)


@dataclass(frozen=True, slots=True)
class Gevolgd:
    """How many accounts were made, closed and opened again, by the names that the log has for it."""

    accounts_gemaakt: int = 0
    accounts_gesloten: int = 0
    accounts_heropend: int = 0


def people_of(gegevens: Schoolgegevens, day: date) -> list[Persoon]:
    """Everybody in a school year who is not gone on a day, in the order of their keys."""
    people = [_of_leerkracht(leerkracht) for leerkracht in gegevens.leerkrachten]
    people += [
        _of_leerling(leerling)
        for leerling in gegevens.leerlingen
        if leerling.status(day) is not Status.UITGESCHREVEN
    ]
    return sorted(people, key=lambda persoon: (persoon.rol, persoon.key))


def plan(people: Iterable[Persoon], accounts: Iterable[Importaccount]) -> Plan:
    """Which account is whose now; no two people share one, and nobody has two."""
    wanted = list(people)
    known = list(accounts)
    chosen: dict[tuple[Rol, str], Importaccount] = {}
    by_eckid = _unique((account.rol, account.eckid, account) for account in known)
    for (rol, eckid), persoon in _unique((each.rol, each.eckid, each) for each in wanted).items():
        account = by_eckid.get((rol, eckid))
        if account is not None:
            chosen[rol, persoon.key] = account
    taken = {account.id for account in chosen.values()}
    by_key = {(account.rol, account.persoon): account for account in known if account.id not in taken}
    for persoon in wanted:
        account = by_key.get((persoon.rol, persoon.key))
        if account is not None and (persoon.rol, persoon.key) not in chosen:
            chosen[persoon.rol, persoon.key] = account
    kept = {account.id for account in chosen.values()}
    left = [account for account in known if account.id not in kept]
    keys = {(persoon.rol, persoon.key) for persoon in wanted}
    return Plan(
        nieuw=tuple(persoon for persoon in wanted if (persoon.rol, persoon.key) not in chosen),
        blijvend=tuple(
            Wijziging(account=chosen[persoon.rol, persoon.key], persoon=persoon)
            for persoon in wanted
            if (persoon.rol, persoon.key) in chosen
        ),
        gesloten=tuple(account for account in left if account.is_open),
        sleutelloos=tuple(account for account in left if (account.rol, account.persoon) in keys),
    )


def _unique(
    named: Iterable[tuple[Rol, str | None, T]],
) -> Mapping[tuple[Rol, str], T]:
    """What an ECK-iD names, for each role; one that names several names none of them."""
    rows = [((rol, eckid), each) for rol, eckid, each in named if eckid]
    counted: Counter[Hashable] = Counter(name for name, _ in rows)
    return {name: each for name, each in rows if counted[name] == 1}


def _of_leerkracht(leerkracht: Leerkracht) -> Persoon:
    return Persoon(
        rol=Rol.LEERKRACHT,
        key=leerkracht.key,
        eckid=leerkracht.eckid,
        naam=_naam(Rol.LEERKRACHT, leerkracht),
        groepen=tuple(sorted({binding.key for binding in leerkracht.groepen})),
    )


def _of_leerling(leerling: Leerling) -> Persoon:
    return Persoon(
        rol=Rol.LEERLING, key=leerling.key, eckid=leerling.eckid, naam=_naam(Rol.LEERLING, leerling)
    )


def _naam(rol: Rol, person: Leerling | Leerkracht) -> str:
    """How somebody is called, as pages write it."""
    parts: Sequence[str | None] = (
        person.roepnaam or person.voornamen,
        person.voorvoegsel,
        person.achternaam,
    )
    return " ".join(part for part in parts if part)[:LONGEST] or NAMELESS[rol]
