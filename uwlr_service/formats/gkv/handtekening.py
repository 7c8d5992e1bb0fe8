"""The detached signature of a manifest: JWS with ES256 (RFC 7515, appendix F)."""

import base64
import functools
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet
from joserfc.registry import HeaderParameter

from uwlr_service.domain.fouten import HandtekeningOngeldig

ALGORITHM = "ES256"
SEED_BYTES = 40
"""More than a key has, so that every key is as likely as another (FIPS 186-5, A.2.1)."""
LARGEST_KEY = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632550
"""One less than the order of P-256."""
MISREAD = (JoseError, ValueError, TypeError, KeyError, RecursionError)
"""The errors of reading what is not a signature, such as a header that is nested too deep."""
LONGEST = 4096
"""Characters of a signature; ours have three hundred."""
KINDS = {"typ": "str", "aud": "str", "iat": "int", "exp": "int"}
"""Names that may be signed along in a header, with their types."""


def new_key() -> dict[str, Any]:
    """A fresh private key as a JWK, named by its thumbprint (RFC 7638)."""
    key = ECKey.generate_key("P-256", {"alg": ALGORITHM, "use": "sig"})
    return {**key.as_dict(private=True), "kid": key.thumbprint()}


def derived_key(seed: bytes) -> dict[str, Any]:
    """The private key that belongs to a secret: the same for each who knows it."""
    value = int.from_bytes(HKDF(SHA256(), SEED_BYTES, None, b"ES256").derive(seed))
    pem = ec.derive_private_key(1 + value % LARGEST_KEY, ec.SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    key = ECKey.import_key(pem, {"alg": ALGORITHM, "use": "sig"})
    return {**key.as_dict(private=True), "kid": key.thumbprint()}


def public_part(key: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a key that may be published."""
    return {**ECKey.import_key(dict(key)).as_dict(private=False), "kid": key["kid"]}


def sign(content: bytes, key: Mapping[str, Any], **more: Any) -> str:
    """The signature over exactly these bytes, without them; ``more`` is signed along in its header."""
    header = {"alg": ALGORITHM, "kid": key["kid"], **more}
    private = _imported(tuple(key.items()))
    whole = jws.serialize_compact(header, content, private, registry=_registry(more))
    head, _, signature = whole.split(".")
    return f"{head}..{signature}"


@functools.lru_cache(maxsize=1)
def _imported(key: tuple[tuple[str, Any], ...]) -> ECKey:
    """The key in the form that signs; making that costs more than a signature."""
    return ECKey.import_key(dict(key))


def verify(content: bytes, signature: str, keys: Sequence[Mapping[str, Any]]) -> str:
    """The kid of the published key that signed these bytes. Raises HandtekeningOngeldig if there is none."""
    return str(verify_header(content, signature, keys)["kid"])


def verify_header(
    content: bytes, signature: str, keys: Sequence[Mapping[str, Any]], more: Collection[str] = ()
) -> dict[str, Any]:
    """The signed header, in which only these other names may be. Raises HandtekeningOngeldig."""
    if len(signature) > LONGEST:
        raise HandtekeningOngeldig
    head, between, tail = [*signature.strip().split("."), "", ""][:3]
    payload = base64.urlsafe_b64encode(content).rstrip(b"=").decode()
    known = KeySet([ECKey.import_key(dict(key)) for key in keys if key.get("kty") == "EC"])
    try:
        if between or not _is_canonical(tail):
            raise HandtekeningOngeldig
        checked = jws.deserialize_compact(f"{head}.{payload}.{tail}", known, registry=_registry(more))
    except MISREAD as error:
        raise HandtekeningOngeldig from error
    # RFC 7515, 4.1.11: a reader that does not know an extension refuses, and an empty list is never right.
    if "crit" in checked.protected:
        raise HandtekeningOngeldig
    return {"kid": None, **checked.protected}


def named_key(signature: str) -> str | None:
    """The kid that a signature names, whoever made it; None if it names none or is no signature."""
    if len(signature) > LONGEST:
        return None
    try:
        kid = jws.extract_compact(signature.strip().encode()).headers().get("kid")
    except MISREAD:
        return None
    return kid if isinstance(kid, str) else None


def _registry(more: Iterable[str]) -> jws.JWSRegistry:
    names = {name: HeaderParameter(name, KINDS[name]) for name in more}
    return jws.JWSRegistry(names, algorithms=[ALGORITHM])


def _is_canonical(text: str) -> bool:
    """Whether this is the one way to write these bytes.

    The last character has bits that no decoder reads: changed, they would give a second valid signature.
    """
    content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode() == text
