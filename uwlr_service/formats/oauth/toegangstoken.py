"""An access token: a JWT that we sign and read ourselves (RFC 9068), bound to one client."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from joserfc.jwt import JWTClaimsRegistry

from uwlr_service import tracing
from uwlr_service.domain.fouten import TokenOngeldig
from uwlr_service.formats.gkv.handtekening import ALGORITHM
from uwlr_service.formats.oauth.handtekeningproef import MISREAD

LIFE = timedelta(minutes=10)
TYPE = "at+jwt"
"""Other things are signed with the same keys; only what has this type is a token."""
MAX_LENGTH = 4096
CLOCK_SECONDS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Toegangstoken:
    """What a token says; ``sleutel`` is the client's key behind it, ``certificaat`` what it is bound to."""

    client: str
    scopes: tuple[str, ...]
    sleutel: int
    certificaat: str | None = None


@tracing.traced("formats")
def write(
    token: Toegangstoken, key: Mapping[str, Any], *, issuer: str, audience: str, moment: datetime
) -> str:
    """A token that is valid from a moment on, for ``LIFE``."""
    claims: dict[str, Any] = {
        "iss": issuer,
        "sub": token.client,
        "client_id": token.client,
        "aud": audience,
        "iat": int(moment.timestamp()),
        "exp": int((moment + LIFE).timestamp()),
        "jti": str(uuid.uuid4()),
        "scope": " ".join(token.scopes),
        "sleutel": token.sleutel,
    }
    if token.certificaat is not None:
        claims["cnf"] = {"x5t#S256": token.certificaat}
    header = {"alg": ALGORITHM, "kid": key["kid"], "typ": TYPE}
    return jwt.encode(header, claims, ECKey.import_key(dict(key)), algorithms=[ALGORITHM])


@tracing.traced("formats")
def read(
    text: str, keys: Sequence[Mapping[str, Any]], *, issuer: str, audience: str, moment: datetime
) -> Toegangstoken:
    """A token of ours that is valid at a moment. Raises TokenOngeldig for everything else."""
    if len(text) > MAX_LENGTH:
        raise TokenOngeldig
    try:
        known = KeySet([ECKey.import_key(dict(key)) for key in keys])
        token = jwt.decode(text, known, algorithms=[ALGORITHM])
        if token.header.get("typ") != TYPE:
            raise TokenOngeldig
        _check(token.claims, issuer, audience, moment)
        return _token(token.claims)
    except (*MISREAD, AttributeError) as error:
        raise TokenOngeldig from error


def _check(claims: Mapping[str, Any], issuer: str, audience: str, moment: datetime) -> None:
    """Raise ClaimError or TokenOngeldig unless a token is from us, for us and of this moment."""
    now = int(moment.timestamp())
    registry = JWTClaimsRegistry(
        now=now,
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": audience},
        exp={"essential": True},
    )
    registry.validate({name: claims.get(name) for name in ("iss", "aud", "exp")})
    if not isinstance(claims["aud"], str):  # the registry is content with one of several
        raise TokenOngeldig
    # Another machine of ours may have made the token, by its own clock: that excuses its beginning only.
    JWTClaimsRegistry(now=now, leeway=CLOCK_SECONDS).validate({"iat": claims["iat"]})


def _token(claims: Mapping[str, Any]) -> Toegangstoken:
    client = claims["client_id"]
    if not isinstance(client, str):
        raise TokenOngeldig
    return Toegangstoken(
        client=client,
        scopes=tuple(claims["scope"].split()),
        sleutel=claims["sleutel"],
        certificaat=claims.get("cnf", {}).get("x5t#S256"),
    )
