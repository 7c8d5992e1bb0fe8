"""Whoever holds an invitation chooses what they will prove themselves with, and is in.

The invitation lies in the session that its link was traded for. It is used up at the end, together with all
that follows from it.
"""

from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.account.gebruiker import Inlog
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie, Rol
from uwlr_service.domain.account.sessie import Einde, Sessie
from uwlr_service.domain.account.uitnodiging import Uitnodiging, Uitnodigingsoort
from uwlr_service.domain.fouten import AlGebruiker, InlogBestaatAl, NietToegestaan, UitnodigingOngeldig
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.account.factoren import FactorRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.account.uitnodigingen import UitnodigingRepository
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.account import bewijzen, intrekken, vermelden, wachtwoorden
from uwlr_service.uitwisseling.account.aanmelden import PWD, WITH_CODE, WITH_PASSKEY, Aangemeld, Aanmelding
from uwlr_service.uitwisseling.account.factoren import Codebewijs, Codevraag, Factorkeuze, Passkeybewijs
from uwlr_service.uitwisseling.account.intrekken import Ingetrokken
from uwlr_service.uitwisseling.account.klas import beginnen
from uwlr_service.uitwisseling.account.passkeys import Passkeys, Vraag
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.account.sessies import renew
from uwlr_service.uitwisseling.account.uitnodigingen import is_at


@dataclass(frozen=True, slots=True)
class Geactiveerd:
    """Somebody is in for the first time, or again; the recovery codes are told once."""

    aangemeld: Aangemeld
    herstelcodes: list[str]


class Activering:
    """Turns an invitation into somebody who can sign in."""

    def __init__(
        self, database: Database, keuze: Factorkeuze, passkeys: Passkeys, aanmelding: Aanmelding
    ) -> None:
        self._database = database
        self._keuze = keuze
        self._passkeys = passkeys
        self._aanmelding = aanmelding

    def invitation(self, bezoeker: Bezoeker) -> Uitnodiging:
        """The invitation in a session. Raises UitnodigingOngeldig when there is none that works."""
        with self._database.read() as connection:
            return invitation_in(connection, bezoeker, tijd.now())[1]

    def choose_password(self, bezoeker: Bezoeker, wachtwoord: str) -> str:
        """Judge a password; returns its hash, which the caller keeps until the second factor is there.

        Raises UitnodigingOngeldig, WachtwoordZwak.
        """
        with self._database.read() as connection:
            _, uitnodiging = invitation_in(connection, bezoeker, tijd.now())
            own = [uitnodiging.inlognaam, uitnodiging.naam]
            if uitnodiging.plaats is not None and uitnodiging.plaats.school is not None:
                own += vermelden.words_of_schools(connection, [uitnodiging.plaats.school])
        eis = wachtwoorden.VAN_LEERLINGEN if is_of_pupil(uitnodiging) else wachtwoorden.VAN_VOLWASSENEN
        wachtwoorden.require_good(wachtwoord, own, eis)
        return wachtwoorden.hashed(wachtwoord)

    def ask_code(self, bezoeker: Bezoeker, geheim: str | None = None) -> Codevraag:
        """Offer codes of an app; with ``geheim`` the same ones again. Raises UitnodigingOngeldig."""
        return self._keuze.ask_code(self.invitation(bezoeker).inlognaam, geheim)

    def ask_passkey(self, bezoeker: Bezoeker) -> Vraag:
        """What a browser is asked to make a passkey. Raises UitnodigingOngeldig, PasskeyOngeldig."""
        uitnodiging = self.invitation(bezoeker)
        return self._passkeys.ask_new(uitnodiging.inlognaam, uitnodiging.naam, uitnodiging.handvat)

    def activate(
        self, bezoeker: Bezoeker, wachtwoord: str, bewijs: Codebewijs | Passkeybewijs
    ) -> Geactiveerd:
        """Use the invitation up: with the hash of a password, and the proof of a second factor.

        Raises UitnodigingOngeldig, CodeOngeldig, PasskeyOngeldig, and InlogBestaatAl for somebody who should
        have signed in first.
        """
        now = tijd.now()
        with self._database.write() as connection:
            _, uitnodiging = invitation_in(connection, bezoeker, now)
            if is_of_pupil(uitnodiging):
                raise UitnodigingOngeldig
            use(connection, uitnodiging, now)
            inlog, gone = person_of(connection, uitnodiging, now)
            inloggen = InlogRepository(connection)
            inloggen.set_wachtwoord(inlog.id, wachtwoord)
            self._keuze.keep(connection, inlog, bewijs, now)
            codes = self._keuze.new_recovery_codes(connection, inlog)
            amr = WITH_CODE if isinstance(bewijs, Codebewijs) else WITH_PASSKEY
            aangemeld = self._aanmelding.enter(connection, bezoeker, inlog, amr, now)
            door = vermelden.person(connection, inlog, now)
            vermelden.log_decision(connection, "uitnodiging-aangenomen", door, uitnodiging=uitnodiging.id)
            if gone:
                vermelden.tell_changed_factor(connection, inlog)
            intrekken.record(connection, inlog, gone)
        return Geactiveerd(aangemeld, codes)

    def activate_pupil(self, bezoeker: Bezoeker, wachtwoord: str) -> str:
        """The same for a leerling, with the hash of a password alone; returns the new value of the cookie.

        Raises UitnodigingOngeldig.
        """
        now = tijd.now()
        with self._database.write() as connection:
            _, uitnodiging = invitation_in(connection, bezoeker, now)
            if not is_of_pupil(uitnodiging):
                raise UitnodigingOngeldig
            use(connection, uitnodiging, now)
            inlog, gone = person_of(connection, uitnodiging, now)
            InlogRepository(connection).set_wachtwoord(inlog.id, wachtwoord)
            token = beginnen.begin(connection, bezoeker, inlog.id, PWD, now)
            door = beginnen.as_actor(inlog.id)
            vermelden.log_decision(connection, "uitnodiging-aangenomen", door, uitnodiging=uitnodiging.id)
            intrekken.record(connection, inlog, gone)
        return token

    def join(self, bezoeker: Bezoeker, *, door: Handelende) -> str:
        """Add the account of an invitation to oneself, while signed in; returns the new value of the cookie.

        Raises UitnodigingOngeldig, and AlGebruiker for a role that one has already.
        """
        door.require(Actie.EIGEN_ACCOUNT)
        now = tijd.now()
        with self._database.write() as connection:
            sessie, uitnodiging = invitation_in(connection, bezoeker, now)
            plaats = uitnodiging.plaats
            is_sheet = uitnodiging.soort is Uitnodigingsoort.BLAD
            if plaats is None or is_sheet or sessie.handelende is None or sessie.inlog is None:
                raise UitnodigingOngeldig
            if door.inlog != sessie.inlog or sessie.is_demo:
                raise NietToegestaan
            if any(is_at(account, plaats) for account in sessie.handelende.accounts):
                raise AlGebruiker
            use(connection, uitnodiging, now)
            _add_account(connection, sessie.inlog, uitnodiging, now)
            sessies = SessieRepository(connection)
            sessies.end_of_inlog(sessie.inlog, Einde.ROL_GEWIJZIGD, now, kept=[sessie.id])
            token = renew(sessies, bezoeker.sessie, now, uitnodiging_id=None)
            vermelden.log_decision(connection, "uitnodiging-aangenomen", door, uitnodiging=uitnodiging.id)
        return token


