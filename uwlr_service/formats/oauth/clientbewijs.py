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
UNKNOWN_KEY, WRONG_SIGNATURE = "unknown_key", "wrong_signature"
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
    """Check an assertion; ClientOngeldig, with a reason that is for the log and not for who sent it."""
    if len(assertion) > MAX_LENGTH:
        raise ClientOngeldig("too_long")
    try:
        kid = jws.extract_compact(assertion.encode()).headers().get("kid")
    except MISREAD as error:
        raise ClientOngeldig("no_jwt") from error
    named = [key for key in keys if kid is None or kid == key["kid"]]
    for key in named:
        try:
            # The algorithms follow from the kind of key: a name in the header chooses none.
            token = jwt.decode(assertion, jwks.import_key(key), algorithms=jwks.algorithms(key))
        except MISREAD:
            continue
        return _checked(token.claims, client_id, audiences, moment)
    raise ClientOngeldig(WRONG_SIGNATURE if named else UNKNOWN_KEY)


def _checked(
    claims: Mapping[str, Any], client_id: str, audiences: Collection[str], moment: datetime
) -> Clientbewijs:
    if not claims.get("iss") == claims.get("sub") == client_id:
        raise ClientOngeldig("wrong_iss_or_sub")
    aud, jti = claims.get("aud"), claims.get("jti")
    meant = [aud] if isinstance(aud, str) else aud if isinstance(aud, list) else []
    # A second audience could send it on to us.
    if not meant or not all(isinstance(one, str) and one in audiences for one in meant):
        raise ClientOngeldig("wrong_aud")
    if not isinstance(jti, str) or not 0 < len(jti) <= MAX_JTI:
        raise ClientOngeldig("wrong_jti")
    expires: Any = claims.get("exp")
    since = [claims.get(name, 0) for name in ("iat", "nbf")]
    if not all(map(_is_number, (expires, *since))):
        raise ClientOngeldig("wrong_time")
    now, leeway = moment.timestamp(), LEEWAY.total_seconds()
    if not now - leeway < expires:
        raise ClientOngeldig("expired")
    if not expires <= now + LONGEST_LIFE.total_seconds() + leeway:
        raise ClientOngeldig("lives_too_long")
    if not all(one <= now + leeway for one in since):
        raise ClientOngeldig("not_yet_valid")
    return Clientbewijs(jti, datetime.fromtimestamp(expires, UTC) + LEEWAY)


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
