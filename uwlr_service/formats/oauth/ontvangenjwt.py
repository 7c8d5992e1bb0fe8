"""What an OpenID provider signs, as the application that gets it judges it.

That are ID tokens (OpenID Connect Core 1.0, section 3.1.3.7) and logout tokens (OpenID Connect Back-Channel
Logout 1.0, section 2.6).
"""

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeGuard

from joserfc import jws, jwt

from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats.oauth import idtoken, jwks
from uwlr_service.formats.oauth.handtekeningproef import MISREAD, header_of

MAX_LENGTH = 16_384
LEEWAY = timedelta(seconds=30)
"""How far the clocks of two machines may be apart."""
OLDEST = timedelta(minutes=10)
"""How long ago a logout token may have been made: the provider tries again, with a new one."""
LOGOUT_TYPE = "logout+jwt"
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
GEEN = "Dit is geen token."

Key = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwachting:
    """What must be true of every token: who made it, for whom, by which algorithm, and when it is now."""

    issuer: str
    client_id: str
    algoritme: str
    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Afmelding:
    """Who has to be signed out: everything of a person, or one session; one of the two is there."""

    jti: str
    sub: str | None
    sid: str | None


def kid_of(text: str) -> str | None:
    """The key that a token names; nothing is proven yet. Raises DocumentOngeldig."""
    kid = _header(text).get("kid")
    return kid if isinstance(kid, str) else None


def algorithm_of(text: str) -> str:
    """By what a token says it is signed; nothing is proven yet. Raises DocumentOngeldig."""
    return str(_header(text).get("alg"))


def parties_of(text: str) -> tuple[str, str]:
    """The issuer and the audience that a token names; nothing is proven yet. Raises DocumentOngeldig."""
    try:
        claims = json.loads(jws.extract_compact(text[:MAX_LENGTH].encode()).payload)
        audience = claims["aud"]
        named = (claims["iss"], audience[0] if isinstance(audience, list) else audience)
    except (*MISREAD, IndexError) as error:
        raise DocumentOngeldig(GEEN) from error
    if not all(isinstance(name, str) for name in named):
        raise DocumentOngeldig(GEEN)
    return named


def read_id_token(
    text: str, keys: Iterable[Key], verwachting: Verwachting, *, nonce: str | None, access_token: str
) -> dict[str, Any]:
    """The claims of an ID token that came beside an access token; ``nonce`` is the one that was sent.

    The answer to a refresh has no nonce. Raises DocumentOngeldig.
    """
    claims = _signed(text, keys, verwachting)
    if _header(text).get("typ") == LOGOUT_TYPE:
        raise DocumentOngeldig("Dit is een bericht van afmelden, en geen ID-token.")
    _require_text(claims, "sub")
    if _number(claims, "exp") <= (verwachting.moment - LEEWAY).timestamp():
        raise DocumentOngeldig("Het ID-token is verlopen.")
    # Without a nonce somebody could have put the answer of another person here.
    if claims.get("nonce") != nonce:
        raise DocumentOngeldig("De nonce van het ID-token is niet die van dit verzoek.")
    if claims.get("azp", verwachting.client_id) != verwachting.client_id:
        raise DocumentOngeldig("Het ID-token is aan een andere toepassing gegeven.")
    if not hmac.compare_digest(_require_text(claims, "at_hash"), idtoken.at_hash(access_token)):
        raise DocumentOngeldig("Het ID-token hoort bij een ander access token.")
    return claims


def read_logout_token(
    text: str, keys: Iterable[Key], verwachting: Verwachting, *, is_typed: bool = True
) -> Afmelding:
    """Who a logout token is about. Raises DocumentOngeldig.

    Of a provider that gives its tokens no type of their own (section 2.4 only advises it) ``is_typed`` is
    False; then the event alone tells it from an ID token.
    """
    claims = _signed(text, keys, verwachting)
    if is_typed and _header(text).get("typ") != LOGOUT_TYPE:
        raise DocumentOngeldig("Dit is geen bericht van afmelden.")
    if "nonce" in claims:
        raise DocumentOngeldig("Een bericht van afmelden heeft geen nonce.")
    events = claims.get("events")
    if not isinstance(events, Mapping) or not isinstance(events.get(LOGOUT_EVENT), Mapping):
        raise DocumentOngeldig("Dit bericht gaat niet over afmelden.")
    if _number(claims, "exp") <= (verwachting.moment - LEEWAY).timestamp():
        raise DocumentOngeldig("Het bericht van afmelden is verlopen.")
    sub = claims.get("sub")
    sid = claims.get("sid")
    if not isinstance(sub, str | None) or not isinstance(sid, str | None) or (sub or sid) is None:
        raise DocumentOngeldig("Dit bericht noemt niemand om af te melden.")
    return Afmelding(jti=_require_text(claims, "jti"), sub=sub, sid=sid)


def _signed(text: str, keys: Iterable[Key], verwachting: Verwachting) -> dict[str, Any]:
    """The claims that every token has, once its signature is right."""
    if len(text) > MAX_LENGTH:
        raise DocumentOngeldig(GEEN)
    kid = kid_of(text)
    for key in keys:
        # The algorithm is the agreed one: what the header of the token says, chooses nothing.
        if key.get("kid") == kid and verwachting.algoritme in jwks.algorithms(key):
            claims = _claims(text, key, verwachting.algoritme)
            _require_for_us(claims, verwachting)
            return claims
    raise DocumentOngeldig("De sleutel van dit token is niet van de aanbieder.")


def _claims(text: str, key: Key, algoritme: str) -> dict[str, Any]:
    try:
        return dict(jwt.decode(text, jwks.import_key(key), algorithms=[algoritme]).claims)
    except MISREAD as error:
        raise DocumentOngeldig("De handtekening van dit token klopt niet.") from error


def _require_for_us(claims: Mapping[str, Any], verwachting: Verwachting) -> None:
    if claims.get("iss") != verwachting.issuer:
        raise DocumentOngeldig("Dit token is van een andere aanbieder.")
    if claims.get("aud") not in (verwachting.client_id, [verwachting.client_id]):
        raise DocumentOngeldig("Dit token is voor een andere toepassing.")
    made = _number(claims, "iat")
    if made > (verwachting.moment + LEEWAY).timestamp():
        raise DocumentOngeldig("Dit token is in de toekomst gemaakt.")
    if made < (verwachting.moment - OLDEST).timestamp():
        raise DocumentOngeldig("Dit token is te lang geleden gemaakt.")


def _header(text: str) -> dict[str, Any]:
    try:
        return header_of(text)
    except MISREAD as error:
        raise DocumentOngeldig(GEEN) from error


def _require_text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not value:
        raise DocumentOngeldig(f"In dit token ontbreekt '{name}'.")
    return value


def _number(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if not _is_number(value):
        raise DocumentOngeldig(f"In dit token ontbreekt '{name}'.")
    return value


def _is_number(value: object) -> TypeGuard[int | float]:
    """Whether a value of JSON is a number; in Python True and False are numbers too."""
    return isinstance(value, int | float) and not isinstance(value, bool)
