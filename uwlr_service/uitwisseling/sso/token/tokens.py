"""Codes and refresh tokens traded for tokens (RFC 6749, sections 4.1.3 and 6; RFC 9700, section 4.14).

What is asked is judged by reading; then one short transaction decides who is first and keeps the new tokens;
and only what was kept is signed.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import ScopeOngeldig
from uwlr_service.domain.fouten.sso import GrantNietToegestaan, ToekenningOngeldig
from uwlr_service.domain.sso.tokenclient import Tokenclient
from uwlr_service.formats.oauth import idtoken
from uwlr_service.repository.database import Database
from uwlr_service.repository.sso.toekenningen import Toekenning, ToekenningRepository
from uwlr_service.repository.sso.tokens import Token, TokenRepository, Tokensoort
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.sso.sleutels import Ssosleutels
from uwlr_service.uitwisseling.sso.token import beeld as beelden
from uwlr_service.uitwisseling.sso.token import uitgifte
from uwlr_service.uitwisseling.sso.token.beeld import Beeld, Gezien
from uwlr_service.uitwisseling.sso.token.uitgifte import Paar, Tokenantwoord

VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")
"""RFC 7636, section 4.1."""
AGAIN = timedelta(seconds=10)
"""How long an old refresh token still gives new ones: two requests at once, or an answer that was lost."""
MOST_AGAIN = 3
CODE_TWICE = "code_twice"
REFRESH_TWICE = "refresh_twice"
NO_ACCESS = "no_access"
"""Why a grant ended, or why nothing comes of it; words for the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codevraag:
    """A code, with what must be as it was when the code was asked for."""

    code: str
    terugadres: str | None
    verifier: str | None


class Ssotokens:
    """Trades codes and refresh tokens; ``issuer`` is what the provider calls itself."""

    def __init__(self, database: Database, sleutels: Ssosleutels, issuer: str) -> None:
        self._database = database
        self._sleutels = sleutels
        self._issuer = issuer

    def by_code(self, client: Tokenclient, vraag: Codevraag) -> Tokenantwoord:
        """Tokens for a code, once. A code that comes again ends all that came of it.

        Raises ToekenningOngeldig; the code of another client stays as it is.
        """
        now = tijd.now()
        with self._database.read() as connection:
            toekenning = ToekenningRepository(connection).by_code(bewijzen.digest(vraag.code))
            if toekenning is None or toekenning.client != client.id:
                raise ToekenningOngeldig("unknown_code")
            beeld = beelden.look(connection, toekenning, now)
            sleutel = self._sleutels.find(connection, client.algoritme, now)
        reden = _refusal(toekenning, vraag, now)
        key = self._sleutels.open(sleutel, client.algoritme, now)
        paar = uitgifte.new_pair(client, toekenning, now, toekenning.scope, toekenning.scope)
        with self._database.write() as connection:
            toekenningen = ToekenningRepository(connection)
            is_first = toekenningen.claim_code(toekenning.id, now)
            if not is_first:
                toekenningen.revoke(toekenning.id, CODE_TWICE, now)
            elif reden is None and beeld is not None:
                TokenRepository(connection).add(toekenning.id, paar.bewaard)
                if isinstance(beeld, Beeld):  # a proof of a school is in the log since it was given
                    uitgifte.log_told(connection, client, beeld)
        if not is_first:
            raise ToekenningOngeldig(CODE_TWICE)
        if reden is not None or beeld is None:
            raise ToekenningOngeldig(reden or NO_ACCESS)
        return self._answer(client, paar, beeld, key, toekenning.nonce)

    def by_refresh(self, client: Tokenclient, refresh_token: str, scope: str | None) -> Tokenantwoord:
        """New tokens for a refresh token, which is then used; claims are those of now.

        Soon after its use it gives a pair a few times more. Later it is in the hands of somebody else as
        well, and everything of its grant ends. Raises ToekenningOngeldig, ScopeOngeldig, and
        GrantNietToegestaan for a client that may not go on after somebody left.
        """
        now = tijd.now()
        digest = bewijzen.digest(refresh_token)
        with self._database.read() as connection:
            token = _of_client(TokenRepository(connection).find(digest), client)
            beeld = beelden.look(connection, token.toekenning, now)
            sleutel = self._sleutels.find(connection, client.algoritme, now)
        if token.gebruikt is not None and token.gebruikt < now - AGAIN:
            self._revoke(token.toekenning, now)
            raise ToekenningOngeldig(REFRESH_TWICE)
        if not token.holds(now):
            raise ToekenningOngeldig("ended")
        asked = _narrowed(token.scope, scope)
        if not client.offline:
            raise GrantNietToegestaan
        if beeld is None:
            raise ToekenningOngeldig(NO_ACCESS)
        key = self._sleutels.open(sleutel, client.algoritme, now)
        paar = uitgifte.new_pair(client, token.toekenning, now, asked, token.scope)
        with self._database.write() as connection:
            tokens = TokenRepository(connection)
            is_traded = tokens.claim(digest, now) or tokens.repeat(digest, now - AGAIN, MOST_AGAIN)
            if is_traded:
                tokens.add(token.toekenning.id, paar.bewaard)
        if not is_traded:
            raise ToekenningOngeldig("too_often_at_once")
        return self._answer(client, paar, beeld, key)

    def _revoke(self, toekenning: Toekenning, moment: datetime) -> None:
        with self._database.write() as connection:
            ToekenningRepository(connection).revoke(toekenning.id, REFRESH_TWICE, moment)

    def _answer(
        self,
        client: Tokenclient,
        paar: Paar,
        beeld: Gezien,
        key: dict[str, object],
        nonce: str | None = None,
    ) -> Tokenantwoord:
        told = uitgifte.id_token_of(paar, beeld, client, nonce)
        signed = None
        if told is not None:
            signed = idtoken.write(
                told, key, issuer=self._issuer, access_token=paar.access_token, moment=tijd.now()
            )
        return Tokenantwoord(paar=paar, id_token=signed, koppeling=client.koppeling)


def _refusal(toekenning: Toekenning, vraag: Codevraag, moment: datetime) -> str | None:
    """Why a code gives nothing, in a word for the log; None when it does."""
    if toekenning.ingetrokken is not None:
        return "revoked"
    if moment >= min(toekenning.code_tot, toekenning.geldig_tot):
        return "expired"
    if vraag.terugadres != toekenning.terugadres:
        return "other_redirect_uri"
    if not _proves(vraag.verifier, toekenning.uitdaging):
        return "wrong_verifier"
    return None


def _proves(verifier: str | None, uitdaging: str | None) -> bool:
    """Whether a verifier is there if and only if a challenge was, and belongs to it (RFC 7636, 4.6).

    One without a challenge would mean that somebody took the challenge away (RFC 9700, section 4.8).
    """
    if verifier is None or uitdaging is None:
        return verifier is None and uitdaging is None
    if not VERIFIER.fullmatch(verifier):
        return False
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return hmac.compare_digest(base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), uitdaging)


def _of_client(token: Token | None, client: Tokenclient) -> Token:
    if token is None or token.soort is not Tokensoort.REFRESH or token.toekenning.client != client.id:
        raise ToekenningOngeldig("unknown_token")
    return token


def _narrowed(granted: tuple[str, ...], scope: str | None) -> tuple[str, ...]:
    """The scope of a new access token: all of it, or a part. Raises ScopeOngeldig for more."""
    if scope is None:
        return granted
    asked = tuple(dict.fromkeys(scope.split()))
    if not asked or not set(asked) <= set(granted):
        raise ScopeOngeldig
    return asked
