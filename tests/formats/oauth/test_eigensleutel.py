"""A client's own key is a JWK or PEM, and is known by the same name either way."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats.oauth import clientbewijs, eigensleutel, jwks

PKCS8 = PrivateFormat.PKCS8
PKCS1 = PrivateFormat.TraditionalOpenSSL
ENDPOINT = "https://uwlr.example.nl/oauth/token"
OPEN = NoEncryption()
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


@pytest.fixture(scope="module")
def keys() -> dict[str, Key]:
    return {
        "rsa": rsa.generate_private_key(65537, 2048),
        "ec": ec.generate_private_key(ec.SECP256R1()),
        "ed25519": ed25519.Ed25519PrivateKey.generate(),
    }


def pem(key: Key, form: PrivateFormat = PKCS8, lock: KeySerializationEncryption = OPEN) -> bytes:
    return key.private_bytes(Encoding.PEM, form, lock)


@pytest.mark.parametrize("form", [PKCS8, PKCS1])
@pytest.mark.parametrize("soort", ["rsa", "ec"])
def test_what_openssl_writes_proves_the_client(keys: dict[str, Key], soort: str, form: PrivateFormat) -> None:
    own = eigensleutel.read(pem(keys[soort], form))
    registered = jwks.read(json.dumps({"keys": [jwks.import_key(own).as_dict(private=False)]}).encode())
    now = tijd.now()
    assertion = clientbewijs.write("las-1", ENDPOINT, own, now)
    assert clientbewijs.verify(assertion, registered, "las-1", [ENDPOINT], now).jti


def test_a_jwk_is_taken_as_it_is_written() -> None:
    assert eigensleutel.read(b'{"kty": "EC", "kid": "las"}') == {"kty": "EC", "kid": "las"}


def test_a_key_with_a_password_is_told(keys: dict[str, Key]) -> None:
    with pytest.raises(DocumentOngeldig, match="met een wachtwoord"):
        eigensleutel.read(pem(keys["rsa"], lock=BestAvailableEncryption(b"geheim")))


def test_a_key_of_another_kind_is_told(keys: dict[str, Key]) -> None:
    with pytest.raises(DocumentOngeldig, match=r"niet van de soort EC \(P-256\) of RSA"):
        eigensleutel.read(pem(keys["ed25519"]))


@pytest.mark.parametrize("data", [b"-----BEGIN PRIVATE KEY-----", b"-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_what_is_no_key_is_told(data: bytes) -> None:
    with pytest.raises(DocumentOngeldig, match="niet te lezen"):
        eigensleutel.read(data)
