"""Signing in by way of the provider of a school, and tying an account there to one's own here."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende
from uwlr_service.domain.account.rollen import Actie, Rol
from uwlr_service.domain.account.schoolprovider import Schoolprovider, proofs_of
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.fouten.extern import ExternMislukt
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.oauth import vreemd_idtoken
from uwlr_service.formats.oauth.vreemd_idtoken import IdTokenOngeldig, Verwachting
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.account.extern import ExternRepository, ProviderRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.account.sessiebronnen import SessiebronRepository
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.account import bewijzen, intrekken
from uwlr_service.uitwisseling.account.aanmelden import Aanmelding
from uwlr_service.uitwisseling.account.extern import aannemen, bevestigen, koppelen
from uwlr_service.uitwisseling.account.extern import lopend as lopende
from uwlr_service.uitwisseling.account.extern.bron import Providerbron
from uwlr_service.uitwisseling.account.extern.lopend import Lopend, Wens
from uwlr_service.uitwisseling.account.extern.mogen import open_provider, owner_of, require_within
from uwlr_service.uitwisseling.account.extern.uitkomsten import Begonnen, Bevestigd, Binnen, Eigen, Verbonden
from uwlr_service.uitwisseling.account.intrekken import Ingetrokken
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.kluis import Kluis

PAD = "/portaal/aanmelden/extern"
"""Where providers send people back to; the number of the provider and ``terug`` follow."""


class Externetoegang:
    """Leads people to the provider of their school, and lets in whoever comes back with a proof.

    ``address`` is where people find the pages.
    """

    def __init__(
        self,
        database: Database,
        bron: Providerbron,
        kluis: Kluis,
        aanmelding: Aanmelding,
        address: str | None,
    ) -> None:
        self._database = database
        self._bron = bron
        self._kluis = kluis
        self._aanmelding = aanmelding
        self._address = address

    def return_address(self, provider_id: int) -> str:
        """Where a provider sends people back to: another address for each, so none speaks for another."""
        return f"{self._address}{PAD}/{provider_id}/terug"

    def of_school(self, text: str | None) -> Schoolprovider | None:
        """The provider of the school with this code; None for one without, and for what is no school."""
        try:
            code = Schoolcode.parse((text or "").strip().upper())
        except ValueError:
            return None
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).find(code)
            provider = None if school_id is None else ProviderRepository(connection).of_school(school_id)
        return provider if provider is not None and provider.is_aan else None

    def own(self, *, door: Handelende) -> Eigen:
        """What the one who asks can tie, and tied."""
        inlog = _inlog_of(door)
        with self._database.read() as connection:
            provider = self._provider_for(connection, door.accounts)
            tied = ExternRepository(connection).of_inlog(inlog)
        of_provider = [gekoppeld for gekoppeld in tied if provider and gekoppeld.issuer == provider.issuer]
        return Eigen(provider, of_provider[0] if of_provider else None)

    def begin(self, provider_id: int, wens: Wens) -> Begonnen:
        """Ask a provider who somebody is. Raises ExternMislukt, ProviderOnbruikbaar."""
        with self._database.read() as connection:
            provider = open_provider(connection, provider_id)
        return self._ask(provider, wens)

    def begin_tie(self, verder: str, *, door: Handelende) -> Begonnen:
        """Ask the provider of one's school who one is there, to tie that account.

        Raises VersBewijsNodig, ExternMislukt without one, ProviderOnbruikbaar.
        """
        inlog = _inlog_of(door)
        door.require_fresh()
        with self._database.read() as connection:
            provider = self._provider_for(connection, door.accounts)
        if provider is None:
            raise ExternMislukt("no_provider")
        return self._ask(provider, Wens(verder=verder), koppelt=inlog)

    def proves(self, *, door: Handelende) -> Schoolprovider | None:
        """The provider where the one who asks proves anew who they are; None for who does so here."""
        inlog = _inlog_of(door)
        with self._database.read() as connection:
            provider = self._provider_for(connection, door.accounts)
            if provider is None or not bevestigen.is_possible(connection, inlog, door.accounts, provider):
                return None
        return provider

    def begin_confirm(self, verder: str, *, door: Handelende) -> Begonnen:
        """Ask that provider for a proof of now. Raises ExternMislukt without one, ProviderOnbruikbaar."""
        provider = self.proves(door=door)
        if provider is None:
            raise ExternMislukt("no_provider")
        return self._ask(provider, Wens(verder=verder, is_opnieuw=True), bevestigt=_inlog_of(door))

    def of_invitation(self, bezoeker: Bezoeker) -> Schoolprovider | None:
        """The provider by which whoever holds the invitation of a browser can come in from now on."""
        with self._database.read() as connection:
            _, provider = aannemen.invited(connection, bezoeker, tijd.now())
        return provider

    def begin_accept(self, bezoeker: Bezoeker, verder: str) -> Begonnen:
        """Ask that provider who somebody is there, to tie that account instead of choosing a password.

        Raises ExternMislukt without one, ProviderOnbruikbaar.
        """
        with self._database.read() as connection:
            uitnodiging, provider = aannemen.invited(connection, bezoeker, tijd.now())
        if provider is None:
            raise ExternMislukt("no_invitation")
        return self._ask(provider, Wens(verder=verder), uitnodiging=uitnodiging)

    def finish(
        self, provider_id: int, bewaard: str | None, pairs: Iterable[tuple[str, str]], bezoeker: Bezoeker
    ) -> Binnen | Verbonden | Bevestigd:
        """Judge the answer of a provider: let its person in, tie their account, or note their proof.

        Raises ExternMislukt, ProviderOnbruikbaar.
        """
        now = tijd.now()
        lopend = lopende.unwrap(self._kluis, bewaard, provider_id, now)
        with self._database.read() as connection:
            provider = open_provider(connection, provider_id)
        if provider.issuer != lopend.issuer:
            raise ExternMislukt("other_issuer")
        document = self._bron.document(provider.issuer)
        antwoord = lopende.read(pairs, lopend, names_issuer=document.names_issuer)
        form = {
            "grant_type": "authorization_code",
            "code": antwoord.code,
            "redirect_uri": self.return_address(provider.id),
            "code_verifier": lopend.verifier,
        }
        tokens = self._bron.redeem(document, provider, self._geheim(provider), form)
        claims = self._claims(provider, lopend, tokens)
        try:
            subject = vreemd_idtoken.subject_of(claims, provider.subject)
        except IdTokenOngeldig as error:
            raise ExternMislukt(f"id_token_{error.reden}") from error
        if lopend.koppelt is not None:
            return self._tie(provider, lopend, subject, bezoeker)
        if lopend.bevestigt is not None:
            return self._confirm(provider, lopend, lopend.bevestigt, claims, subject, bezoeker)
        return self._enter(provider, lopend, claims, subject, bezoeker)

    def untie(self, bezoeker: Bezoeker, *, door: Handelende) -> str:
        """Let one's account elsewhere prove nothing here any more; returns the new value of the cookie.

        Raises VersBewijsNodig.
        """
        inlog_id = _inlog_of(door)
        door.require_fresh()
        now = tijd.now()
        with self._database.write() as connection:
            inlog = InlogRepository(connection).get(inlog_id)
            gone = intrekken.untie(connection, inlog)
            token = koppelen.changed(connection, bezoeker, inlog, "extern-losgemaakt", now)
            intrekken.record(connection, inlog, gone)
        return token

    def _ask(
        self,
        provider: Schoolprovider,
        wens: Wens,
        *,
        koppelt: int | None = None,
        uitnodiging: int | None = None,
        bevestigt: int | None = None,
    ) -> Begonnen:
        document = self._bron.document(provider.issuer)
        lopend = Lopend(
            provider=provider.id,
            issuer=provider.issuer,
            state=bewijzen.new(),
            nonce=bewijzen.new(),
            verifier=bewijzen.new(),
            begonnen=tijd.now().timestamp(),
            verder=wens.verder,
            is_opnieuw=wens.is_opnieuw,
            max_age=wens.max_age,
            koppelt=koppelt,
            uitnodiging=uitnodiging,
            bevestigt=bevestigt,
        )
        parameters = lopende.parameters_of(lopend, wens, provider.client_id, self.return_address(provider.id))
        separator = "&" if urlsplit(document.aanmeldadres).query else "?"
        adres = f"{document.aanmeldadres}{separator}{urlencode(parameters)}"
        return Begonnen(adres, lopende.wrap(self._kluis, lopend))

    def _geheim(self, provider: Schoolprovider) -> str:
        content = self._kluis.unwrap(provider.geheim)
        if content is None:  # the secret of the service was replaced, and the one of before is gone
            raise ExternMislukt("unreadable_secret")
        renewed = self._kluis.renewed(provider.geheim)
        if renewed is not None:
            with self._database.write() as connection:
                ProviderRepository(connection).rewrap(provider.geheim, renewed)
        return content.decode()

    def _claims(
        self, provider: Schoolprovider, lopend: Lopend, tokens: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """The claims of an ID token that is right. Raises ExternMislukt, ProviderOnbruikbaar."""
        token = tokens.get("id_token")
        access_token = tokens.get("access_token")
        if not isinstance(token, str):
            raise ExternMislukt("no_id_token")
        keys = self._bron.keys(self._bron.document(provider.issuer), vreemd_idtoken.kid_of(token))
        verwachting = Verwachting(
            issuer=provider.issuer,
            client_id=provider.client_id,
            nonce=lopend.nonce,
            access_token=access_token if isinstance(access_token, str) else None,
            moment=tijd.now(),
            vast=provider.only,
            max_age=lopend.max_age,
            na=lopend.begin if lopend.is_opnieuw else None,
        )
        try:
            return vreemd_idtoken.judge(token, keys, verwachting)
        except IdTokenOngeldig as error:
            raise ExternMislukt(f"id_token_{error.reden}") from error

    def _enter(
        self,
        provider: Schoolprovider,
        lopend: Lopend,
        claims: Mapping[str, Any],
        subject: str,
        bezoeker: Bezoeker,
    ) -> Binnen:
        now = tijd.now()
        amr = proofs_of(claims.get("amr"), claims.get("acr"))
        gone = Ingetrokken()
        with self._database.write() as connection:
            if lopend.uitnodiging is None:
                inlog = owner_of(connection, provider, subject)
            else:
                inlog, gone = aannemen.accept(
                    connection, bezoeker, lopend.uitnodiging, provider, subject, amr, now
                )
            accounts = AccountRepository(connection).of_inlog(inlog.id, now)
            require_within(accounts, provider.school)
            aangemeld = self._aanmelding.enter(connection, bezoeker, inlog, amr, now, is_fresh=False)
            _keep_source(connection, aangemeld.sessie, provider, claims)
            intrekken.record(connection, inlog, gone)
        return Binnen(aangemeld, lopend.verder)

    def _confirm(
        self,
        provider: Schoolprovider,
        lopend: Lopend,
        begun_by: int,
        claims: Mapping[str, Any],
        subject: str,
        bezoeker: Bezoeker,
    ) -> Bevestigd:
        now = tijd.now()
        amr = proofs_of(claims.get("amr"), claims.get("acr"))
        with self._database.write() as connection:
            inlog = owner_of(connection, provider, subject)
            token = bevestigen.confirm(connection, bezoeker, provider, inlog, begun_by, amr, now)
            _keep_source(connection, token, provider, claims)
        return Bevestigd(token, lopend.verder)

    def _tie(self, provider: Schoolprovider, lopend: Lopend, subject: str, bezoeker: Bezoeker) -> Verbonden:
        """Tie an account, for whoever began that, and is signed in here still."""
        with self._database.write() as connection:
            return Verbonden(koppelen.tie(connection, bezoeker, provider, lopend, subject), lopend.verder)

    @staticmethod
    def _provider_for(connection: Transaction, accounts: Iterable[Account]) -> Schoolprovider | None:
        """The provider by which somebody with these accounts may come in."""
        schools = {account.school for account in accounts if account.rol is not Rol.LEERLING}
        code = next(iter(schools), None)
        if len(schools) != 1 or code is None:
            return None
        school_id = SchoolRepository(connection).find(code)
        provider = None if school_id is None else ProviderRepository(connection).of_school(school_id)
        return provider if provider is not None and provider.is_aan else None


def _keep_source(
    connection: Transaction, sessie: str, provider: Schoolprovider, claims: Mapping[str, Any]
) -> None:
    """Keep by whom a session was proven at the provider, which can end it from there."""
    SessiebronRepository(connection).keep(
        bewijzen.digest(sessie),
        schoolprovider=provider.id,
        onderwerp=vreemd_idtoken.name_in(claims, "sub"),
        sid=vreemd_idtoken.name_in(claims, "sid"),
    )


def _inlog_of(door: Handelende) -> int:
    door.require(Actie.EIGEN_ACCOUNT)
    if door.inlog is None:
        raise NietToegestaan
    return door.inlog
