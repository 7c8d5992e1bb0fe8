"""A client assertion: a partner proves with a JWT of its own who it is (RFC 7523, private_key_jwt)."""

import json
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError

from uwlr_service.domain.fouten import ClientOngeldig
from uwlr_service.formats.oauth import jwks

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST_LIFE = timedelta(minutes=5)
LEEWAY = timedelta(seconds=30)
"""How far the clocks of two machines may be apart."""
MAX_LENGTH, MAX_JTI = 8192, 255
MISREAD = (JoseError, ValueError, TypeError, KeyError, RecursionError)
"""What is raised by a token that somebody made up."""


@dataclass(frozen=True, slots=True)
class Clientbewijs:
    """An assertion that is right; it counts once."""

    jti: str
    verloopt: datetime


def claimed_client(assertion: str) -> str | None:
    """Whom an assertion says that it is of; nothing is proven yet."""
    try:
        claims = json.loads(jws.extract_compact(assertion[:MAX_LENGTH].encode()).payload)
        sub = claims["sub"]
    except MISREAD:
        return None
    return sub if isinstance(sub, str) else None


def verify(
    assertion: str,
    keys: Iterable[Mapping[str, Any]],
    client_id: str,
    audiences: Collection[str],
    moment: datetime,
) -> Clientbewijs:
    """Check an assertion; ClientOngeldig without telling a stranger what is wrong with it."""
    if len(assertion) > MAX_LENGTH:
        raise ClientOngeldig
    try:
        kid = jws.extract_compact(assertion.encode()).headers().get("kid")
    except MISREAD as error:
        raise ClientOngeldig from error
    for key in keys:
        if kid is not None and kid != key["kid"]:
            continue
        try:
            # The algorithms follow from the kind of key: a name in the header chooses none.
            token = jwt.decode(assertion, jwks.import_key(key), algorithms=jwks.algorithms(key))
        except MISREAD:
            continue
        return _checked(token.claims, client_id, audiences, moment)
    raise ClientOngeldig


def _checked(
    claims: Mapping[str, Any], client_id: str, audiences: Collection[str], moment: datetime
) -> Clientbewijs:
    aud, jti = claims.get("aud"), claims.get("jti")
    exp: Any = claims.get("exp")
    meant = [aud] if isinstance(aud, str) else aud if isinstance(aud, list) else []
    now, leeway = moment.timestamp(), LEEWAY.total_seconds()
    right = (
        claims.get("iss") == claims.get("sub") == client_id
        and meant
        # A second audience could send it on to us.
        and all(one in audiences for one in meant if isinstance(one, str))
        and all(isinstance(one, str) for one in meant)
        and isinstance(jti, str)
        and 0 < len(jti) <= MAX_JTI
        and _is_number(exp)
        and now - leeway < exp <= now + LONGEST_LIFE.total_seconds() + leeway
        and all(_is_number(claims.get(name, 0)) for name in ("iat", "nbf"))
        and all(claims.get(name, 0) <= now + leeway for name in ("iat", "nbf"))
    )
    if not right:
        raise ClientOngeldig
    return Clientbewijs(str(jti), datetime.fromtimestamp(exp, UTC) + LEEWAY)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def write(client_id: str, audience: str, key: Mapping[str, Any], moment: datetime) -> str:
    """An assertion by the partner's private key. ValueError or JoseError for a key that cannot sign."""
    possible = jwks.algorithms(key)
    if not possible or "d" not in key:
        raise ValueError("dit is geen geheime sleutel van de soort EC (P-256) of RSA")
    private = jwks.import_key(key)
    claims = {
        "iss": client_id,
        "sub": client_id,
        "aud": audience,
        "iat": int(moment.timestamp()),
        "exp": int((moment + timedelta(minutes=2)).timestamp()),
        "jti": str(uuid.uuid4()),
    }
    header = {"alg": possible[0], "kid": key.get("kid", private.thumbprint())}
    return jwt.encode(header, claims, private, algorithms=possible)
