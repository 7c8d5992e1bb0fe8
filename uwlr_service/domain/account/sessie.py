"""A session: who is signed in, since when and by what proof, and how long that holds."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.zekerheid import PLAATJES


class Einde(enum.StrEnum):
    """Why a session ended before its time."""

    AFGEMELD = "afgemeld"
    BIJ_SCHOOL_AFGEMELD = "bij-school-afgemeld"
    """At the provider of the school, by which the person came in."""
    ELDERS_BEEINDIGD = "elders-beeindigd"
    """By the same person, from another session."""
    DOOR_BEHEERDER = "door-beheerder"
    """By an operator, who left the person all else."""
    UITGESCHAKELD = "uitgeschakeld"
    ROL_GEWIJZIGD = "rol-gewijzigd"
    FACTOR_GEWIJZIGD = "factor-gewijzigd"
    TE_VAAK_FOUT = "te-vaak-fout"
    HERSTELD = "hersteld"
    """The database was put back from a backup."""


@dataclass(frozen=True, slots=True)
class Duur:
    """How long a session lives without being used, and at most."""

    rust: timedelta
    geheel: timedelta


VAN_OPERATOR = Duur(timedelta(minutes=15), timedelta(hours=8))
VAN_KLAS = Duur(timedelta(minutes=60), timedelta(hours=10))
"""Of leerkrachten and leerlingen: an hour of class without a click is usual."""
OP_KLASSCHERM = Duur(timedelta(minutes=60), timedelta(minutes=60))
"""Of a pupil on a device of the class, which the next one uses."""
VAN_ANDEREN = Duur(timedelta(minutes=30), timedelta(hours=12))
DUREN: Mapping[Rol, Duur] = MappingProxyType(
    {Rol.OPERATOR: VAN_OPERATOR, Rol.LEERKRACHT: VAN_KLAS, Rol.LEERLING: VAN_KLAS}
)
"""The roles whose sessions live for another time than those of everybody else."""
LONGEST = max(VAN_OPERATOR.geheel, VAN_KLAS.geheel, VAN_ANDEREN.geheel)
LONGEST_RUST = max(VAN_OPERATOR.rust, VAN_KLAS.rust, VAN_ANDEREN.rust)


def duur_of(rollen: Iterable[Rol]) -> Duur:
    """How long the session of somebody with these roles lives: the shortest that one of them allows."""
    duren = [DUREN.get(rol, VAN_ANDEREN) for rol in rollen] or [VAN_ANDEREN]
    return Duur(rust=min(duur.rust for duur in duren), geheel=min(duur.geheel for duur in duren))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessie:
    """A session that lives; also of somebody who has not signed in, for their drafts and forms.

    Between the two steps of signing in ``inlog`` says who it is about, and nobody acts yet: ``handelende`` is
    for both steps taken. ``amr`` are the proofs that were given (RFC 8176). ``inhoud`` belongs to the pages.
    """

    id: int
    begonnen: datetime
    laatst_gezien: datetime
    inhoud: Mapping[str, Any]
    inlog: int | None = None
    uitnodiging: int | None = None
    """The invitation that whoever holds this session was handed."""
    handelende: Handelende | None = None
    aangemeld: datetime | None = None
    amr: tuple[str, ...] = ()
    fouten: int = 0
    """Wrong second factors since the first step."""
    is_demo: bool = False
    ongelezen: int = 0
    """Messages that wait for whoever is signed in."""

    @property
    def duur(self) -> Duur:
        """How long it lives."""
        if not set(PLAATJES).isdisjoint(self.amr):
            return OP_KLASSCHERM
        accounts = () if self.handelende is None else self.handelende.accounts
        return duur_of(account.rol for account in accounts)

    @property
    def is_sure(self) -> bool:
        """Whether two factors were proven, as the portal asks; a demonstration has none to prove."""
        return self.is_demo or "mfa" in self.amr

    @property
    def eindigt(self) -> datetime:
        """When it ends, however much it is used."""
        return (self.aangemeld or self.begonnen) + self.duur.geheel

    def lives(self, moment: datetime) -> bool:
        """Whether it has not ended by the clock."""
        return moment < self.eindigt and moment - self.laatst_gezien < self.duur.rust
