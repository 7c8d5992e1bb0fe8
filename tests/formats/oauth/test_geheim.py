"""A private key is recognised in every kind of file that a partner may send by mistake."""

import base64
import json
import subprocess
from collections.abc import Callable

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    pkcs12,
)
from joserfc.jwk import ECKey

from tests.support.servers.certificates import make_certificate
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats.oauth import certificaat, jwks

PASSWORD = BestAvailableEncryption(b"geheim")
EC = ec.generate_private_key(ec.SECP256R1())
RSA = rsa.generate_private_key(65537, 2048)
DSA = dsa.generate_private_key(2048)
ED = ed25519.Ed25519PrivateKey.generate()
CERTIFICATE = make_certificate()
DER = x509.load_pem_x509_certificate(CERTIFICATE).public_bytes(Encoding.DER)
IN_PEM = {
    "PRIVATE KEY": EC.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    "PRIVATE KEY, Ed25519": ED.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    "RSA PRIVATE KEY": RSA.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()),
    "RSA PRIVATE KEY, password": RSA.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, PASSWORD),
    "EC PRIVATE KEY": EC.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()),
    "DSA PRIVATE KEY": DSA.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()),
    "ENCRYPTED PRIVATE KEY": RSA.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, PASSWORD),
    "OPENSSH PRIVATE KEY": EC.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()),
    "a block that is cut off": b"-----BEGIN PRIVATE KEY-----\nMIG",
    "SSH2": b"---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n",
    "PGP": b"-----BEGIN PGP PRIVATE KEY BLOCK-----\n",
    "PuTTY": b"PuTTY-User-Key-File-3: ssh-rsa\n",
    ".NET": b"<RSAKeyValue><Modulus>AA</Modulus><D>AA</D></RSAKeyValue>",
}
IN_DER = {
    "PKCS #8": EC.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
    "PKCS #8, password": RSA.private_bytes(Encoding.DER, PrivateFormat.PKCS8, PASSWORD),
    "PKCS #1": RSA.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()),
    "SEC 1": EC.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()),
}
READERS = {"certificate": certificaat.read, "jwks": jwks.read}
Read = Callable[[bytes], object]


@pytest.fixture(params=list(READERS.values()), ids=list(READERS))
def read(request: pytest.FixtureRequest) -> Read:
    """Each of the two doors of ``uwlr koppeling key``."""
    reader: Read = request.param
    return reader


@pytest.mark.parametrize("key", IN_PEM.values(), ids=IN_PEM)
def test_a_private_key_in_text_is_refused_wherever_it_stands(read: Read, key: bytes) -> None:
    for data in (
        key,
        key + CERTIFICATE,
        CERTIFICATE + key,
        CERTIFICATE + key + CERTIFICATE,
        (CERTIFICATE + key).replace(b"\n", b"\r\n"),
        (CERTIFICATE + key).decode().encode("utf-16"),
        CERTIFICATE + b" " * 100_000 + key,
    ):
        with pytest.raises(DocumentOngeldig, match=r"geheime sleutel.*niet meer geheim"):
            read(data)


@pytest.mark.parametrize("key", IN_DER.values(), ids=IN_DER)
def test_a_private_key_in_der_is_refused_under_any_name(read: Read, key: bytes) -> None:
    named = b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(key) + b"-----END CERTIFICATE-----\n"
    for data in (key, DER + key, key + DER, named, CERTIFICATE + named):
        with pytest.raises(DocumentOngeldig, match="geheime sleutel"):
            read(data)


@pytest.mark.parametrize("password", [NoEncryption(), PASSWORD])
def test_a_pkcs_12_file_is_told_as_such(read: Read, password: NoEncryption | BestAvailableEncryption) -> None:
    data = pkcs12.serialize_key_and_certificates(b"partner", EC, None, None, password)
    with pytest.raises(DocumentOngeldig, match=r"PKCS #12.*geheime sleutel"):
        read(data)


def test_a_pkcs_12_file_of_windows_has_lengths_without_end(read: Read) -> None:
    with pytest.raises(DocumentOngeldig, match="PKCS #12"):
        read(bytes.fromhex("3080020103308006092a864886f70d010701a0802480"))


@pytest.mark.parametrize("der", list(IN_DER.values()), ids=list(IN_DER))
def test_a_secret_in_der_is_found_beside_a_certificate(read: Read, der: bytes) -> None:
    bare = base64.encodebytes(der)
    for document in (CERTIFICATE + der, der + CERTIFICATE, CERTIFICATE + bare, bare + CERTIFICATE, bare):
        with pytest.raises(DocumentOngeldig, match="geheime sleutel"):
            read(document)


def test_a_keystore_of_java_is_told_as_such(read: Read) -> None:
    with pytest.raises(DocumentOngeldig, match=r"keystore.*geheime sleutel"):
        read(bytes.fromhex("feedfeed00000002"))


def test_what_is_public_is_not_called_secret() -> None:
    public = EC.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(DocumentOngeldig, match="openbare sleutel, en geen certificaat"):
        certificaat.read(public)
    assert certificaat.read(public + CERTIFICATE) == certificaat.read(CERTIFICATE)


def test_a_secret_in_a_set_is_told_before_anything_else() -> None:
    private = ECKey.generate_key("P-256").as_dict(private=True)
    for document in (
        private,
        {"keys": [private]},
        {"keys": [None, private]},
        {"keys": {"mijn": private}},
        {"public": {}, "private": private},
        {"kty": "EC", "d": "x", "keys": []},
    ):
        with pytest.raises(DocumentOngeldig, match="geheime sleutel"):
            jwks.read(json.dumps(document).encode())


@pytest.mark.parametrize("kind", ["rsa:2048", "ec"])
def test_files_of_openssl_itself(kind: str) -> None:
    curve = ["-pkeyopt", "ec_paramgen_curve:P-256"] if kind == "ec" else []
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", kind, *curve, "-nodes", "-keyout", "-", "-subj", "/CN=p"],
        check=True,
        capture_output=True,
    ).stdout
    with pytest.raises(DocumentOngeldig, match="geheime sleutel"):
        certificaat.read(made)
    asked = ["openssl", "x509", "-text", "-trustout", "-addtrust", "clientAuth"]
    told = subprocess.run(asked, input=made, check=True, capture_output=True).stdout
    alone = subprocess.run(["openssl", "x509"], input=made, check=True, capture_output=True).stdout
    assert certificaat.read(told) == certificaat.read(alone)
