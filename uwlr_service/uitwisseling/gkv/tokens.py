"""Tokens for the pull API: who may have one, and whether one still holds (docs/gkv-api.rst, RFC 6749)."""

import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import ClientOngeldig, ScopeOngeldig, Toegangsfout, TokenOngeldig
from uwlr_service.domain.koppeling import partner
from uwlr_service.domain.koppeling.partner import Client, Partnersleutel, Sleutelsoort, Tokenhouder
from uwlr_service.formats.oauth import clientbewijs, toegangstoken
from uwlr_service.formats.oauth.certificaat import Certificaat
from uwlr_service.formats.oauth.clientbewijs import Clientbewijs
from uwlr_service.formats.oauth.toegangstoken import Toegangstoken
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.partnersleutels import PartnersleutelRepository
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening


@dataclass(frozen=True, slots=True)
class Adressen:
    """What the service calls itself: the issuer of tokens, and whom they are meant for."""

    issuer: str

    @property
    def token_endpoint(self) -> str:
        """Where tokens are asked."""
        return f"{self.issuer}/oauth/token"

    @property
    def api(self) -> str:
        """The audience of a token."""
        return f"{self.issuer}/gkv/v1"


@dataclass(frozen=True, slots=True)
class Uitgifte:
    """A token that was just made."""

    token: str
    scopes: tuple[str, ...]
    koppeling: int

    def __repr__(self) -> str:
        """Without the token, which must not get into a log."""
        return f"Uitgifte(koppeling={self.koppeling})"


class Tokens:
    """Issues tokens, and judges those that come back."""

    def __init__(self, database: Database, ondertekening: Ondertekening) -> None:
        self._database, self._ondertekening = database, ondertekening

    def by_assertion(self, assertion: str, client_id: str | None, scope: str, adressen: Adressen) -> Uitgifte:
        """A token for whoever signed an assertion. Raises ClientOngeldig, ScopeOngeldig."""
        claimed = clientbewijs.claimed_client(assertion)
        if claimed is None:
            raise ClientOngeldig("no_jwt")
        if client_id not in (None, claimed):
            raise ClientOngeldig("other_client_id")
        now = tijd.now()
        with self._client(claimed) as client:
            sleutel, bewijs = _proven(client, assertion, adressen, now)
            with self._database.write() as connection:
                repository = PartnersleutelRepository(connection)
                if not repository.use_once(client.koppeling, bewijs.jti, bewijs.verloopt, now):
                    raise ClientOngeldig("used_before")
            return self._issue(client, sleutel, scope, adressen)

    def by_certificate(
        self, client_id: str, certificaat: Certificaat, scope: str, adressen: Adressen
    ) -> Uitgifte:
        """A token for whoever showed a certificate, and bound to it (RFC 8705).

        Raises ClientOngeldig, ScopeOngeldig.
        """
        with self._client(client_id) as client:
            for sleutel in client.sleutels:
                known = sleutel.soort is Sleutelsoort.CERTIFICATE
                if known and sleutel.waarde == certificaat.thumbprint:
                    if not certificaat.is_valid(tijd.now()):
                        raise ClientOngeldig("certificate_not_valid_now")
                    return self._issue(client, sleutel, scope, adressen, certificaat.thumbprint)
            raise ClientOngeldig("unknown_certificate")

    def check(self, token: str, certificaat: Certificaat | None, adressen: Adressen) -> Tokenhouder:
        """Whom a token is of. A link that was withdrawn, or a key that was removed, ends it at once.

        Raises TokenOngeldig.
        """
        now = tijd.now()
        found = toegangstoken.read(
            token, self._ondertekening.published(), issuer=adressen.issuer, audience=adressen.api, moment=now
        )
        bound = found.certificaat
        if bound is not None and (
            certificaat is None or not hmac.compare_digest(bound, certificaat.thumbprint)
        ):
            raise TokenOngeldig
        with self._database.read() as connection:
            client = PartnersleutelRepository(connection).client(found.koppeling, now)
        if client is None or not client.is_open:
            raise TokenOngeldig
        if found.sleutel not in (sleutel.id for sleutel in client.sleutels):
            raise TokenOngeldig
        scopes = frozenset(found.scopes) & frozenset(client.scopes)
        return Tokenhouder(found.koppeling, client.gegevensset, scopes)

    @contextmanager
    def _client(self, client_id: str) -> Iterator[Client]:
        """The link that a client_id claims; what is refused within is of that link."""
        koppeling_id = partner.koppeling_of(client_id)
        if koppeling_id is None:
            raise ClientOngeldig("unknown_client")
        with self._database.read() as connection:
            found = PartnersleutelRepository(connection).client(koppeling_id, tijd.now())
        if found is None:
            raise ClientOngeldig("unknown_client")
        try:
            if not found.is_open:
                raise ClientOngeldig("link_withdrawn")
            yield found
        except Toegangsfout as fout:
            fout.koppeling = found.koppeling
            raise

    def _issue(
        self,
        client: Client,
        sleutel: Partnersleutel,
        scope: str,
        adressen: Adressen,
        certificaat: str | None = None,
    ) -> Uitgifte:
        wanted = tuple(dict.fromkeys(scope.split())) or client.scopes
        if not set(wanted) <= set(client.scopes):
            raise ScopeOngeldig
        token = toegangstoken.write(
            Toegangstoken(
                koppeling=client.koppeling, scopes=wanted, sleutel=sleutel.id, certificaat=certificaat
            ),
            self._ondertekening.key(),
            issuer=adressen.issuer,
            audience=adressen.api,
            moment=tijd.now(),
        )
        return Uitgifte(token, wanted, client.koppeling)


def _proven(
    client: Client, assertion: str, adressen: Adressen, moment: datetime
) -> tuple[Partnersleutel, Clientbewijs]:
    """The registered set that the assertion was signed by; each is tried by itself. Raises ClientOngeldig."""
    meant_for = (adressen.token_endpoint, adressen.issuer)
    refused = [ClientOngeldig("no_key_registered")]
    for sleutel in client.sleutels:
        if sleutel.soort is Sleutelsoort.JWKS:
            keys, name = json.loads(sleutel.waarde), partner.client_id(client.koppeling)
            try:
                return sleutel, clientbewijs.verify(assertion, keys, name, meant_for, moment)
            except ClientOngeldig as fout:
                refused.append(fout)
    raise max(refused, key=_how_far)


def _how_far(fout: ClientOngeldig) -> int:
    """How near an assertion came: that of the set which knew the key says most."""
    early = ("no_key_registered", clientbewijs.UNKNOWN_KEY, clientbewijs.WRONG_SIGNATURE)
    return early.index(fout.reden) if fout.reden in early else len(early)
