"""A client assertion: a partner proves with a JWT of its own who it is (RFC 7523, private_key_jwt)."""

import json
import math
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeGuard

from joserfc import jws, jwt
from joserfc.errors import ClaimError, ExpiredTokenError, InvalidClaimError
from joserfc.jwt import JWTClaimsRegistry

from uwlr_service import tracing
from uwlr_service.domain.fouten import ClientOngeldig
from uwlr_service.formats.oauth import handtekeningproef, jwks
from uwlr_service.formats.oauth.handtekeningproef import MISREAD

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST_LIFE = timedelta(minutes=5)
LEEWAY = timedelta(seconds=30)
"""How far the clocks of two machines may be apart."""
MAX_LENGTH = 8192
MAX_JTI = 255
UNKNOWN_KEY = "unknown_key"
WRONG_SIGNATURE = "wrong_signature"

REQUIRED = ("iss", "sub", "aud", "jti", "exp")
OPTIONAL = ("iat", "nbf")
REASONS = {
    "iss": "wrong_iss_or_sub",
    "sub": "wrong_iss_or_sub",
    "aud": "wrong_aud",
    "jti": "wrong_jti",
}
"""What the log says of a claim that is wrong; of those of time there is more to say."""


@dataclass(frozen=True, slots=True)
class Clientbewijs:
    """An assertion that is right; it counts once, and ``verloopt`` is until when that must be remembered."""

    jti: str
    verloopt: datetime


class Claims(JWTClaimsRegistry):
    """The claims of an assertion (RFC 7523, section 3), judged more strictly than joserfc does by itself."""

    def __init__(self, client_id: str, audiences: Collection[str], moment: datetime) -> None:
        super().__init__(
            now=int(moment.timestamp()),
            leeway=int(LEEWAY.total_seconds()),
            iss={"value": client_id},
            sub={"value": client_id},
            aud={"values": list(audiences)},
            jti={"allow_blank": False},
        )
        self._audiences = frozenset(audiences)

    def validate_aud(self, value: object) -> None:
        """Raise InvalidClaimError unless every audience is ours: a second one could send it on to us."""
        super().validate_aud(value)
        if isinstance(value, list) and not self._audiences.issuperset(value):
            raise InvalidClaimError("aud")

    def validate_jti(self, value: object) -> None:
        """Raise InvalidClaimError for a jti that is too long to be kept."""
        super().validate_jti(value)
        if len(str(value)) > MAX_JTI:
            raise InvalidClaimError("jti")

    def validate_exp(self, value: object) -> None:
        """Raise ClaimError if an assertion has expired, or would have to be remembered for too long."""
        super().validate_exp(value)
        if _is_number(value) and value > self.now + LONGEST_LIFE.total_seconds() + self.leeway:
            raise InvalidClaimError("exp")


def claimed_client(assertion: str) -> str | None:
    """The client that an assertion claims to be of; nothing is proven yet."""
    try:
        claims = json.loads(jws.extract_compact(assertion[:MAX_LENGTH].encode()).payload)
        sub = claims["sub"]
    except MISREAD:
        return None
    return sub if isinstance(sub, str) else None


def claimed_key(assertion: str) -> str | None:
    """The name of the key that an assertion claims to be signed by."""
    try:
        kid = handtekeningproef.header_of(assertion[:MAX_LENGTH]).get("kid")
    except MISREAD:
        return None
    return kid if isinstance(kid, str) else None


@tracing.traced("formats")
def verify(
    assertion: str,
    keys: Iterable[Mapping[str, Any]],
    client_id: str,
    audiences: Collection[str],
    moment: datetime,
) -> Clientbewijs:
    """Check an assertion at a moment.

    Raises ClientOngeldig, with a reason that is for the log and not for the caller.
    """
    _, bewijs = prove(assertion, keys, client_id, audiences, moment)
    return bewijs


def prove(
    assertion: str,
    keys: Iterable[Mapping[str, Any]],
    client_id: str,
    audiences: Collection[str],
    moment: datetime,
    *,
    only_one: bool = False,
) -> tuple[int, Clientbewijs]:
    """The same, with the number of the key that signed; the work does not show which keys there are.

    With ``only_one`` an assertion names one audience and no more.
    """
    if len(assertion) > MAX_LENGTH:
        raise ClientOngeldig("too_long")
    try:
        header = handtekeningproef.header_of(assertion)
    except MISREAD as error:
        raise ClientOngeldig("no_jwt") from error
    # RFC 7515, 4.1.11: a reader that does not know an extension refuses, and an empty list is never right.
    if "crit" in header:
        raise ClientOngeldig("crit")
    proef = handtekeningproef.prove(assertion, header, list(keys))
    if proef.nummer is None:
        raise ClientOngeldig(WRONG_SIGNATURE if proef.is_known else UNKNOWN_KEY)
    if only_one and not _names_one(proef.claims.get("aud")):
        raise ClientOngeldig(REASONS["aud"])
    return proef.nummer, _checked(proef.claims, client_id, audiences, moment)


def _names_one(audience: object) -> bool:
    return not isinstance(audience, list) or len(audience) == 1


def _checked(
    claims: Mapping[str, Any], client_id: str, audiences: Collection[str], moment: datetime
) -> Clientbewijs:
    # In our own order, for the log: joserfc goes by that of the document. What is missing becomes None,
    # which is of no type that is right.
    judged = {name: claims.get(name) for name in REQUIRED}
    judged |= {name: claims[name] for name in OPTIONAL if name in claims}
    try:
        Claims(client_id, audiences, moment).validate(judged)
    except ClaimError as error:
        raise ClientOngeldig(_reason(error, judged)) from error
    # The registry reads the clock in whole seconds and an ``exp`` may have a fraction. Rounded up, the jti is
    # remembered for exactly as long as the assertion is accepted.
    ends = datetime.fromtimestamp(math.ceil(claims["exp"]), UTC)
    return Clientbewijs(claims["jti"], ends + LEEWAY)


def _reason(error: ClaimError, claims: Mapping[str, Any]) -> str:
    if error.claim in REASONS:
        return REASONS[error.claim]
    if isinstance(error, ExpiredTokenError):
        return "expired"
    if not _is_number(claims[error.claim]):
        return "wrong_time"
    return "lives_too_long" if error.claim == "exp" else "not_yet_valid"


def _is_number(value: object) -> TypeGuard[int | float]:
    """Whether a value of JSON is a number; in Python True and False are numbers too."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def write(client_id: str, audience: str, key: Mapping[str, Any], moment: datetime) -> str:
    """An assertion by the partner's private key. Raises ValueError or JoseError if the key cannot sign."""
    claims = {
        "iss": client_id,
        "sub": client_id,
        "aud": audience,
        "iat": int(moment.timestamp()),
        "exp": int((moment + timedelta(minutes=2)).timestamp()),
    }
    return sign(claims, key)


def sign(claims: Mapping[str, Any], key: Mapping[str, Any]) -> str:
    """An assertion that says what it is told to, with a fresh ``jti``. Raises ValueError or JoseError."""
    possible = jwks.algorithms(key)
    if not possible or "d" not in key:
        raise ValueError("dit is geen geheime sleutel van de soort EC (P-256) of RSA")
    private = jwks.import_key(key)
    header = {"alg": possible[0], "kid": key.get("kid", private.thumbprint())}
    return jwt.encode(header, {**claims, "jti": str(uuid.uuid4())}, private, algorithms=possible)
