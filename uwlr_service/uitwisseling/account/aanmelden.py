"""Signing in: a password and then a second factor, or a passkey alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from uwlr_service.domain import tijd
from uwlr_service.domain.account import inlognaam as inlognamen
from uwlr_service.domain.account.gebruiker import Inlog
from uwlr_service.domain.account.handelende import Account
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.sessie import Einde, Sessie
from uwlr_service.domain.fouten import AanmeldenMislukt, CodeOngeldig, PasskeyOngeldig, PogingVoorbij
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.account.factoren import FactorRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.uitwisseling.account import bewijzen, vermelden, wachtwoorden
from uwlr_service.uitwisseling.account.codes import Codes
from uwlr_service.uitwisseling.account.klas import beginnen
from uwlr_service.uitwisseling.account.passkeys import Passkeys, Vraag
from uwlr_service.uitwisseling.account.pogingen import Bezoeker, Poging, Pogingen
from uwlr_service.uitwisseling.account.sessies import renew

Outcome = TypeVar("Outcome")

PWD = ("pwd",)
WITH_CODE = ("pwd", "otp", "mfa")
"""The proofs that were given (RFC 8176)."""
WITH_PASSKEY = ("pop", "user", "mfa")
"""A passkey is two factors: the device, and what it asked of whoever holds it."""
FAULTS = 5
"""Wrong second factors that end an attempt."""
ATTEMPT = timedelta(minutes=10)
"""How long after the password the second factor may come."""


@dataclass(frozen=True, slots=True)
class Aangemeld:
    """Somebody signed in: the new values of the two cookies."""

    sessie: str
    apparaat: str


@dataclass(frozen=True, slots=True)
class Halverwege:
    """A password was right and a second factor has to follow: the new value of the cookie."""

    sessie: str


class Aanmelding:
    """Lets people in."""

    def __init__(self, database: Database, codes: Codes, passkeys: Passkeys, pogingen: Pogingen) -> None:
        self._database = database
        self._codes = codes
        self._passkeys = passkeys
        self._pogingen = pogingen

    def sign_in(self, bezoeker: Bezoeker, inlognaam: str, wachtwoord: str) -> Halverwege | Aangemeld:
        """The first step: name and password. A second factor follows, but for a leerling.

        Raises AanmeldenMislukt in the same words and after the same work for a wrong password, a name that
        nobody has, and an attempt that came too soon.
        """
        naam = inlognamen.fold(inlognaam)[: inlognamen.LONGEST]
        now = tijd.now()
        with self._database.write() as connection:
            inlog = InlogRepository(connection).by_name(naam)
            # Looked up for a name that nobody has as well: the work tells nobody who can sign in.
            accounts = AccountRepository(connection).of_inlog(0 if inlog is None else inlog.id, now)
            poging = self._pogingen.begin(connection, bezoeker, naam, inlog, now)
            if poging.reached:
                vermelden.log_held_back(connection, inlog, poging.reached)
        is_usable = inlog is not None and inlog.uitgeschakeld is None and not inlog.is_demo
        if not accounts and inlognamen.is_of_school(naam):  # of somebody who is gone
            is_usable = False
        # Outside of a transaction, for it takes long and would keep every other writer waiting.
        is_right = wachtwoorden.is_right(wachtwoord, inlog.wachtwoord if inlog and is_usable else None)
        if inlog is None or not is_right or poging.is_held:
            self._note_refused(inlog, poging)
            raise AanmeldenMislukt
        renewed = None
        if inlog.wachtwoord is not None and wachtwoorden.is_outdated(inlog.wachtwoord):
            renewed = wachtwoorden.hashed(wachtwoord)
        with self._database.write() as connection:
            self._pogingen.take_back(connection, poging)
            if renewed is not None:
                InlogRepository(connection).set_wachtwoord(inlog.id, renewed)
            if _is_pupil(accounts):
                sessie = beginnen.begin(connection, bezoeker, inlog.id, PWD, now)
                # From then on guesses from elsewhere never keep them out here.
                apparaat = bezoeker.apparaat or bewijzen.new()
                FactorRepository(connection).remember(inlog.id, bewijzen.digest(apparaat), now)
                return Aangemeld(sessie, apparaat)
            sessie = renew(
                SessieRepository(connection),
                bezoeker.sessie,
                now,
                inlog_id=inlog.id,
                uitnodiging_id=None,
                begonnen=now,
                aangemeld=None,
                bewezen=None,
                amr=PWD,
                fouten=0,
            )
        return Halverwege(sessie)

    def _note_refused(self, inlog: Inlog | None, poging: Poging) -> None:
        """Log a refusal; not what came too soon, for there is no end to that. Each takes a transaction."""
        with self._database.write(durable=False) as connection:
            if not poging.is_held:
                vermelden.log_refused(connection, inlog)

    def confirm_code(self, bezoeker: Bezoeker, code: str) -> Aangemeld:
        """The second step: a one-time code, or a recovery code. Raises CodeOngeldig, PogingVoorbij."""

        def enter(connection: Transaction, sessie: Sessie, inlog: Inlog, now: datetime) -> Aangemeld:
            return self.enter(connection, bezoeker, inlog, WITH_CODE, now)

        return self._judge_code(bezoeker, code, _between_steps, enter)

    def confirm_again(self, bezoeker: Bezoeker, code: str) -> str:
        """Prove anew who one is, by a code; returns the new value of the cookie.

        Raises CodeOngeldig, and PogingVoorbij when that ended the session.
        """

        def note(connection: Transaction, _sessie: Sessie, inlog: Inlog, now: datetime) -> str:
            return _note_proof(connection, bezoeker, inlog, WITH_CODE, now)

        return self._judge_code(bezoeker, code, _signed_in, note)

    def ask_passkey(self) -> Vraag:
        """What a browser is asked for a passkey. Raises PasskeyOngeldig where browsers take none."""
        return self._passkeys.ask()

    def sign_in_by_passkey(self, bezoeker: Bezoeker, antwoord: str, uitdaging: str) -> Aangemeld:
        """Sign in by a passkey, with or without a password before it. Raises PasskeyOngeldig."""
        now = tijd.now()
        with self._database.write() as connection:
            inlog = self._owner_of(connection, antwoord, uitdaging, now)
            return self.enter(connection, bezoeker, inlog, WITH_PASSKEY, now)

    def confirm_again_by_passkey(self, bezoeker: Bezoeker, antwoord: str, uitdaging: str) -> str:
        """The same by a passkey. Raises PasskeyOngeldig."""
        now = tijd.now()
        with self._database.write() as connection:
            sessie = _signed_in(connection, bezoeker, now)
            inlog = self._owner_of(connection, antwoord, uitdaging, now)
            if inlog.id != sessie.inlog:
                raise PasskeyOngeldig
            return _note_proof(connection, bezoeker, inlog, WITH_PASSKEY, now)

    def enter(
        self,
        connection: Transaction,
        bezoeker: Bezoeker,
        inlog: Inlog,
        amr: tuple[str, ...],
        now: datetime,
        *,
        is_fresh: bool = True,
    ) -> Aangemeld:
        """Somebody proved who they are: their session begins, on a device that is known from now on.

        ``is_fresh`` is whether they did so here, and need not do so again before something that counts.
        """
        had_failures = self._pogingen.had_failures(connection, bezoeker, inlog, now)
        apparaat = bezoeker.apparaat or bewijzen.new()
        is_new = FactorRepository(connection).remember(inlog.id, bewijzen.digest(apparaat), now)
        if is_new and had_failures:
            vermelden.tell_new_device(connection, inlog)
        sessie = renew(
            SessieRepository(connection),
            bezoeker.sessie,
            now,
            inlog_id=inlog.id,
            uitnodiging_id=None,
            aangemeld=now,
            bewezen=now if is_fresh else None,
            amr=amr,
            fouten=0,
        )
        vermelden.log_sign_in(connection, vermelden.person(connection, inlog, now), amr)
        return Aangemeld(sessie, apparaat)

    def _judge_code(
        self,
        bezoeker: Bezoeker,
        code: str,
        of_session: Callable[[Transaction, Bezoeker, datetime], Sessie],
        go_on: Callable[[Transaction, Sessie, Inlog, datetime], Outcome],
    ) -> Outcome:
        """Go on if a code is right; count it otherwise, and end the attempt after a few."""
        now = tijd.now()
        with self._database.write() as connection:
            sessie = of_session(connection, bezoeker, now)
            sessies = SessieRepository(connection)
            # First counted, and then looked at: codes that are tried at the same time wait for each other.
            faults = sessies.count_fault(sessie.id)
            inlog = InlogRepository(connection).get(sessie.inlog or 0)
            if faults <= FAULTS and self._is_right(connection, inlog, code, now):
                return go_on(connection, sessie, inlog, now)
            reached = self._pogingen.count(connection, bezoeker, inlog, now)
            vermelden.log_held_back(connection, inlog, reached)
            is_over = faults >= FAULTS
            if is_over:
                vermelden.log_access(
                    connection, "poging-voorbij", vermelden.person(connection, inlog, now), fouten=faults
                )
                _give_up(sessies, sessie, now)
        # Outside of the transaction, for what was counted has to stay.
        raise PogingVoorbij if is_over else CodeOngeldig

    def _is_right(self, connection: Transaction, inlog: Inlog, code: str, now: datetime) -> bool:
        """Whether a code is one that was not used; uses it up."""
        repository = FactorRepository(connection)
        totp = repository.totp(inlog.id)
        if totp is not None:
            geheim, _ = totp
            stap = self._codes.step_of(geheim, code, now)
            if stap is not None:
                renewed = self._codes.renewed(geheim)
                if renewed is not None:
                    repository.rewrap(inlog.id, geheim, renewed)
                return repository.use_step(inlog.id, stap)
        return repository.use_herstelcode(inlog.id, self._codes.hashes(code), now)

    def _owner_of(self, connection: Transaction, antwoord: str, uitdaging: str, now: datetime) -> Inlog:
        """The person whose passkey an answer is of, who may come in. Raises PasskeyOngeldig."""
        sleutel_id, _ = self._passkeys.named(antwoord)
        repository = FactorRepository(connection)
        passkey = repository.passkey(sleutel_id)
        if passkey is None:
            raise PasskeyOngeldig
        inlog = InlogRepository(connection).get(passkey.inlog)
        gebruik = self._passkeys.judge(antwoord, uitdaging, passkey, inlog)
        if inlog.uitgeschakeld is not None:
            raise PasskeyOngeldig
        is_gone = not AccountRepository(connection).of_inlog(inlog.id, now)
        if is_gone and inlognamen.is_of_school(inlog.inlognaam):
            raise PasskeyOngeldig
        repository.use_passkey(passkey.id, gebruik.teller, now, synced=gebruik.is_synced)
        return inlog


def _is_pupil(accounts: Sequence[Account]) -> bool:
    """Whether somebody is a leerling and nothing else: they have no second factor."""
    return bool(accounts) and all(account.rol is Rol.LEERLING for account in accounts)


def _between_steps(connection: Transaction, bezoeker: Bezoeker, now: datetime) -> Sessie:
    """The session of somebody whose password was right just now. Raises PogingVoorbij."""
    sessie = _session_of(connection, bezoeker, now)
    is_too_late = now - sessie.begonnen > ATTEMPT
    if sessie.inlog is None or sessie.handelende is not None or is_too_late:
        raise PogingVoorbij
    return sessie


def _signed_in(connection: Transaction, bezoeker: Bezoeker, now: datetime) -> Sessie:
    """The session of somebody who signed in. Raises PogingVoorbij."""
    sessie = _session_of(connection, bezoeker, now)
    if sessie.handelende is None:
        raise PogingVoorbij
    return sessie


def _session_of(connection: Transaction, bezoeker: Bezoeker, now: datetime) -> Sessie:
    digest = bewijzen.digest(bezoeker.sessie or "")
    sessie = SessieRepository(connection).find(digest, now)
    if sessie is None:
        raise PogingVoorbij
    return sessie


def _give_up(sessies: SessieRepository, sessie: Sessie, now: datetime) -> None:
    """End an attempt. A visitor who had not signed in keeps what they were writing."""
    if sessie.handelende is None:
        sessies.change(sessie.id, inlog_id=None, amr=())
        sessies.sign_out_elsewhere(sessie.id, now)
    else:
        sessies.end(sessie.id, Einde.TE_VAAK_FOUT, now)


def _note_proof(
    connection: Transaction, bezoeker: Bezoeker, inlog: Inlog, amr: tuple[str, ...], now: datetime
) -> str:
    vermelden.log_access(connection, "opnieuw-bevestigd", vermelden.person(connection, inlog, now))
    return renew(SessieRepository(connection), bezoeker.sessie, now, bewezen=now, amr=amr, fouten=0)
