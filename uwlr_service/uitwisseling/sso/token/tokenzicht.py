"""What tokens are good for: claims of a person, and for their client whether they hold, and to end them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import ScopeOntbreekt, TokenOngeldig
from uwlr_service.domain.sso.claims import Scope
from uwlr_service.domain.sso.tokenclient import Tokenclient
from uwlr_service.repository.database import Database
from uwlr_service.repository.sso.toekenningen import ToekenningRepository
from uwlr_service.repository.sso.tokens import Token, TokenRepository, Tokensoort
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.sso.token import beeld as beelden
from uwlr_service.uitwisseling.sso.token.beeld import USERINFO, Gezien

REVOKED = "revoked_by_client"


@dataclass(frozen=True, slots=True, kw_only=True)
class Userinfo:
    """The claims of a person, for the application of a link."""

    claims: Mapping[str, Any]
    koppeling: int


class Tokenzicht:
    """Judges tokens that come back; ``issuer`` is what the provider calls itself."""

    def __init__(self, database: Database, issuer: str) -> None:
        self._database = database
        self._issuer = issuer

    def userinfo(self, access_token: str) -> Userinfo:
        """The claims that an access token opens (OpenID Connect Core 1.0, section 5.3).

        Raises TokenOngeldig, ScopeOntbreekt.
        """
        now = tijd.now()
        with self._database.read() as connection:
            token = TokenRepository(connection).find(bewijzen.digest(access_token))
            if token is None or token.soort is not Tokensoort.ACCESS or not token.holds(now):
                raise TokenOngeldig
            beeld = beelden.look(connection, token.toekenning, now)
        if beeld is None:
            raise TokenOngeldig
        if Scope.OPENID not in token.scope:
            raise ScopeOntbreekt
        claims = {**beeld.claims(USERINFO, token.scope), "sub": beeld.sub}
        return Userinfo(claims=claims, koppeling=beeld.koppeling)

    def introspect(self, client: Tokenclient, text: str) -> Mapping[str, Any]:
        """Whether a token of this client holds (RFC 7662); of any other it says the same as of none."""
        now = tijd.now()
        with self._database.read() as connection:
            token = TokenRepository(connection).find(bewijzen.digest(text))
            if token is None or token.toekenning.client != client.id or not _is_active(token, client, now):
                return {"active": False}
            beeld = beelden.look(connection, token.toekenning, now)
        if beeld is None:
            return {"active": False}
        return self._described(token, beeld, client)

    def revoke(self, client: Tokenclient, text: str) -> None:
        """End a token of this client (RFC 7009): a refresh token with its grant, an access token by itself.

        Nothing happens to a token of somebody else, and the client does not hear whether there is one.
        """
        now = tijd.now()
        digest = bewijzen.digest(text)
        with self._database.read() as connection:
            token = TokenRepository(connection).find(digest)
        if token is None or token.toekenning.client != client.id:
            return
        with self._database.write() as connection:
            if token.soort is Tokensoort.REFRESH:
                ToekenningRepository(connection).revoke(token.toekenning.id, REVOKED, now)
            else:
                TokenRepository(connection).revoke(digest, now)

    def _described(self, token: Token, beeld: Gezien, client: Tokenclient) -> Mapping[str, Any]:
        description = {
            "active": True,
            "iss": self._issuer,
            "client_id": client.client_id,
            "sub": beeld.sub,
            "scope": " ".join(token.scope),
            "exp": int(min(token.verloopt, token.toekenning.geldig_tot).timestamp()),
        }
        if token.soort is Tokensoort.ACCESS:
            description["token_type"] = "Bearer"  # noqa: S105  the name of a kind
        return description


def _is_active(token: Token, client: Tokenclient, moment: datetime) -> bool:
    """Whether a token can be used; a refresh token that was traded in is not to be counted on."""
    if token.soort is Tokensoort.REFRESH and not client.offline:
        return False  # an operator took that back
    return token.gebruikt is None and token.holds(moment)
