"""Invitations: who lets whom in, for how long a link works, and what it leads to."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie, Rol
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.school.school import Schoolcode


class Uitnodigingsoort(enum.StrEnum):
    """What a link leads to."""

    ACCOUNT = "account"
    """A first or a further account."""
    HERSTEL = "herstel"
    """New proofs for somebody who lost theirs."""
    BLAD = "blad"
    """A printed sheet: a leerkracht or leerling makes an account of an import their own."""
    DEMO = "demo"
    """Signs a made-up person in, on the machine of a demonstration."""


UITNODIGERS: Mapping[Rol, tuple[Actie, ...]] = MappingProxyType(
    {
        Rol.OPERATOR: (Actie.GEBRUIKERS,),
        Rol.PARTNERBEHEERDER: (Actie.GEBRUIKERS, Actie.PARTNERGEBRUIKERS),
        Rol.SCHOOLBEHEERDER: (Actie.GEBRUIKERS, Actie.SCHOOLGEBRUIKERS),
        Rol.SCHOOLLEZER: (Actie.SCHOOLGEBRUIKERS,),
        Rol.LEERKRACHT: (Actie.INLOGACCOUNTS,),
        Rol.LEERLING: (Actie.INLOGACCOUNTS,),
    }
)
"""Per role what somebody must be allowed to do to invite for it, and to end it.

Nobody invites for the last two: imports make those accounts, and close them.
"""

GELDIG = timedelta(days=7)
GELDIG_OPERATOR = timedelta(hours=24)


def geldig(rol: Rol | None) -> timedelta:
    """How long the link of an invitation works."""
    return GELDIG_OPERATOR if rol is Rol.OPERATOR else GELDIG


@dataclass(frozen=True, slots=True, kw_only=True)
class Plaats:
    """Where somebody has a role: at a school, at a koppelpartner, or at the service itself.

    ``groepen`` are the keys of the groups that a schoollezer is bound to; without any it is all of them. Of a
    leerkracht they are the own ones.
    """

    rol: Rol
    school: Schoolcode | None = None
    koppelpartner: int | None = None
    groepen: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if (self.school is not None) != self.rol.is_of_school:
            raise ValueError("een rol van een school heeft een school nodig, en een andere rol niet")
        if (self.koppelpartner is not None) != self.rol.is_of_partner:
            raise ValueError("een rol van een partner heeft een partner nodig, en een andere rol niet")
        if self.groepen and self.rol not in (Rol.SCHOOLLEZER, Rol.LEERKRACHT):
            raise ValueError("alleen een schoollezer is aan groepen gebonden")

    def require_manager(self, door: Handelende) -> None:
        """Raise NietToegestaan unless the actor lets people in here, and out."""
        acties = UITNODIGERS[self.rol]
        may = (door.may(actie, school=self.school, koppelpartner=self.koppelpartner) for actie in acties)
        if not any(may):
            raise NietToegestaan


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitnodiging:
    """An invitation; ``plaats`` is None when somebody only gets in again, ``inlog`` is then who."""

    id: int
    soort: Uitnodigingsoort
    inlognaam: str
    naam: str
    plaats: Plaats | None
    inlog: int | None
    handvat: str
    """How a passkey that is made on it will name its owner."""
    door: str
    gemaakt: datetime
    verloopt: datetime
    gebruikt: datetime | None
    ingetrokken: datetime | None

    def holds(self, moment: datetime) -> bool:
        """Whether its link works at a moment."""
        return self.gebruikt is None and self.ingetrokken is None and moment < self.verloopt
