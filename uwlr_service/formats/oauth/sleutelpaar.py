"""The key pairs of the OpenID provider: made, published, and in the form that signs (RFC 7517, RFC 7638)."""

import functools
from collections.abc import Mapping
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, KeyParameters, RSAKey

from uwlr_service.domain.sso.client import Algoritme
from uwlr_service.formats.oauth import jwks

RSA_BITS = 2048
PARTS_IN_USE = 8
"""Private keys that are kept in the form that signs: two algorithms, each with its successor, twice over."""


def new(algoritme: Algoritme) -> dict[str, Any]:
    """A fresh private key as a JWK, named by its thumbprint; one of RSA takes a part of a second to make."""
    options: KeyParameters = {"alg": algoritme.value, "use": "sig"}
    key: RSAKey | ECKey
    if algoritme is Algoritme.RS256:
        key = RSAKey.generate_key(RSA_BITS, options)
    else:
        key = ECKey.generate_key(jwks.CURVE, options)
    return {**key.as_dict(private=True), "kid": key.thumbprint()}


def public_part(key: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a key that may be published."""
    return {name: value for name, value in key.items() if name not in jwks.PRIVATE}


def sign(claims: Mapping[str, Any], key: Mapping[str, Any], typ: str) -> str:
    """A JWT of these claims by a private key (RFC 7519)."""
    header = {"alg": key["alg"], "kid": key["kid"], "typ": typ}
    return jwt.encode(header, dict(claims), _imported(tuple(key.items())), algorithms=[key["alg"]])


@functools.lru_cache(maxsize=PARTS_IN_USE)
def _imported(key: tuple[tuple[str, Any], ...]) -> ECKey | RSAKey:
    """The key in the form that signs; making that costs more than a signature."""
    return jwks.import_key(dict(key))
