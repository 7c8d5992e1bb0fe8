"""An ID token of another provider: judged before a word of it counts (OpenID Connect Core 1.0, 3.1.3.7)."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeGuard

from uwlr_service.formats.oauth import handtekeningproef
from uwlr_service.formats.oauth.handtekeningproef import MISREAD
from uwlr_service.formats.oauth.idtoken import at_hash

LEEWAY = timedelta(seconds=60)
"""How far the clocks of two machines may be apart."""
OLDEST = timedelta(minutes=10)
"""How long ago a token may have been made: it comes fresh from the provider itself."""
MAX_LENGTH = 16 * 1024
LONGEST_SUBJECT = 255
"""Signs of a subject (OpenID Connect Core 1.0, section 2)."""


class IdTokenOngeldig(ValueError):
    """An ID token that proves nothing; ``reden`` is for the log, and not for whoever sent it."""

    def __init__(self, reden: str) -> None:
        super().__init__(reden)
        self.reden = reden


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwachting:
    """What an ID token has to say to count.

    ``vast`` is a claim with the only value that it may have. ``max_age`` is how long ago somebody may have
    proven themselves at most, in seconds; ``na`` is the moment after which they have to have.
    """

    issuer: str
    client_id: str
    nonce: str
    access_token: str | None
    moment: datetime
    vast: tuple[str, str] | None = None
    max_age: int | None = None
    na: datetime | None = None


def judge(token: str, keys: Sequence[Mapping[str, Any]], verwachting: Verwachting) -> Mapping[str, Any]:
    """The claims of a token that is right. Raises IdTokenOngeldig."""
    if len(token) > MAX_LENGTH:
        raise IdTokenOngeldig("too_long")
    try:
        header = handtekeningproef.header_of(token)
    except MISREAD as error:
        raise IdTokenOngeldig("no_jwt") from error
    if "crit" in header:  # an extension that we do not know changes what the token means (RFC 7515, 4.1.11)
        raise IdTokenOngeldig("crit")
    if str(header.get("typ", "JWT")).upper() != "JWT":  # such as a logout token
        raise IdTokenOngeldig("typ")
    proef = handtekeningproef.prove(token, header, list(keys))
    if proef.nummer is None:
        raise IdTokenOngeldig("signature" if proef.is_known else "unknown_key")
    _require_parties(proef.claims, verwachting)
    _require_times(proef.claims, verwachting)
    _require_hash(proef.claims, verwachting.access_token)
    return proef.claims


def subject_of(claims: Mapping[str, Any], name: str) -> str:
    """Who a token is about, by one of its claims. Raises IdTokenOngeldig."""
    subject = name_in(claims, name)
    if subject is None:
        raise IdTokenOngeldig(name)
    return subject


def name_in(claims: Mapping[str, Any], name: str) -> str | None:
    """What a claim calls somebody, or their session; None for what cannot be kept as a name."""
    given = claims.get(name)
    is_name = isinstance(given, str) and 1 <= len(given) <= LONGEST_SUBJECT and given.isprintable()
    return given if is_name else None


def kid_of(token: str) -> str | None:
    """The key that a token says it is signed by; nothing is proven yet."""
    try:
        kid = handtekeningproef.header_of(token[:MAX_LENGTH]).get("kid")
    except MISREAD:
        return None
    return kid if isinstance(kid, str) else None


def _require_parties(claims: Mapping[str, Any], verwachting: Verwachting) -> None:
    """Raise IdTokenOngeldig unless it is by this provider, for us alone, and for this one request."""
    if claims.get("iss") != verwachting.issuer:
        raise IdTokenOngeldig("iss")
    audience = claims.get("aud")
    if audience not in (verwachting.client_id, [verwachting.client_id]):
        raise IdTokenOngeldig("aud")
    if claims.get("azp", verwachting.client_id) != verwachting.client_id:
        raise IdTokenOngeldig("azp")
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not hmac.compare_digest(nonce.encode(), verwachting.nonce.encode()):
        raise IdTokenOngeldig("nonce")
    if verwachting.vast is not None:
        name, value = verwachting.vast
        if claims.get(name) != value:
            raise IdTokenOngeldig(name)


def _require_times(claims: Mapping[str, Any], verwachting: Verwachting) -> None:
    now = verwachting.moment.timestamp()
    leeway = LEEWAY.total_seconds()
    if not _is_number(claims.get("exp")) or claims["exp"] <= now - leeway:
        raise IdTokenOngeldig("exp")
    made = claims.get("iat")
    if not _is_number(made) or not now - OLDEST.total_seconds() <= made <= now + leeway:
        raise IdTokenOngeldig("iat")
    if "nbf" in claims and (not _is_number(claims["nbf"]) or claims["nbf"] > now + leeway):
        raise IdTokenOngeldig("nbf")
    proven = claims.get("auth_time")
    if proven is not None and (not _is_number(proven) or proven > now + leeway):
        raise IdTokenOngeldig("auth_time")
    if verwachting.max_age is not None and (proven is None or proven < now - verwachting.max_age - leeway):
        raise IdTokenOngeldig("auth_time")
    if verwachting.na is not None and (proven is None or proven < verwachting.na.timestamp() - leeway):
        raise IdTokenOngeldig("auth_time")


def _require_hash(claims: Mapping[str, Any], access_token: str | None) -> None:
    """Raise IdTokenOngeldig if it came with another access token than it says; all algorithms hash alike."""
    if "at_hash" not in claims:
        return
    if claims["at_hash"] != at_hash(access_token or ""):
        raise IdTokenOngeldig("at_hash")


def _is_number(value: object) -> TypeGuard[int | float]:
    """Whether a value of JSON is a number; in Python True and False are numbers too."""
    return isinstance(value, int | float) and not isinstance(value, bool)
