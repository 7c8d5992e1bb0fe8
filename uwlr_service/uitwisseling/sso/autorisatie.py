"""From the request of an application to the code (OpenID Connect Core 1.0, section 3.1.2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account.sessie import Sessie
from uwlr_service.domain.fouten import TijdelijkNietBeschikbaar
from uwlr_service.domain.fouten.sso import AanmeldverzoekOngeldig, AanmeldverzoekVerlopen, Antwoordfout
from uwlr_service.domain.sso import aanmeldverzoek
from uwlr_service.domain.sso.aanmeldverzoek import Aanmeldverzoek
from uwlr_service.domain.sso.claims import Scope
from uwlr_service.domain.sso.client import SsoClient
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.sso import verzoeken
from uwlr_service.repository.sso.clients import ClientRepository
from uwlr_service.repository.sso.onderwerpen import OnderwerpRepository
from uwlr_service.repository.sso.verzoeken import VerzoekRepository, Wachtend
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.sso import aanmeldvraag, gunnen
from uwlr_service.uitwisseling.sso.aanmeldvraag import Hintlezer
from uwlr_service.uitwisseling.sso.schoolbewijs import vraag as bewijsvraag
from uwlr_service.uitwisseling.sso.stappen import Stap, Terugkeer

WAITS = timedelta(minutes=30)
"""How long somebody may take to sign in."""
UNAVAILABLE = Antwoordfout("temporarily_unavailable", "The provider cannot be used for a moment.")


@dataclass(frozen=True, slots=True)
class Begonnen:
    """A request that waits: the handle in the addresses of its pages, and the value of the browser's cookie.

    The handle is a secret of this browser, and so is the cookie; both are kept as hashes. ``browser`` is None
    as long as nobody knows which browser it is.
    """

    handvat: str
    browser: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bezoek:
    """Who comes to a page of a waiting request: its handle, the cookie, and the session if there is one."""

    handvat: str
    browser: str | None
    sessie: Sessie | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gevraagd:
    """What an application asked that its pages show: whom it expects, where, and in which languages."""

    toepassing: str
    terugadres: str
    login_hint: str | None
    school_hint: str | None
    talen: tuple[str, ...]
    is_opnieuw: bool = False
    is_bewijs: bool = False
    max_age: int | None = None


class Autorisaties:
    """Takes requests to sign in, and leads people through them.

    ``issuer`` is what the provider calls itself; ``read_hint`` reads an ID token that we gave before.
    """

    def __init__(self, database: Database, issuer: str, read_hint: Hintlezer) -> None:
        self._database = database
        self._issuer = issuer
        self._read_hint = read_hint

    def begin(
        self, pairs: Iterable[tuple[str, str]], browser: str | None, *, is_known: bool
    ) -> Begonnen | Terugkeer:
        """Judge a request, and let it wait for the person; or the answer to it when it cannot be met.

        ``browser`` is the value of the cookie that came along. ``is_known`` is whether a browser that has it
        would have sent it: with a form from another site it sends none, and then whoever comes first to the
        next page is the one. Raises AanmeldverzoekOngeldig.
        """
        parameters = aanmeldverzoek.gather(pairs)
        now = tijd.now()
        with self._database.read() as connection:
            named = ClientRepository(connection).by_client_id(parameters.get("client_id", ""))
        client = aanmeldverzoek.require_terugadres(parameters, named)
        try:
            aanmeldverzoek.read(parameters, client)
        except Antwoordfout as error:
            return self._refusal(parameters, error)
        handvat = bewijzen.new()
        value = browser
        if value is None and is_known:
            value = bewijzen.new()
        bound = None if value is None else bewijzen.digest(value)
        try:
            with self._database.write(durable=False) as connection:
                VerzoekRepository(connection).add(bewijzen.digest(handvat), client.id, parameters, bound, now)
        except TijdelijkNietBeschikbaar:
            return self._refusal(parameters, UNAVAILABLE)
        return Begonnen(handvat, value)

    def go_on(self, bezoek: Bezoek) -> Stap:
        """What comes next for a waiting request. Raises AanmeldverzoekVerlopen."""
        return self._step(bezoek)

    def choose(self, bezoek: Bezoek, account: int) -> Stap:
        """Go on with one of several accounts; one that may not go on is asked for again.

        Raises AanmeldverzoekVerlopen.
        """
        return self._step(bezoek, account=account)

    def agree(self, bezoek: Bezoek, afspraak: int | None) -> Stap:
        """The person goes on after they read what this version of the agreement lets out.

        If another one is in force by now, they are told of that first. Raises AanmeldverzoekVerlopen.
        """
        return self._step(bezoek, verteld=afspraak)

    def prove(self, bezoek: Bezoek, account: int) -> Stap:
        """The person proves the school of one of their accounts. Raises AanmeldverzoekVerlopen."""
        return self._step(bezoek, account=account, is_bevestigd=True)

    def decline(self, bezoek: Bezoek) -> Terugkeer:
        """The person does not want to, or has no access. Raises AanmeldverzoekVerlopen."""
        now = tijd.now()
        with self._database.write(durable=False) as connection:
            wachtend, _client = self._waiting(connection, bezoek, now)
            self._use(connection, wachtend, now)
        error = Antwoordfout("access_denied", "The person did not sign in, or may not sign in here.")
        return self._refusal(wachtend.parameters, error)

    def waiting(self, handvat: str) -> Gevraagd | None:
        """What the pages of a waiting request show of it; None when there is none."""
        now = tijd.now()
        wachtend = verzoeken.waiting(self._database.driver, bewijzen.digest(handvat), now - WAITS)
        if wachtend is None:
            return None
        parameters = wachtend.parameters
        return Gevraagd(
            toepassing=wachtend.toepassing,
            terugadres=parameters["redirect_uri"],
            login_hint=parameters.get("login_hint"),
            school_hint=parameters.get("school_hint"),
            talen=tuple(parameters.get("ui_locales", "").split()),
            is_opnieuw="login" in parameters.get("prompt", "").split(),
            is_bewijs=Scope.KOPPELBEWIJS in parameters.get("scope", "").split(),
            max_age=int(parameters["max_age"]) if "max_age" in parameters else None,
        )

    def _step(
        self,
        bezoek: Bezoek,
        *,
        account: int | None = None,
        verteld: int | None = None,
        is_bevestigd: bool = False,
    ) -> Stap:
        now = tijd.now()
        # A code that is lost by a crash is asked for anew, so nobody waits for the disk.
        with self._database.write(durable=False) as connection:
            wachtend, client = self._waiting(connection, bezoek, now)
            if account is not None and _is_theirs(bezoek.sessie, account):
                VerzoekRepository(connection).choose(wachtend.hash, account)
                wachtend = replace(wachtend, account=account)
            verzoek = aanmeldverzoek.read(wachtend.parameters, client)
            vraag = aanmeldvraag.Aanmeldvraag(
                wachtend=wachtend,
                client=client,
                verzoek=verzoek,
                moment=now,
                read_hint=self._read_hint,
                verteld=verteld,
                is_bevestigd=is_bevestigd,
            )
            judge = bewijsvraag.judge if verzoek.is_bewijs else aanmeldvraag.judge
            try:
                sessie = _held(connection, bezoek.sessie)
                stap = judge(connection, vraag, sessie)
            except Antwoordfout as error:
                self._use(connection, wachtend, now)
                return self._refusal(wachtend.parameters, error)
            if not isinstance(stap, aanmeldvraag.Klaar | bewijsvraag.Bewezen):
                return stap
            self._use(connection, wachtend, now)
            code = self._grant(connection, vraag, stap)
        return self._answer(verzoek, code)

    @staticmethod
    def _grant(
        connection: Transaction,
        vraag: aanmeldvraag.Aanmeldvraag,
        stap: aanmeldvraag.Klaar | bewijsvraag.Bewezen,
    ) -> str:
        """The code for a request that can be answered."""
        if isinstance(stap, bewijsvraag.Bewezen):
            return bewijsvraag.grant(connection, vraag, stap)
        toegang = stap.ingang.toegang
        if vraag.verteld == toegang.afspraak_id:
            OnderwerpRepository(connection).note_told(toegang.account, vraag.client.id, toegang.afspraak_id)
        return gunnen.grant(connection, vraag, stap)

    @staticmethod
    def _waiting(connection: Transaction, bezoek: Bezoek, now: datetime) -> tuple[Wachtend, SsoClient]:
        """A waiting request of this browser, with its application. Raises AanmeldverzoekVerlopen."""
        repository = VerzoekRepository(connection)
        wachtend = repository.find(bewijzen.digest(bezoek.handvat), now - WAITS)
        if wachtend is None or bezoek.browser is None:
            raise AanmeldverzoekVerlopen
        browser = bewijzen.digest(bezoek.browser)
        if wachtend.browser != browser and not repository.bind(wachtend.hash, browser):
            raise AanmeldverzoekVerlopen
        client = ClientRepository(connection).get(wachtend.client)
        try:
            return wachtend, aanmeldverzoek.require_terugadres(wachtend.parameters, client)
        except AanmeldverzoekOngeldig as error:  # the partner changed its application meanwhile
            raise AanmeldverzoekVerlopen from error

    @staticmethod
    def _use(connection: Transaction, wachtend: Wachtend, now: datetime) -> None:
        if not VerzoekRepository(connection).use(wachtend.hash, now):
            raise AanmeldverzoekVerlopen

    def _answer(self, verzoek: Aanmeldverzoek, code: str) -> Terugkeer:
        waarden = {"code": code}
        if verzoek.state is not None:
            waarden["state"] = verzoek.state
        return Terugkeer(
            terugadres=verzoek.terugadres,
            antwoordwijze=verzoek.antwoordwijze,
            waarden={**waarden, "iss": self._issuer},
        )

    def _refusal(self, parameters: Mapping[str, str], error: Antwoordfout) -> Terugkeer:
        """An error for the application, in the way that it asked for as far as that can be told."""
        shape = aanmeldverzoek.shape_of_refusal(parameters)
        waarden = {"error": error.code, "error_description": error.omschrijving}
        if shape.state is not None:
            waarden["state"] = shape.state
        return Terugkeer(
            terugadres=parameters["redirect_uri"],
            antwoordwijze=shape.antwoordwijze,
            waarden={**waarden, "iss": self._issuer},
        )


def _is_theirs(sessie: Sessie | None, account: int) -> bool:
    """Whether an account is one of whoever is signed in: a form can name any number."""
    if sessie is None or sessie.handelende is None:
        return False
    return any(own.id == account for own in sessie.handelende.accounts)


def _held(connection: Transaction, sessie: Sessie | None) -> Sessie | None:
    """The session of somebody, which was read before this transaction; None when it has ended since."""
    if sessie is None or sessie.inlog is None:
        return None
    return sessie if SessieRepository(connection).hold(sessie.id, sessie.inlog) else None
