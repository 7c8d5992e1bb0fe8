"""People look after what they prove themselves with: their own, and after a fresh proof.

Each change ends all other sessions of the person, gives the cookie of this one another value, and is told.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.account.gebruiker import Factoren, Inlog
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.fouten import CodeOngeldig, FactorGeweigerd, NietToegestaan, PasskeyOngeldig
from uwlr_service.repository.account.factoren import FactorRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.uitwisseling.account import bewijzen, intrekken, vermelden, wachtwoorden
from uwlr_service.uitwisseling.account.codes import Codes
from uwlr_service.uitwisseling.account.intrekken import Ingetrokken
from uwlr_service.uitwisseling.account.passkeys import MOST, Passkeys, Vraag
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.account.sessies import renew

PASSKEY_NAME = "Passkey"
LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Codevraag:
    """What an app is given to make codes: the seed to type, and the address in a QR code.

    ``geheim`` is the encrypted seed, which the caller keeps until the first code comes back.
    """

    geheim: str
    sleutel: str
    adres: str


@dataclass(frozen=True, slots=True)
class Codebewijs:
    """The first code of an app, with the encrypted seed that it was given."""

    geheim: str
    code: str


@dataclass(frozen=True, slots=True)
class Passkeybewijs:
    """The answer of a browser that made a passkey, with the challenge that it was given."""

    antwoord: str
    uitdaging: str
    naam: str = PASSKEY_NAME


class Factorkeuze:
    """Offers a second factor, and keeps the one that was proved."""

    def __init__(self, codes: Codes, passkeys: Passkeys, uitgever: str) -> None:
        self._codes = codes
        self._passkeys = passkeys
        self._uitgever = uitgever

    def ask_code(self, inlognaam: str, geheim: str | None = None) -> Codevraag:
        """Offer codes of an app; with ``geheim`` the same ones again."""
        wrapped = geheim or self._codes.new_seed()
        address = self._codes.address(wrapped, inlognaam, self._uitgever)
        return Codevraag(wrapped, self._codes.seed(wrapped), address)

    def keep(
        self, connection: Transaction, inlog: Inlog, bewijs: Codebewijs | Passkeybewijs, now: datetime
    ) -> None:
        """Keep a second factor. Raises CodeOngeldig, PasskeyOngeldig."""
        if isinstance(bewijs, Codebewijs):
            self._keep_code(connection, inlog, bewijs, now)
        else:
            self._keep_passkey(connection, inlog, bewijs, now)

    def new_recovery_codes(self, connection: Transaction, inlog: Inlog) -> list[str]:
        """Replace the recovery codes; returns them, for the only time."""
        codes = self._codes.new_recovery_codes()
        FactorRepository(connection).set_herstelcodes(inlog.id, [self._codes.hash(code) for code in codes])
        return codes

    def _keep_code(self, connection: Transaction, inlog: Inlog, bewijs: Codebewijs, now: datetime) -> None:
        stap = self._codes.step_of(bewijs.geheim, bewijs.code, now)
        if stap is None:
            raise CodeOngeldig
        FactorRepository(connection).set_totp(inlog.id, bewijs.geheim, stap, now)

    def _keep_passkey(
        self, connection: Transaction, inlog: Inlog, bewijs: Passkeybewijs, now: datetime
    ) -> None:
        made = self._passkeys.judge_new(bewijs.antwoord, bewijs.uitdaging)
        repository = FactorRepository(connection)
        if len(repository.passkeys(inlog.id)) >= MOST:
            raise FactorGeweigerd(f"U kunt ten hoogste {MOST} passkeys hebben. Verwijder er eerst een.")
        naam = " ".join(bewijs.naam.split())[:LONGEST_NAME] or PASSKEY_NAME
        is_added = repository.add_passkey(
            inlog.id,
            sleutel_id=made.sleutel_id,
            publieke_sleutel=made.publieke_sleutel,
            teller=made.teller,
            gesynchroniseerd=made.is_synced,
            naam=naam,
            aangemaakt=now,
        )
        if not is_added:
            raise PasskeyOngeldig


class Factorbeheer:
    """Own factors: looked at, added, replaced and removed."""

    def __init__(self, database: Database, keuze: Factorkeuze, passkeys: Passkeys) -> None:
        self._database = database
        self._keuze = keuze
        self._passkeys = passkeys

    def of_person(self, *, door: Handelende) -> Factoren:
        """What the one who asks can prove themselves with."""
        with self._database.read() as connection:
            return FactorRepository(connection).of_inlog(_inlog_id(door))

    def ask_code(self, geheim: str | None = None, *, door: Handelende) -> Codevraag:
        """Offer codes of an app, instead of those of the app of before."""
        with self._database.read() as connection:
            inlog = InlogRepository(connection).get(_inlog_id(door))
        return self._keuze.ask_code(inlog.inlognaam, geheim)

    def ask_passkey(self, *, door: Handelende) -> Vraag:
        """What a browser is asked to make a passkey. Raises PasskeyOngeldig where it makes none."""
        with self._database.read() as connection:
            inlog = InlogRepository(connection).get(_inlog_id(door))
            known = FactorRepository(connection).passkeys(inlog.id)
        return self._passkeys.ask_new(inlog.inlognaam, inlog.naam, inlog.handvat, known)

    def add(self, bezoeker: Bezoeker, bewijs: Codebewijs | Passkeybewijs, *, door: Handelende) -> str:
        """Add a passkey, or let another app make the codes; returns the new value of the cookie.

        Raises VersBewijsNodig, CodeOngeldig, PasskeyOngeldig.
        """

        def add(connection: Transaction, inlog: Inlog, now: datetime) -> Ingetrokken:
            had = FactorRepository(connection).of_inlog(inlog.id)
            self._keuze.keep(connection, inlog, bewijs, now)
            replaced = had.code_sinds if isinstance(bewijs, Codebewijs) else None
            return Ingetrokken(code=replaced)

        return self._change(bezoeker, "factor-toegevoegd", add, door)

    def remove_passkey(self, bezoeker: Bezoeker, passkey_id: int, *, door: Handelende) -> str:
        """Remove a passkey; returns the new value of the cookie.

        Raises VersBewijsNodig, NietToegestaan for one that is not theirs, FactorGeweigerd for the last.
        """

        def remove(connection: Transaction, inlog: Inlog, _now: datetime) -> Ingetrokken:
            repository = FactorRepository(connection)
            had = repository.of_inlog(inlog.id)
            gone = tuple(passkey for passkey in had.passkeys if passkey.id == passkey_id)
            if not repository.remove_passkey(inlog.id, passkey_id):
                raise NietToegestaan
            _require_second(repository, inlog)
            return Ingetrokken(passkeys=gone)

        return self._change(bezoeker, "passkey-verwijderd", remove, door)

    def remove_code(self, bezoeker: Bezoeker, *, door: Handelende) -> str:
        """Let the app prove nothing any more; returns the new value of the cookie.

        Raises VersBewijsNodig, NietToegestaan without an app, and FactorGeweigerd for the last one.
        """

        def remove(connection: Transaction, inlog: Inlog, _now: datetime) -> Ingetrokken:
            repository = FactorRepository(connection)
            had = repository.of_inlog(inlog.id)
            if not repository.remove_totp(inlog.id):
                raise NietToegestaan
            _require_second(repository, inlog)
            return Ingetrokken(code=had.code_sinds)

        return self._change(bezoeker, "code-verwijderd", remove, door)

    def change_password(self, bezoeker: Bezoeker, wachtwoord: str, *, door: Handelende) -> str:
        """Replace one's own password; returns the new value of the cookie.

        Raises VersBewijsNodig, WachtwoordZwak.
        """
        number = _inlog_id(door)
        door.require_fresh()
        with self._database.read() as connection:
            own = vermelden.words_of(connection, InlogRepository(connection).get(number), tijd.now())
        wachtwoorden.require_good(wachtwoord, own)
        kept = wachtwoorden.hashed(wachtwoord)  # outside of a transaction: it takes long

        def change(connection: Transaction, inlog: Inlog, _now: datetime) -> Ingetrokken:
            InlogRepository(connection).set_wachtwoord(inlog.id, kept)
            return Ingetrokken(wachtwoord=inlog.wachtwoord is not None)

        return self._change(bezoeker, "wachtwoord-gewijzigd", change, door)

    def renew_recovery_codes(self, bezoeker: Bezoeker, *, door: Handelende) -> tuple[str, list[str]]:
        """Replace one's own recovery codes; the new value of the cookie, and the codes for the only time.

        Raises VersBewijsNodig.
        """
        codes: list[str] = []

        def change(connection: Transaction, inlog: Inlog, _now: datetime) -> Ingetrokken:
            codes.extend(self._keuze.new_recovery_codes(connection, inlog))
            return Ingetrokken(herstelcodes=True)

        token = self._change(bezoeker, "herstelcodes-vernieuwd", change, door)
        return token, codes

    def _change(
        self,
        bezoeker: Bezoeker,
        wat: str,
        change: Callable[[Transaction, Inlog, datetime], Ingetrokken],
        door: Handelende,
    ) -> str:
        number = _inlog_id(door)
        door.require_fresh()
        now = tijd.now()
        with self._database.write() as connection:
            inlog = InlogRepository(connection).get(number)
            if inlog.is_demo:
                raise FactorGeweigerd("Dit account is van een demonstratie, en logt in met een link.")
            gone = change(connection, inlog, now)
            sessies = SessieRepository(connection)
            token = renew(sessies, bezoeker.sessie, now)
            present = sessies.find(bewijzen.digest(token), now)
            kept = [] if present is None else [present.id]
            sessies.end_of_inlog(inlog.id, Einde.FACTOR_GEWIJZIGD, now, kept=kept)
            vermelden.log_decision(connection, wat, door)
            vermelden.tell_changed_factor(connection, inlog)
            intrekken.record(connection, inlog, gone)
        return token


def _inlog_id(door: Handelende) -> int:
    door.require(Actie.EIGEN_ACCOUNT)
    if door.inlog is None:
        raise NietToegestaan
    return door.inlog


def _require_second(repository: FactorRepository, inlog: Inlog) -> None:
    """Raise FactorGeweigerd when somebody would be left with a password alone."""
    if not repository.of_inlog(inlog.id).has_second:
        raise FactorGeweigerd("Dit is uw laatste tweede stap. Voeg eerst een andere toe.")
