"""An access token: a JWT that we sign and read ourselves (RFC 9068), bound to one link."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from uwlr_service.domain.fouten import TokenOngeldig
from uwlr_service.domain.koppeling import partner
from uwlr_service.formats.gkv.handtekening import ALGORITHM
from uwlr_service.formats.oauth.clientbewijs import MISREAD

LIFE = timedelta(minutes=10)
TYPE = "at+jwt"
"""Other things are signed with the same keys; only what has this type is a token."""
MAX_LENGTH = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Toegangstoken:
    """What a token says; ``sleutel`` is the partner's key behind it, ``certificaat`` what it is bound to."""

    koppeling: int
    scopes: tuple[str, ...]
    sleutel: int
    certificaat: str | None = None


def write(
    token: Toegangstoken, key: Mapping[str, Any], *, issuer: str, audience: str, moment: datetime
) -> str:
    """A token that holds from a moment."""
    client = partner.client_id(token.koppeling)
    claims: dict[str, Any] = {
        "iss": issuer,
        "sub": client,
        "client_id": client,
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


def read(
    text: str, keys: Sequence[Mapping[str, Any]], *, issuer: str, audience: str, moment: datetime
) -> Toegangstoken:
    """A token of ours that holds at a moment; TokenOngeldig for everything else."""
    try:
        if len(text) > MAX_LENGTH:
            raise TokenOngeldig
        known = KeySet([ECKey.import_key(dict(key)) for key in keys])
        found = jwt.decode(text, known, algorithms=[ALGORITHM])
        claims = found.claims
        koppeling = partner.koppeling_of(claims["client_id"])
        right = (
            found.header.get("typ") == TYPE
            and (claims["iss"], claims["aud"]) == (issuer, audience)
            and claims["iat"] <= moment.timestamp() + 1
            and moment.timestamp() < claims["exp"]
        )
        if koppeling is None or not right:
            raise TokenOngeldig
        bound = claims.get("cnf", {}).get("x5t#S256")
        return Toegangstoken(
            koppeling=koppeling,
            scopes=tuple(claims["scope"].split()),
            sleutel=claims["sleutel"],
            certificaat=bound,
        )
    except (*MISREAD, AttributeError) as error:
        raise TokenOngeldig from error