def is_of_pupil(uitnodiging: Uitnodiging) -> bool:
    """Whether it is for a leerling, who chooses a password and no second factor."""
    return uitnodiging.plaats is not None and uitnodiging.plaats.rol is Rol.LEERLING


def invitation_in(connection: Transaction, bezoeker: Bezoeker, now: datetime) -> tuple[Sessie, Uitnodiging]:
    """The session, and the invitation that it holds. Raises UitnodigingOngeldig."""
    sessie = SessieRepository(connection).find(bewijzen.digest(bezoeker.sessie or ""), now)
    if sessie is None or sessie.uitnodiging is None:
        raise UitnodigingOngeldig
    uitnodiging = UitnodigingRepository(connection).get(sessie.uitnodiging)
    if uitnodiging is None or not uitnodiging.holds(now):
        raise UitnodigingOngeldig
    return sessie, uitnodiging


def use(connection: Transaction, uitnodiging: Uitnodiging, now: datetime) -> None:
    """Use an invitation up. Raises UitnodigingOngeldig for whoever is second."""
    if not UitnodigingRepository(connection).use(uitnodiging.id, now):
        raise UitnodigingOngeldig


def person_of(connection: Transaction, uitnodiging: Uitnodiging, now: datetime) -> tuple[Inlog, Ingetrokken]:
    """Whom an invitation is for, with nothing of before that proves anything."""
    inloggen = InlogRepository(connection)
    if uitnodiging.soort is Uitnodigingsoort.HERSTEL:
        person = inloggen.get(uitnodiging.inlog or 0)
        return person, intrekken.reset(connection, person, now)
    if uitnodiging.soort is Uitnodigingsoort.BLAD:
        person = inloggen.get(uitnodiging.inlog or 0)
        factoren = FactorRepository(connection).of_inlog(person.id)
        gone = intrekken.reset(connection, person, now)
        if person.wachtwoord is None and not factoren.has_second:  # the first time there was nothing to end
            gone = Ingetrokken()
        return person, gone
    known = inloggen.by_name(uitnodiging.inlognaam)
    if known is None:
        number = inloggen.add(uitnodiging.inlognaam, uitnodiging.naam, uitnodiging.handvat, now)
        _add_account(connection, number, uitnodiging, now)
        return inloggen.get(number), Ingetrokken()
    if known.uitgeschakeld is None or known.is_demo:
        raise InlogBestaatAl
    # Somebody who was disabled comes back, with the role of the invitation alone.
    gone = intrekken.reset(connection, known, now)
    inloggen.enable(known.id)
    accounts = AccountRepository(connection)
    accounts.end([account.id for account in accounts.of_inlog(known.id, now)], now)
    _add_account(connection, known.id, uitnodiging, now)
    return known, gone


def _add_account(connection: Transaction, inlog_id: int, uitnodiging: Uitnodiging, now: datetime) -> None:
    plaats = uitnodiging.plaats
    if plaats is None:
        raise UitnodigingOngeldig
    school_id = None
    if plaats.school is not None:
        school_id = SchoolRepository(connection).get(plaats.school)
    AccountRepository(connection).add(inlog_id, plaats, school_id, now)
