"""An application at a provider: people sign in, and come back with a code (OpenID Connect Core 1.0, 3.1)."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote_plus, urlencode

from uwlr_service.client.sso.aanbieder import Aanbieder
from uwlr_service.client.sso.fouten import AanbiederWeigert, AanmeldenMislukt
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats.oauth import clientbewijs, ontvangenjwt
from uwlr_service.formats.oauth.ontvangenjwt import Afmelding, Verwachting

BYTES = 32
"""Of a state, a nonce and a verifier."""
BEFORE_THE_END = timedelta(seconds=30)
"""How long an access token must still hold: an answer may take a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registratie:
    """What an application was registered with: a secret, or the private half of its key, as a JWK.

    ``algoritme`` is what its ID tokens and logout tokens are signed by.
    """

    client_id: str
    terugadres: str
    algoritme: str = "RS256"
    geheim: str | None = field(default=None, repr=False)
    sleutel: Mapping[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begonnen:
    """A request that somebody was sent away with; kept until they are back, in their own session."""

    adres: str
    state: str
    nonce: str
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanmelding:
    """Somebody who signed in: the tokens, and what the ID token says."""

    access_token: str = field(repr=False)
    refresh_token: str | None = field(repr=False)
    id_token: str = field(repr=False)
    claims: Mapping[str, Any]
    verloopt: datetime

    @property
    def sub(self) -> str:
        """Who it is: the same for ever, and known to this application alone."""
        return str(self.claims["sub"])

    @property
    def sid(self) -> str | None:
        """The session at the provider, as logout tokens name it."""
        sid = self.claims.get("sid")
        return sid if isinstance(sid, str) else None

    def is_current(self, moment: datetime) -> bool:
        """Whether its access token can still be used."""
        return moment < self.verloopt - BEFORE_THE_END


class Aanmeldclient:
    """Lets people sign in at a provider.

    Raises Onbereikbaar, AanbiederWeigert, and AanmeldenMislukt for what may come of somebody else.
    """

    def __init__(self, aanbieder: Aanbieder, registratie: Registratie) -> None:
        self._aanbieder = aanbieder
        self._registratie = registratie

    def begin(self, scope: str, **more: str) -> Begonnen:
        """A request for the scopes; ``more`` are parameters such as ``prompt`` and ``login_hint``."""
        verifier = secrets.token_urlsafe(BYTES)
        digest = hashlib.sha256(verifier.encode()).digest()
        state = secrets.token_urlsafe(BYTES)
        nonce = secrets.token_urlsafe(BYTES)
        parameters = {
            "response_type": "code",
            "client_id": self._registratie.client_id,
            "redirect_uri": self._registratie.terugadres,
            "scope": scope,
            "state": state,
            "nonce": nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
            **more,
        }
        address = f"{self._aanbieder.endpoint('authorization_endpoint')}?{urlencode(parameters)}"
        return Begonnen(adres=address, state=state, nonce=nonce, verifier=verifier)

    def finish(self, antwoord: Mapping[str, str], begonnen: Begonnen) -> Aanmelding:
        """Trade the code in the answer to a request for tokens, and see who it is."""
        if not hmac.compare_digest(antwoord.get("state", "").encode(), begonnen.state.encode()):
            raise AanmeldenMislukt("Dit antwoord hoort niet bij dit verzoek.")
        # RFC 9207: an answer of another provider could bring the code of this one to the wrong place.
        if antwoord.get("iss") != self._aanbieder.issuer:
            raise AanmeldenMislukt("Dit antwoord is van een andere aanbieder.")
        if "error" in antwoord:
            raise AanbiederWeigert(antwoord["error"], antwoord.get("error_description"))
        if "code" not in antwoord:
            raise AanmeldenMislukt("In dit antwoord staat geen code.")
        form = {
            "grant_type": "authorization_code",
            "code": antwoord["code"],
            "redirect_uri": self._registratie.terugadres,
            "code_verifier": begonnen.verifier,
        }
        return self._tokens(form, begonnen.nonce)

    def refresh(self, aanmelding: Aanmelding) -> Aanmelding:
        """New tokens for the same person; those of before are over."""
        if aanmelding.refresh_token is None:
            raise AanmeldenMislukt("Deze toepassing kreeg geen refresh token.")
        form = {"grant_type": "refresh_token", "refresh_token": aanmelding.refresh_token}
        renewed = self._tokens(form, None)
        before = (aanmelding.sub, aanmelding.claims.get("auth_time"))
        # OpenID Connect Core 1.0, section 12.2: still the same person, who signed in at the same moment.
        if (renewed.sub, renewed.claims.get("auth_time")) != before:
            raise AanmeldenMislukt("Het nieuwe ID-token is van iemand anders.")
        return renewed

    def userinfo(self, aanmelding: Aanmelding) -> Mapping[str, Any]:
        """What the school lets this application know of somebody, as it is now."""
        claims = self._aanbieder.get("userinfo_endpoint", Authorization=f"Bearer {aanmelding.access_token}")
        if claims.get("sub") != aanmelding.sub:
            raise AanmeldenMislukt("Deze gegevens zijn van iemand anders.")
        return claims

    def is_active(self, token: str) -> bool:
        """Whether a token of this application can still be used (RFC 7662)."""
        return self._post("introspection_endpoint", {"token": token}).get("active") is True

    def logout_address(self, aanmelding: Aanmelding, terug: str, state: str) -> str:
        """Where somebody signs out at the provider as well (OpenID Connect RP-Initiated Logout 1.0)."""
        parameters = {
            "id_token_hint": aanmelding.id_token,
            "client_id": self._registratie.client_id,
            "post_logout_redirect_uri": terug,
            "state": state,
        }
        return f"{self._aanbieder.endpoint('end_session_endpoint')}?{urlencode(parameters)}"

    def read_logout(self, logout_token: str) -> Afmelding:
        """Who the provider says is signed out. Raises AanmeldenMislukt."""
        try:
            keys = self._aanbieder.keys(ontvangenjwt.kid_of(logout_token))
            return ontvangenjwt.read_logout_token(logout_token, keys, self._expected())
        except DocumentOngeldig as error:
            raise AanmeldenMislukt(error.tekst) from error

    def _tokens(self, form: Mapping[str, str], nonce: str | None) -> Aanmelding:
        now = tijd.now()
        answer = self._post("token_endpoint", form)
        try:
            access_token = _text(answer, "access_token")
            id_token = _text(answer, "id_token")
            keys = self._aanbieder.keys(ontvangenjwt.kid_of(id_token))
            claims = ontvangenjwt.read_id_token(
                id_token, keys, self._expected(), nonce=nonce, access_token=access_token
            )
        except DocumentOngeldig as error:
            raise AanmeldenMislukt(error.tekst) from error
        refresh_token = answer.get("refresh_token")
        return Aanmelding(
            access_token=access_token,
            refresh_token=refresh_token if isinstance(refresh_token, str) else None,
            id_token=id_token,
            claims=claims,
            verloopt=now + timedelta(seconds=_seconds(answer)),
        )

    def _expected(self) -> Verwachting:
        return Verwachting(
            issuer=self._aanbieder.issuer,
            client_id=self._registratie.client_id,
            algoritme=self._registratie.algoritme,
            moment=tijd.now(),
        )

    def _post(self, endpoint: str, form: Mapping[str, str]) -> Mapping[str, Any]:
        """Send a form with the proof of who this application is: by a signature, or by its secret."""
        registratie = self._registratie
        if registratie.sleutel is not None:
            assertion = clientbewijs.write(
                registratie.client_id, self._aanbieder.issuer, registratie.sleutel, tijd.now()
            )
            proof = {
                "client_id": registratie.client_id,
                "client_assertion_type": clientbewijs.ASSERTION_TYPE,
                "client_assertion": assertion,
            }
            return self._aanbieder.post(endpoint, {**form, **proof})
        # RFC 6749, section 2.3.1: both parts are encoded as in a form first.
        pair = f"{quote_plus(registratie.client_id)}:{quote_plus(registratie.geheim or '')}"
        basic = base64.b64encode(pair.encode()).decode()
        return self._aanbieder.post(endpoint, form, Authorization=f"Basic {basic}")


def _text(answer: Mapping[str, Any], name: str) -> str:
    value = answer.get(name)
    if not isinstance(value, str):
        raise DocumentOngeldig(f"In het antwoord ontbreekt '{name}'.")
    return value


def _seconds(answer: Mapping[str, Any]) -> float:
    """How long an access token holds; 0 when the provider does not say, so that it is asked again."""
    seconds = answer.get("expires_in")
    if isinstance(seconds, int | float) and not isinstance(seconds, bool):
        return float(seconds)
    return 0.0
