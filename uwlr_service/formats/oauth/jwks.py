"""The JWK Set of a partner (RFC 7517): public keys to sign with, and nothing else."""

import base64
from collections.abc import Iterator, Mapping
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats import jsontekst
from uwlr_service.formats.jsontekst import JsonOngeldig
from uwlr_service.formats.oauth import geheim, rsa

MAX_BYTES = 64 * 1024
MOST_KEYS = 10
MAX_KID = 255
PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
EC = ("ES256",)
RSA = ("PS256", "RS256")
ALGORITHMS = {"EC": EC, "RSA": RSA}
"""What may be signed with each kind of key."""
CURVE = "P-256"


def read(data: bytes) -> list[dict[str, Any]]:
    """The keys of a set, or of one key by itself.

    Raises DocumentOngeldig if there is a key that cannot be used, or that must not be kept.
    """
    geheim.refuse(data)
    if len(data) > MAX_BYTES:
        raise DocumentOngeldig(f"Dit bestand is groter dan {MAX_BYTES // 1024} kB: dat is geen JWK Set.")
    keys = _keys(data)
    if not 1 <= len(keys) <= MOST_KEYS:
        raise DocumentOngeldig(f"Een JWK Set van een partner heeft 1 tot {MOST_KEYS} sleutels.")
    public = [_public(key) for key in keys]
    kids = {key["kid"] for key in public}
    if len(kids) != len(public):
        raise DocumentOngeldig("Twee sleutels in deze JWK Set hebben dezelfde kid.")
    return public


def read_published(data: bytes) -> list[dict[str, Any]]:
    """The keys that packages of a sender are proven with; those of other kinds are left out (RFC 7517, 5).

    Raises DocumentOngeldig if it is not a set of public keys.
    """
    return [_public(key) for key in _keys(data) if algorithms(key) == EC and key.get("crv") == CURVE]


def read_known(data: bytes) -> list[dict[str, Any]]:
    """The keys of another provider that are of a kind we take; others are left out (RFC 7517, 5).

    Raises DocumentOngeldig if it is not a set of public keys.
    """
    known = []
    for key in _keys(data):
        try:
            known.append(_public(key))
        except DocumentOngeldig:
            continue
    return known


def read_jwk(data: bytes) -> dict[str, Any]:
    """One key as it is written, not judged. Raises DocumentOngeldig if it is not a key."""
    key = _document(data, "JWK")
    if "kty" not in key:
        raise DocumentOngeldig("Dit is geen JWK: 'kty' ontbreekt.")
    return key


def algorithms(key: Mapping[str, Any]) -> tuple[str, ...]:
    """What may be signed with a key: by its kind, and by its own ``alg`` where it has one."""
    kind = key.get("kty")
    possible = ALGORITHMS.get(kind, ()) if isinstance(kind, str) else ()
    return tuple(name for name in possible if key.get("alg") in (None, name))


def import_key(key: Mapping[str, Any]) -> ECKey | RSAKey:
    """The key itself. Raises JoseError or ValueError if it is not a key."""
    if key.get("kty") == "EC":
        return ECKey.import_key(dict(key))
    return RSAKey.import_key(dict(key))


def thumbprint(key: Mapping[str, Any]) -> str:
    """What tells a key from every other one, whatever it is called (RFC 7638)."""
    return import_key(key).thumbprint()


def _keys(data: bytes) -> list[dict[str, Any]]:
    document = _document(data, "JWK Set")
    # First of all: a partner that sent its secret must hear so, whatever else is wrong.
    if any(PRIVATE & key.keys() for key in _written_keys(document)):
        raise DocumentOngeldig(geheim.GEHEIM)
    keys = document.get("keys", [document])
    if not isinstance(keys, list):
        raise DocumentOngeldig("Dit is geen JWK Set: 'keys' is geen lijst.")
    for number, key in enumerate(keys, 1):
        if not isinstance(key, dict):
            raise DocumentOngeldig(f"Dit is geen JWK Set: sleutel {number} is geen object.")
    return keys


def _document(data: bytes, kind: str) -> dict[str, Any]:
    try:
        document = jsontekst.read(data)
    except JsonOngeldig as error:
        place = f" (regel {error.regel})" if error.regel is not None else ""
        raise DocumentOngeldig(f"Dit is geen {kind}: {error.tekst}{place}.") from error
    if not isinstance(document, dict):
        raise DocumentOngeldig(f"Dit is geen {kind}: het is geen object.")
    return document


def _written_keys(document: object) -> Iterator[dict[str, Any]]:
    """Everything in a document that is a key, wherever somebody put it."""
    pending = [document]
    while pending:
        value = pending.pop()
        if isinstance(value, list):
            pending += value
        elif isinstance(value, dict):
            pending += value.values()
            if "kty" in value:
                yield value


def _public(key: dict[str, Any]) -> dict[str, Any]:
    if not algorithms(key) or key.get("use", "sig") != "sig":
        raise DocumentOngeldig("Een sleutel is van de soort EC (P-256, ES256) of RSA (PS256 of RS256).")
    try:
        if key["kty"] == "RSA":
            # Before it is imported: joserfc only warns of a small key.
            rsa.require_usable(_number(key["n"]), _number(key["e"]))
        imported = import_key(key)
    except (JoseError, ValueError, TypeError, KeyError, OverflowError, UnsupportedAlgorithm) as error:
        raise DocumentOngeldig("Een sleutel in deze JWK Set is niet te gebruiken.") from error
    if isinstance(imported, ECKey) and imported.curve_name != CURVE:
        raise DocumentOngeldig("Een sleutel van de soort EC ligt op de kromme P-256.")
    kid = key.get("kid", imported.thumbprint())
    if not 1 <= len(kid) <= MAX_KID or not kid.isprintable():
        raise DocumentOngeldig(
            f"De kid van een sleutel is een tekst van 1 tot {MAX_KID} tekens, zonder stuurtekens."
        )
    return {**imported.as_dict(private=False), "kid": kid}


def _number(text: str) -> int:
    """A number in base64url (RFC 7518, 2). Raises ValueError or TypeError if it is not one."""
    return int.from_bytes(base64.urlsafe_b64decode(text + "=="), "big")
