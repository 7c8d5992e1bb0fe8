"""Invitations: somebody who manages users lets another one in, by a link that works once."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.account import mensnaam
from uwlr_service.domain.account.gebruiker import Inlog
from uwlr_service.domain.account.handelende import Account, Handelende
from uwlr_service.domain.account.inlognaam import read_mailadres
from uwlr_service.domain.account.rollen import IMPORTROLLEN, Actie
from uwlr_service.domain.account.uitnodiging import Plaats, Uitnodiging, Uitnodigingsoort, geldig
from uwlr_service.domain.fouten import (
    AlGebruiker,
    GebruikerOnbekend,
    Geweigerd,
    NietToegestaan,
    UitnodigingOnbekend,
    UitnodigingOngeldig,
    WaardeOngeldig,
)
from uwlr_service.domain.koppeling.reden import read_reden
from uwlr_service.domain.lijstvraag import ALLES, Lijstvraag
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.account.uitnodigingen import UitnodigingRepository
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.account import bewijzen, brieven, uitnodigplek, vermelden
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.account.sessies import renew
from uwlr_service.uitwisseling.account.uitnodigplek import Uitnodigplek
from uwlr_service.uitwisseling.toezicht.post import Postbus

WHY = "Schrijf waarom deze persoon een nieuwe tweede stap nodig heeft."
PAD = "/portaal/uitnodiging"
"""The page that a link leads to; the value of the invitation follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitgenodigd:
    """An invitation that was just made; its link is told once."""

    uitnodiging: Uitnodiging
    link: str = field(repr=False)
    is_mailed: bool
    """Whether it went to the person by mail; if not, whoever invites hands it over."""

    @property
    def token(self) -> str:
        """What the link ends with."""
        return self.link.rpartition("/")[2]


