"""The signature of an assertion, checked with as much work whatever is registered (RFC 7515).

Somebody who proves nothing must not learn by the clock which links there are, or which keys they have. So a
key that is not there is replaced by one of the same kind and size, whose check costs the same and fails.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from uwlr_service.formats.oauth import jwks

MISREAD = (JoseError, ValueError, TypeError, KeyError, RecursionError)
"""What is raised by a token that somebody made up."""
WITHOUT_KID = 5
"""Keys that an assertion is tried with at least, if it names none: more than nearly any partner has."""
RSA_BYTES = (256, 384, 512, 768, 1024)
"""The sizes of RSA keys in use, in bytes; a signature is as long as its key."""

Key = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proef:
    """What came of the check: the number of the key that signed, if one did, and what it signed.

    ``is_known`` says whether a key goes by the name that the assertion gives it.
    """

    nummer: int | None
    claims: Mapping[str, Any]
    is_known: bool


def header_of(assertion: str) -> dict[str, Any]:
    """The header of an assertion, of which nothing is proven. Raises one of MISREAD."""
    return dict(jws.extract_compact(assertion.encode()).headers())


def prove(assertion: str, header: Mapping[str, Any], keys: Sequence[Key]) -> Proef:
    """Find the key that signed an assertion, among all that are registered."""
    kid = header.get("kid")
    named = {number: key for number, key in enumerate(keys) if kid is None or kid == key["kid"]}
    alg = str(header.get("alg"))
    size = len(assertion.rpartition(".")[2]) * 3 // 4
    fitting = _distinct(item for item in named.items() if _fits(item[1], alg, size))
    for number, key in fitting:
        claims = _claims(assertion, key)
        if claims is not None:
            return Proef(nummer=number, claims=claims, is_known=True)
    wanted = WITHOUT_KID if kid is None else 1
    for _ in range(wanted - len(fitting)):
        _claims(assertion, _stand_in(alg, size))
    return Proef(nummer=None, claims={}, is_known=bool(named))


def _claims(assertion: str, key: Key) -> Mapping[str, Any] | None:
    try:
        # The algorithms follow from the kind of key: a name in the header chooses none.
        token = jwt.decode(assertion, jwks.import_key(key), algorithms=jwks.algorithms(key))
    except MISREAD:
        return None
    return token.claims


def _fits(key: Key, alg: str, size: int) -> bool:
    """Whether a signature can be of a key at all: one of another length is refused without any work."""
    if alg not in jwks.algorithms(key):
        return False
    return key["kty"] == "EC" or len(base64.urlsafe_b64decode(key["n"] + "==")) == size


def _distinct(items: Iterable[tuple[int, Key]]) -> list[tuple[int, Key]]:
    """Each key once: a partner that adds a key registers a set with the old one in it again."""
    distinct = {
        (key["kty"], key.get("n"), key.get("x"), key.get("y")): (number, key) for number, key in items
    }
    return list(distinct.values())


@cache
def _ec() -> Key:
    return ECKey.generate_key("P-256").as_dict(private=False)


@cache
def _rsa(size: int) -> Key:
    """A modulus of so many bytes, of which nobody knows the primes, nor whether there are two."""
    pieces = list(_noise(size))
    modulus = bytearray(b"".join(pieces)[:size])
    modulus[0] |= 0x80
    modulus[-1] |= 0x01
    return {"kty": "RSA", "n": base64.urlsafe_b64encode(modulus).rstrip(b"=").decode(), "e": "AQAB"}


def _noise(size: int) -> Iterator[bytes]:
    for number in range(0, size, hashlib.sha256().digest_size):
        yield hashlib.sha256(f"stand-in {number}".encode()).digest()


def _stand_in(alg: str, size: int) -> Key:
    if alg in jwks.RSA:
        return _rsa(size if size in RSA_BYTES else RSA_BYTES[0])
    return _ec()
