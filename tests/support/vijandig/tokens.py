"""JWTs made by hand: any header and any claims, signed with any key in the way of its kind."""

import base64
import hashlib
import hmac
from collections.abc import Mapping

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from joserfc.jwk import ECKey, RSAKey

Keys = Mapping[str, ECKey | RSAKey]


def sign(keys: Keys, way: str, header: bytes, claims: bytes) -> bytes:
    """A JWT of exactly these bytes.

    ``way`` is the name of a key; ``pkcs1`` is the RSA key with the older padding, ``hmac`` takes the public
    key for a secret, ``der`` writes an ECDSA signature as DER, ``zeroes`` and ``none`` sign nothing.
    """
    message = _coded(header) + b"." + _coded(claims)
    return message + b"." + _coded(_signature(keys, way, message))


def _signature(keys: Keys, way: str, message: bytes) -> bytes:
    if way == "none":
        return b""
    if way == "zeroes":
        return bytes(64)
    if way == "hmac":
        public = keys["rsa"].as_pem(private=False)
        return hmac.new(public, message, hashlib.sha256).digest()
    if way == "pkcs1":
        return _by_rsa(keys["rsa"], message, padding.PKCS1v15())
    key = keys["ours" if way == "der" else way]
    if isinstance(key, RSAKey):
        return _by_rsa(key, message, padding.PSS(padding.MGF1(hashes.SHA256()), 32))
    private = key.private_key
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    der = private.sign(message, ec.ECDSA(hashes.SHA256()))
    if way == "der":
        return der
    return b"".join(number.to_bytes(32, "big") for number in decode_dss_signature(der))


def _by_rsa(key: ECKey | RSAKey, message: bytes, padded: padding.PSS | padding.PKCS1v15) -> bytes:
    private = key.private_key
    assert isinstance(private, rsa.RSAPrivateKey)
    return private.sign(message, padded, hashes.SHA256())


def _coded(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")