class Uitnodigingen:
    """Makes, shows, withdraws and takes invitations."""

    def __init__(self, database: Database, postbus: Postbus, address: str | None) -> None:
        self._database = database
        self._postbus = postbus
        self._address = address

    def invite(self, email: str, naam: str, plaats: Plaats, *, door: Handelende) -> Uitgenodigd:
        """Invite somebody for a role; an earlier invitation for the same role and place works no more.

        Raises NietToegestaan, VersBewijsNodig, SchoolOnbekend, AlGebruiker, and Geweigerd for what is not a
        mail address or a name, and for a group that the school does not have.
        """
        if plaats.rol in IMPORTROLLEN:  # imports make those accounts
            raise NietToegestaan
        plaats.require_manager(door)
        door.require_fresh()
        inlognaam = _mailadres(email)
        naam = mensnaam.read(naam)
        now = tijd.now()
        with self._database.write() as connection:
            plek = uitnodigplek.find(connection, plaats, door)
            person = InlogRepository(connection).by_name(inlognaam)
            # Looked up for an address that nobody has as well: the work tells nothing of other places.
            accounts = AccountRepository(connection).of_inlog(0 if person is None else person.id, now)
            is_active = person is not None and person.uitgeschakeld is None
            if is_active and any(is_at(account, plaats) for account in accounts):
                raise AlGebruiker
            UitnodigingRepository(connection).withdraw_of_person(inlognaam, plaats, plek.school_id, now)
            made = self._add(
                connection,
                Uitnodigingsoort.ACCOUNT,
                plek,
                door,
                gemaakt=now,
                inlognaam=inlognaam,
                naam=naam,
                handvat=bewijzen.new(),
                verloopt=now + geldig(plaats.rol),
            )
            vermelden.log_decision(
                connection,
                "gebruiker-uitgenodigd",
                door,
                school_id=plek.school_id,
                koppelpartner_id=plaats.koppelpartner,
                uitnodiging=made.uitnodiging.id,
                rol=plaats.rol.value,
            )
        return made

    def whom(self, inlog_id: int, *, door: Handelende) -> Inlog:
        """Who would be let in again. Raises what ``recover`` raises of who acts and of whom."""
        with self._database.read() as connection:
            person, _ = _managed(connection, inlog_id, door, tijd.now())
        door.require_fresh()
        return person

    def recover(self, inlog_id: int, reden: str | None = None, *, door: Handelende) -> Uitgenodigd:
        """Let somebody who lost a factor in again, by an invitation to prove themselves in new ways.

        Whoever does so manages users wherever the person has a role, or is an operator: else it would be a
        way into another school. People say why, for the log. The person and everybody who manages users there
        hear of it. Raises NietToegestaan, VersBewijsNodig, GebruikerOnbekend for whoever may see all users,
        and Geweigerd without a reason, and for somebody who was disabled: they would prove themselves and
        still be kept out.
        """
        now = tijd.now()
        with self._database.write() as connection:
            person, accounts = _managed(connection, inlog_id, door, now)
            door.require_fresh()
            why: dict[str, Any] = {}
            if door.is_person or reden is not None:
                why["reden"] = read_reden(reden or "", WHY)
            if person.uitgeschakeld is not None:
                raise Geweigerd(
                    "Deze persoon is uitgeschakeld, en komt met een nieuwe tweede stap niet binnen. Nodig"
                    " deze persoon opnieuw uit; op de opdrachtregel met uwlr gebruiker invite."
                )
            repository = UitnodigingRepository(connection)
            repository.withdraw_of_inlog(inlog_id, now)
            made = self._add(
                connection,
                Uitnodigingsoort.HERSTEL,
                None,
                door,
                gemaakt=now,
                inlognaam=person.inlognaam,
                naam=person.naam,
                inlog_id=inlog_id,
                handvat=person.handvat,
                verloopt=now + min(geldig(account.rol) for account in accounts),
            )
            vermelden.log_decision(
                connection,
                "herstel-uitgenodigd",
                door,
                uitnodiging=made.uitnodiging.id,
                inlog=inlog_id,
                **why,
            )
            vermelden.tell_recovery(connection, person, accounts)
        return made

    def _add(
        self,
        connection: Transaction,
        soort: Uitnodigingsoort,
        plek: Uitnodigplek | None,
        door: Handelende,
        **values: object,
    ) -> Uitgenodigd:
        """Keep an invitation, and mail its link where mail can be sent; without a place it is a recovery."""
        if self._address is None:
            # The Host of a call is what a caller makes of it, so a link never begins with that.
            raise Geweigerd("Stel eerst UWLR_PORTAAL_URL in: daarmee begint de link in een uitnodiging.")
        token = bewijzen.new()
        repository = UitnodigingRepository(connection)
        number = repository.add(
            bewijzen.digest(token),
            soort,
            None if plek is None else plek.plaats,
            None if plek is None else plek.school_id,
            door=door.naam,
            uitnodiger=door.inlog,
            **values,
        )
        uitnodiging = repository.get(number)
        if uitnodiging is None:
            raise UitnodigingOngeldig
        link = f"{self._address}{PAD}/{token}"
        is_mailed = self._postbus.put(connection, brieven.invitation(uitnodiging, link, plek, door))
        return Uitgenodigd(uitnodiging=uitnodiging, link=link, is_mailed=is_mailed)

    def withdraw(self, uitnodiging_id: int, *, door: Handelende) -> None:
        """Let the link of an invitation work no more. Raises NietToegestaan, also when there is none."""
        now = tijd.now()
        with self._database.write() as connection:
            repository = UitnodigingRepository(connection)
            uitnodiging = repository.get(uitnodiging_id)
            if uitnodiging is None and door.may(Actie.GEBRUIKERS):
                raise UitnodigingOnbekend(f"Er is geen uitnodiging {uitnodiging_id}.")
            if uitnodiging is None:
                raise NietToegestaan
            require_manager(connection, uitnodiging, door, now)
            if not repository.withdraw(uitnodiging_id, now):
                raise UitnodigingOngeldig
            vermelden.log_withdrawn(connection, [uitnodiging], door)

    def of_school(
        self, school: Schoolcode, vraag: Lijstvraag = ALLES, *, door: Handelende
    ) -> list[Uitnodiging]:
        """The open invitations of a school. Raises NietToegestaan, SchoolOnbekend."""
        _require_users_of(door, school)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).get(school)
            return UitnodigingRepository(connection).open_of_school(school_id, tijd.now(), vraag)

    def of_koppelpartner(
        self, koppelpartner: int, vraag: Lijstvraag = ALLES, *, door: Handelende
    ) -> list[Uitnodiging]:
        """The open invitations of a koppelpartner. Raises NietToegestaan."""
        if not door.may(Actie.GEBRUIKERS):
            door.require(Actie.PARTNERGEBRUIKERS, koppelpartner=koppelpartner)
        with self._database.read() as connection:
            repository = UitnodigingRepository(connection)
            return repository.open_of_koppelpartner(koppelpartner, tijd.now(), vraag)

    def all(self, vraag: Lijstvraag = ALLES, *, door: Handelende) -> list[Uitnodiging]:
        """Every open invitation. Raises NietToegestaan."""
        door.require(Actie.GEBRUIKERS)
        with self._database.read() as connection:
            return UitnodigingRepository(connection).open(tijd.now(), vraag)

    def take(self, bezoeker: Bezoeker, token: str) -> str:
        """Trade the value in a link for a session that holds the invitation; returns the value of its cookie.

        Nothing is used up yet: programs that look at the links in a mail open them as well. Raises
        UitnodigingOngeldig.
        """
        now = tijd.now()
        with self._database.write() as connection:
            uitnodiging = UitnodigingRepository(connection).by_hash(bewijzen.digest(token))
            if (
                uitnodiging is None
                or not uitnodiging.holds(now)
                or uitnodiging.soort is Uitnodigingsoort.DEMO
            ):
                raise UitnodigingOngeldig
            return renew(SessieRepository(connection), bezoeker.sessie, now, uitnodiging_id=uitnodiging.id)


