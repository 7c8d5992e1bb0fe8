"""The ID token: who signed in, told to one client (OpenID Connect Core 1.0, section 2)."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet

from uwlr_service import tracing
from uwlr_service.domain.sso.client import Algoritme
from uwlr_service.formats.oauth import jwks, sleutelpaar
from uwlr_service.formats.oauth.handtekeningproef import MISREAD

LIFE = timedelta(minutes=5)
TYPE = "JWT"
"""Logout tokens are signed with the same keys; only what has this type says who signed in."""
MAX_LENGTH = 8192
ALGORITHMS = [algoritme.value for algoritme in Algoritme]


@dataclass(frozen=True, slots=True, kw_only=True)
class Idtoken:
    """What a token says beside who made it and when; ``claims`` are those of the agreement."""

    sub: str
    client_id: str
    sid: str
    aangemeld: datetime
    acr: str
    amr: Sequence[str]
    nonce: str | None = None
    claims: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What an ID token says that came back: who it was about, for whom, and in which session."""

    sub: str
    client_id: str
    sid: str


@tracing.traced("formats")
def write(
    idtoken: Idtoken, key: Mapping[str, Any], *, issuer: str, access_token: str, moment: datetime
) -> str:
    """The token, by a private key; what the protocol says of its claims comes before all others."""
    claims = {
        **idtoken.claims,
        "iss": issuer,
        "sub": idtoken.sub,
        "aud": idtoken.client_id,
        "exp": int((moment + LIFE).timestamp()),
        "iat": int(moment.timestamp()),
        "auth_time": int(idtoken.aangemeld.timestamp()),
        "acr": idtoken.acr,
        "amr": list(idtoken.amr),
        "sid": idtoken.sid,
        "at_hash": at_hash(access_token),
    }
    if idtoken.nonce is not None:
        claims["nonce"] = idtoken.nonce
    return sleutelpaar.sign(claims, key, TYPE)


def at_hash(access_token: str) -> str:
    """What ties an access token to the ID token beside it (section 3.1.3.6); both algorithms use SHA-256."""
    digest = hashlib.sha256(access_token.encode()).digest()
    return base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()


def read_hint(text: str, keys: Sequence[Mapping[str, Any]], issuer: str) -> Hint | None:
    """An ID token that came back as a hint (section 3.1.2.1); None if we did not make it.

    It may have expired: it proves who somebody was, and lets nobody in.
    """
    if len(text) > MAX_LENGTH:
        return None
    try:
        token = jwt.decode(text, KeySet([jwks.import_key(key) for key in keys]), algorithms=ALGORITHMS)
        claims = token.claims
        said = (claims["sub"], claims["aud"], claims["sid"])
    except (*MISREAD, AttributeError):
        return None
    is_ours = token.header.get("typ") == TYPE and claims.get("iss") == issuer
    if not is_ours or not all(isinstance(text, str) for text in said):
        return None
    return Hint(sub=said[0], client_id=said[1], sid=said[2])
