"""Tokens for the pull API: which clients get one, and whether it still holds (docs/gkv-api.rst, RFC 6749)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import ClientOngeldig, ScopeOngeldig, Toegangsfout, TokenOngeldig
from uwlr_service.domain.koppeling import partner
from uwlr_service.domain.koppeling.partner import (
    VERWIJDERING,
    Client,
    Partnersleutel,
    Tokenhouder,
)
from uwlr_service.formats.oauth import toegangstoken
from uwlr_service.formats.oauth.certificaat import Certificaat
from uwlr_service.formats.oauth.toegangstoken import Toegangstoken
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.partnersleutels import PartnersleutelRepository
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.koppeling.partner import tokenbewijs
from uwlr_service.uitwisseling.koppeling.partner.tokenbewijs import UNKNOWN_CLIENT, Tokenadressen


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokenuitgifte:
    """A token that was just made, for the partner of one link; ``is_beeindigd`` if that link has ended."""

    token: str
    scopes: tuple[str, ...]
    koppeling: int
    is_beeindigd: bool

    @property
    def client(self) -> str:
        """The client_id of that link."""
        return partner.client_id(self.koppeling)

    def __repr__(self) -> str:
        """Without the token, which must not get into a log."""
        return f"Tokenuitgifte(koppeling={self.koppeling})"


class Tokens:
    """Issues tokens, and judges those that come back."""

    def __init__(self, database: Database, ondertekening: Ondertekening) -> None:
        self._database = database
        self._ondertekening = ondertekening

    def by_assertion(
        self, assertion: str, claimed: str, scope: str, adressen: Tokenadressen
    ) -> Tokenuitgifte:
        """A token for the client that an assertion claims to be of, if it signed that.

        Raises ClientOngeldig, ScopeOngeldig.
        """
        now = tijd.now()
        client = self._client(claimed)
        with _of(client):
            # A link that is not there has no keys, and looking for one among none takes as long.
            sleutels = () if client is None else client.sleutels
            sleutel, bewijs = tokenbewijs.proven(sleutels, claimed, assertion, adressen, now)
            client = _required(client)
            _require_running(client)
            # Last of all: only an assertion that is right may use up its jti.
            tokenbewijs.use(self._database, claimed, bewijs, now)
            return self._issue(client, sleutel, scope, adressen)

    def by_certificate(
        self, client_id: str, certificaat: Certificaat, scope: str, adressen: Tokenadressen
    ) -> Tokenuitgifte:
        """A token for the client that showed a certificate, and bound to it (RFC 8705).

        Raises ClientOngeldig, ScopeOngeldig.
        """
        client = _required(self._client(client_id))
        with _of(client):
            sleutel = tokenbewijs.key_of_certificate(client.sleutels, certificaat)
            if not certificaat.is_valid(tijd.now()):
                raise ClientOngeldig("certificate_not_valid_now")
            _require_running(client)
            return self._issue(client, sleutel, scope, adressen, certificaat.thumbprint)

    def check(self, token: str, certificaat: Certificaat | None, adressen: Tokenadressen) -> Tokenhouder:
        """The holder of a token. A key that was removed ends it at once.

        A link that was withdrawn leaves it nothing but the requests to destroy data. Raises TokenOngeldig.
        """
        now = tijd.now()
        content = toegangstoken.read(
            token, self._ondertekening.published(), issuer=adressen.issuer, audience=adressen.gkv, moment=now
        )
        if content.certificaat is not None:
            tokenbewijs.require_certificate(content.certificaat, certificaat)
        koppeling_id = partner.koppeling_of(content.client)
        if koppeling_id is None:
            raise TokenOngeldig
        # A token holds for minutes; what happened to the link since then has to be asked.
        with self._database.read() as connection:
            client = PartnersleutelRepository(connection).client(koppeling_id, now)
        if client is None or client.is_suspended:
            raise TokenOngeldig
        sleutels = {sleutel.id: sleutel for sleutel in client.sleutels}
        if content.sleutel not in sleutels:
            raise TokenOngeldig
        if not client.is_open:
            scopes = frozenset(client.scopes)
        else:
            scopes = frozenset(content.scopes) & {*client.scopes, VERWIJDERING}
        return Tokenhouder(
            koppeling=koppeling_id,
            gegevensset=client.gegevensset,
            scopes=scopes,
            is_beeindigd=not client.is_open,
            toelating=client.toelating,
            proeftuin=sleutels[content.sleutel].proeftuin,
        )

    def _client(self, client_id: str) -> Client | None:
        """The link that a client_id claims, if it is there. Raises ClientOngeldig if it can be of no link."""
        koppeling_id = partner.koppeling_of(client_id)
        if koppeling_id is None:
            raise ClientOngeldig(UNKNOWN_CLIENT)
        with self._database.read() as connection:
            return PartnersleutelRepository(connection).client(koppeling_id, tijd.now())

    def _issue(
        self,
        client: Client,
        sleutel: Partnersleutel,
        scope: str,
        adressen: Tokenadressen,
        certificaat: str | None = None,
    ) -> Tokenuitgifte:
        scopes = client.granted(scope.split())
        if scopes is None:
            raise ScopeOngeldig
        token = toegangstoken.write(
            Toegangstoken(
                client=partner.client_id(client.koppeling),
                scopes=scopes,
                sleutel=sleutel.id,
                certificaat=certificaat,
            ),
            self._ondertekening.key(),
            issuer=adressen.issuer,
            audience=adressen.gkv,
            moment=tijd.now(),
        )
        return Tokenuitgifte(
            token=token, scopes=scopes, koppeling=client.koppeling, is_beeindigd=not client.is_open
        )


@contextmanager
def _of(client: Client | None) -> Iterator[None]:
    """Let the log say which link a refusal is of; the caller must not hear whether there is one."""
    try:
        yield
    except Toegangsfout as fout:
        if client is None:
            raise ClientOngeldig(UNKNOWN_CLIENT) from fout
        fout.koppeling = client.koppeling
        raise


def _required(client: Client | None) -> Client:
    if client is None:
        raise ClientOngeldig(UNKNOWN_CLIENT)
    return client


def _require_running(client: Client) -> None:
    """Raise ClientOngeldig for a product that the operator stopped everywhere."""
    if client.is_suspended:
        raise ClientOngeldig("suspended")