def is_at(account: Account, plaats: Plaats) -> bool:
    """Whether an account is for this role at this place."""
    same = (account.rol, account.school, account.koppelpartner)
    return same == (plaats.rol, plaats.school, plaats.koppelpartner)


def place_of(account: Account) -> Plaats:
    """Where an account is."""
    return Plaats(
        rol=account.rol,
        school=account.school,
        koppelpartner=account.koppelpartner,
        groepen=account.groepen,
    )


def require_manager(
    connection: Transaction, uitnodiging: Uitnodiging, door: Handelende, now: datetime
) -> None:
    """Raise NietToegestaan unless the actor may let somebody in as an invitation does."""
    if uitnodiging.plaats is not None:
        uitnodiging.plaats.require_manager(door)
        return
    person = InlogRepository(connection).get(uitnodiging.inlog or 0)
    accounts = AccountRepository(connection).of_inlog(person.id, now)
    _require_manager_of(accounts, person, door)


def _person(connection: Transaction, inlog_id: int, door: Handelende) -> Inlog:
    """Somebody by their number. Whether nobody has it is not for everybody to know: NietToegestaan."""
    try:
        return InlogRepository(connection).get(inlog_id)
    except GebruikerOnbekend:
        door.require(Actie.GEBRUIKERS)
        raise


def _managed(
    connection: Transaction, inlog_id: int, door: Handelende, now: datetime
) -> tuple[Inlog, tuple[Account, ...]]:
    """Somebody whom this one may let in again, with all their accounts."""
    # The accounts first: a number of nobody is looked for as long as one of somebody elsewhere.
    accounts = AccountRepository(connection).of_inlog(inlog_id, now)
    person = _person(connection, inlog_id, door)
    _require_manager_of(accounts, person, door)
    return person, accounts


def _require_manager_of(accounts: tuple[Account, ...], person: Inlog, door: Handelende) -> None:
    """Raise NietToegestaan unless the actor manages users wherever somebody has a role."""
    if not accounts or person.is_demo or person.id == door.inlog:
        raise NietToegestaan
    if all(account.rol in IMPORTROLLEN for account in accounts):  # a sheet lets them in again
        raise NietToegestaan
    if door.may(Actie.GEBRUIKERS):
        return
    for account in accounts:
        place_of(account).require_manager(door)


def _require_users_of(door: Handelende, school: Schoolcode) -> None:
    """Raise NietToegestaan unless the actor may see the users of a school."""
    if not door.may(Actie.GEBRUIKERS):
        door.require(Actie.SCHOOLGEBRUIKERS, school=school)


def _mailadres(text: str) -> str:
    try:
        return read_mailadres(text)
    except WaardeOngeldig as error:
        raise Geweigerd(f"{error.tekst}; verwacht {error.verwacht}.") from None
