"""Who acts: each use case that people reach is told, checks it, and writes it in the log."""

import enum
import getpass
from dataclasses import dataclass
from datetime import datetime, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account import mensnaam
from uwlr_service.domain.account.rollen import LAS_BESLIST, LAS_ZIET, ROLLEN_VAN, Actie, Rol
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, VersBewijsNodig
from uwlr_service.domain.fouten.mensen import AlleenInPortaal
from uwlr_service.domain.school.school import Schoolcode

FRESH = timedelta(minutes=10)
"""How long a second factor counts as a fresh proof."""
AHEAD = timedelta(minutes=1)
"""How far the clock of a LAS may be ahead of ours, which then says of a proof that it is still to come."""


class Herkomst(enum.StrEnum):
    """By which way somebody acts."""

    PORTAAL = "portaal"
    VIA_LAS = "via-las"
    """In the screens of a LAS, which shows a school its links and says who decides there."""
    OPDRACHTREGEL = "opdrachtregel"
    """May do everything: whoever can run a command on the machine can read the database anyway."""
    KLOK = "klok"
    """The service itself, on time."""
    API = "api"
    """A partner's program, which proved itself by a key of a link."""
    LAS = "las"
    """The program of a LAS, which proved itself by a key of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A role of a person, at one school, at one koppelpartner, or at the service itself.

    ``groepen`` are the keys of the groups that a schoollezer is bound to; without any, it is all of them. Of
    a leerkracht they are the own groups of the imported data.
    """

    id: int
    rol: Rol
    school: Schoolcode | None = None
    koppelpartner: int | None = None
    groepen: frozenset[str] = frozenset()

    @property
    def is_unbound(self) -> bool:
        """Whether it sees every group; a leerkracht without groups sees none of them."""
        return not self.groepen and self.rol is not Rol.LEERKRACHT

    def reaches(self, actie: Actie, school: Schoolcode | None, koppelpartner: int | None) -> bool:
        """Whether this account may do something that is about a school, a partner, or neither."""
        if self.rol not in ROLLEN_VAN[actie]:
            return False
        if self.rol.is_of_school:
            return school is None or school == self.school
        if self.rol.is_of_partner:
            return koppelpartner is None or koppelpartner == self.koppelpartner
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Handelende:
    """The one who acts: a person with accounts, the command line, the clock, or a program of somebody else.

    ``naam`` is for people and for the log; ``inlog`` is the number of a person's credentials. ``bewezen`` is
    when a person last proved a second factor; of a person whom a LAS names, the LAS says so. ``aanvraag`` is
    the application of somebody without an account. ``is_named`` is whether a command or a LAS said in whose
    name it acts, and ``school`` is the one school that can be reached by way of a LAS.
    """

    herkomst: Herkomst
    naam: str
    inlog: int | None = None
    accounts: tuple[Account, ...] = ()
    bewezen: datetime | None = None
    aanvraag: int | None = None
    is_named: bool = False
    school: Schoolcode | None = None

    @classmethod
    def opdrachtregel(cls, naam: str | None = None) -> "Handelende":
        """Whoever runs a command here: the account of the machine, or the name that was given.

        Raises Geweigerd for a name with signs that nobody can see.
        """
        given = mensnaam.read(naam) if naam and naam.strip() else ""
        return cls(
            herkomst=Herkomst.OPDRACHTREGEL,
            naam=given or f"opdrachtregel, account {_account()}",
            is_named=bool(given),
        )

    @classmethod
    def klok(cls) -> "Handelende":
        """The service itself, on time."""
        return cls(herkomst=Herkomst.KLOK, naam="klok")

    @classmethod
    def api(cls, naam: str) -> "Handelende":
        """The program of a partner; the use case has checked by its key what it may."""
        return cls(herkomst=Herkomst.API, naam=naam)

    @classmethod
    def las(cls, naam: str) -> "Handelende":
        """The program of a LAS, by its name; the use case has checked which schools it has."""
        return cls(herkomst=Herkomst.LAS, naam=naam)

    @classmethod
    def aanvrager(cls, aanvraag: int | None = None) -> "Handelende":
        """Somebody from outside who makes an application; it may do nothing else."""
        naam = "aanvrager" if aanvraag is None else f"aanvrager van aanvraag {aanvraag}"
        return cls(herkomst=Herkomst.PORTAAL, naam=naam, aanvraag=aanvraag)

    @classmethod
    def via_las(
        cls, las: str, school: Schoolcode, *, namens: str | None = None, bewezen: datetime | None = None
    ) -> "Handelende":
        """Whoever looks at one school by way of a LAS; ``namens`` is the person who decides there.

        ``las`` is the name of the LAS, which has proved itself by its key. That the person is who they are,
        and when they proved it by a second factor, the LAS alone can know. Raises Geweigerd for a name with
        signs that nobody can see.
        """
        who = f"LAS {las}"
        if namens is not None:
            who = f"{mensnaam.read(namens)}, via {who}"
        return cls(
            herkomst=Herkomst.VIA_LAS,
            naam=who,
            bewezen=bewezen,
            is_named=namens is not None,
            school=school,
        )

    @property
    def is_person(self) -> bool:
        """Whether it is somebody whose rights count: who signed in here, or came by way of a LAS."""
        return self.herkomst in (Herkomst.PORTAAL, Herkomst.VIA_LAS)

    def is_same(self, naam: str, inlog: int | None) -> bool:
        """Whether this is who decided before, by that name and those credentials if they had any.

        By their credentials, where both have them; else by name, for a command knows nothing more.
        """
        if inlog is not None and self.inlog is not None:
            return inlog == self.inlog
        return mensnaam.fold(naam) == mensnaam.fold(self.naam)

    def may(
        self, actie: Actie, *, school: Schoolcode | None = None, koppelpartner: int | None = None
    ) -> bool:
        """Whether one of the accounts reaches this; the command line, the clock and a program always may.

        By way of a LAS a school sees its links, and somebody who was named decides about them.
        """
        if self.herkomst is Herkomst.VIA_LAS:
            acties = LAS_BESLIST if self.is_named else LAS_ZIET
            return school is not None and school == self.school and actie in acties
        if not self.is_person:
            return True
        return any(account.reaches(actie, school, koppelpartner) for account in self.accounts)

    def require(
        self, actie: Actie, *, school: Schoolcode | None = None, koppelpartner: int | None = None
    ) -> None:
        """Raise NietToegestaan unless the actor may do this."""
        if not self.may(actie, school=school, koppelpartner=koppelpartner):
            raise NietToegestaan

    def require_no_person(self) -> None:
        """Raise NietToegestaan for a person: this is for the clock and the command line."""
        if self.is_person:
            raise NietToegestaan

    def require_fresh(self) -> None:
        """Raise VersBewijsNodig for a person whose second factor is too long ago."""
        if not self.is_person:
            return
        if self.bewezen is None:
            raise VersBewijsNodig
        age = tijd.now() - self.bewezen
        # Only a LAS has a clock of its own, and could say a moment that lets its people decide for ever.
        is_to_come = self.herkomst is Herkomst.VIA_LAS and age < -AHEAD
        if age > FRESH or is_to_come:
            raise VersBewijsNodig

    def require_one_of_two(self) -> None:
        """Raise VersBewijsNodig or Geweigerd for whoever cannot be one of two people who have to decide.

        A command that names nobody would count as a person beside the one that it names later. A LAS could
        name two people for the same one, so AlleenInPortaal is raised for it.
        """
        if self.herkomst is Herkomst.VIA_LAS:
            raise AlleenInPortaal
        self.require_fresh()
        if self.herkomst is Herkomst.OPDRACHTREGEL and not self.is_named:
            raise Geweigerd("Hierover beslissen twee mensen. Noem met --namens NAAM wie dit besluit.")


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, in a container
        return "onbekend"
