"""Partners send people to sign out: what a request proves, and where it may lead (docs/sso.rst)."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten.sso import AfmeldverzoekOngeldig
from uwlr_service.domain.sso import afmeldverzoek
from uwlr_service.domain.sso.afmeldverzoek import Afmeldverzoek, Afmeldvraag
from uwlr_service.domain.sso.client import Adressoort, SsoClient
from uwlr_service.repository.database import Database
from uwlr_service.repository.sso.clients import ClientRepository
from uwlr_service.repository.sso.toekenningen import ToekenningRepository
from uwlr_service.uitwisseling.kluis import Kluis
from uwlr_service.uitwisseling.sso.hints import Hints

SEALED_HOLDS = timedelta(minutes=30)
"""How long somebody may think about the question whether they sign out."""


class Afmeldvragen:
    """Judges the requests, and hands them on from one page to the next under a seal."""

    def __init__(
        self, database: Database, hints: Hints, secret: bytes, old_secret: bytes | None = None
    ) -> None:
        self._database = database
        self._hints = hints
        self._kluis = Kluis(b"ssoafmelden", secret, old_secret)

    def judge(self, pairs: Iterable[tuple[str, str]]) -> Afmeldvraag:
        """What a request proves.

        Raises AfmeldverzoekOngeldig for a hint that is not ours or is another client's, and for an address
        that is not registered, to the letter, or that no hint shows a right to (section 3).
        """
        verzoek = afmeldverzoek.read(pairs)
        if verzoek.id_token_hint is None:
            return self._without_hint(verzoek)
        hint = self._hints.read(verzoek.id_token_hint)
        if hint is None:
            raise AfmeldverzoekOngeldig("hint")
        if verzoek.client_id not in (None, hint.client_id):
            raise AfmeldverzoekOngeldig("client_of_hint")
        client = self._client(hint.client_id)
        terug = None
        if verzoek.terug is not None:
            _require_registered(verzoek.terug, client)
            terug = afmeldverzoek.with_state(verzoek.terug, verzoek.state)
        return Afmeldvraag(
            talen=verzoek.talen, toepassing=client.naam, client=client.id, sid=hint.sid, terug=terug
        )

    def is_about(self, vraag: Afmeldvraag, sessie_id: int) -> bool:
        """Whether the hint of a request was made in a session."""
        if vraag.client is None or vraag.sid is None:
            return False
        with self._database.read() as connection:
            return ToekenningRepository(connection).sid_of(sessie_id, vraag.client) == vraag.sid

    def seal(self, vraag: Afmeldvraag) -> str:
        """A judged request for the address of the next page, where nobody can read or change it."""
        content = {"vraag": asdict(vraag), "moment": tijd.now().timestamp()}
        return self._kluis.wrap(json.dumps(content))

    def unseal(self, sealed: str) -> Afmeldvraag:
        """The same request; one that proves nothing for what we did not seal, or long ago."""
        content = self._kluis.unwrap(sealed)
        if content is None:
            return Afmeldvraag()
        kept = json.loads(content)
        is_old = tijd.now().timestamp() - kept["moment"] > SEALED_HOLDS.total_seconds()
        if is_old:
            return Afmeldvraag()
        return Afmeldvraag(**{**kept["vraag"], "talen": tuple(kept["vraag"]["talen"])})

    def _without_hint(self, verzoek: Afmeldverzoek) -> Afmeldvraag:
        """A request that proves nothing; what it says of a client has to be right all the same."""
        if verzoek.terug is not None:
            raise AfmeldverzoekOngeldig("no_hint")
        if verzoek.client_id is None:
            return Afmeldvraag(talen=verzoek.talen)
        client = self._client(verzoek.client_id)
        return Afmeldvraag(talen=verzoek.talen, toepassing=client.naam)

    def _client(self, client_id: str) -> SsoClient:
        with self._database.read() as connection:
            client = ClientRepository(connection).by_client_id(client_id)
        if client is None:
            raise AfmeldverzoekOngeldig("client")
        return client


def _require_registered(uri: str, client: SsoClient) -> None:
    if uri not in client.uris(Adressoort.AFGEMELD):
        raise AfmeldverzoekOngeldig("post_logout_redirect_uri")
