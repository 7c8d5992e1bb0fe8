"""Certificates in files as tools write them, and in the header of a proxy (RFC 7468, RFC 9440)."""

import base64
import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from tests.support.servers.certificates import make_certificate
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats.oauth import certificaat

PEM = make_certificate()
DER = x509.load_pem_x509_certificate(PEM).public_bytes(Encoding.DER)
THUMBPRINT = certificaat.read(DER).thumbprint
EXPLANATION = b"Certificate:\n    Data:\n        Version: 3 (0x2)\n        X509v3 Private Key Usage Period:\n"
BAG = "Bag Attributes\n    friendlyName: Ren\u00e9\nsubject=CN = partner.example\n\n".encode()
REMARK = bytes.fromhex("300c300a06082b06010505070302")
"""Trusted for clientAuth, as ``openssl x509 -trustout -addtrust clientAuth`` writes it."""


def in_pem(label: str, der: bytes) -> bytes:
    return f"-----BEGIN {label}-----\n{base64.encodebytes(der).decode()}-----END {label}-----\n".encode()


def signed(subject: str, issuer: str, key: rsa.RSAPrivateKey | None = None) -> x509.Certificate:
    own: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = key or ec.generate_private_key(ec.SECP256R1())
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(tijd.now() - timedelta(hours=1))
        .not_valid_after(tijd.now() + timedelta(days=1))
        .sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
    )


LEAF = signed("partner", "tussen").public_bytes(Encoding.PEM)
BETWEEN = signed("tussen", "top").public_bytes(Encoding.PEM)
ROOT = signed("top", "top").public_bytes(Encoding.PEM)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(PEM, id="PEM"),
        pytest.param(DER, id="DER"),
        pytest.param(EXPLANATION + PEM, id="openssl x509 -text"),
        pytest.param(PEM + EXPLANATION, id="text behind it"),
        pytest.param(BAG + PEM, id="openssl pkcs12"),
        pytest.param(PEM.replace(b"\n", b"\r\n"), id="CRLF"),
        pytest.param(PEM.replace(b"\n", b"\r"), id="CR"),
        pytest.param(b"\xef\xbb\xbf" + PEM, id="BOM"),
        pytest.param(PEM.decode().encode("utf-16"), id="UTF-16 little-endian"),
        pytest.param(b"\xfe\xff" + PEM.decode().encode("utf-16-be"), id="UTF-16 big-endian"),
        pytest.param(PEM.replace(b"\n", b"  \n"), id="spaces at the end of lines"),
        pytest.param(PEM.replace(b"\n", b"\n   "), id="indented"),
        pytest.param(PEM.replace(b"\n", b"\n\n"), id="empty lines"),
        pytest.param(PEM.rstrip(), id="no end of line"),
        pytest.param(in_pem("X509 CERTIFICATE", DER), id="old label"),
        pytest.param(in_pem("TRUSTED CERTIFICATE", DER), id="trusted, without remark"),
        pytest.param(in_pem("TRUSTED CERTIFICATE", DER + REMARK), id="trusted"),
        pytest.param(in_pem("EC PARAMETERS", b"\x06\x01\x01") + PEM, id="parameters before it"),
        pytest.param(PEM + PEM, id="twice the same"),
    ],
)
def test_a_certificate_is_read_as_tools_write_it(data: bytes) -> None:
    assert certificaat.read(data).thumbprint == THUMBPRINT


@pytest.mark.parametrize(
    "chain", [(LEAF, BETWEEN, ROOT), (ROOT, BETWEEN, LEAF), (BETWEEN, LEAF), (LEAF, ROOT, BETWEEN)]
)
def test_of_a_chain_the_certificate_at_its_end_counts(chain: tuple[bytes, ...]) -> None:
    assert certificaat.read(b"".join(chain)) == certificaat.read(LEAF)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (PEM + make_certificate(), "2 certificaten die niet één keten zijn"),
        (LEAF + ROOT, "2 certificaten"),
        (b"", "geen certificaat"),
        (b"x", "geen certificaat"),
        (PEM[:-20], "geen certificaat"),
        (PEM.replace(b"M", b"!", 1), "geen certificaat"),
        (in_pem("CERTIFICATE", b"x"), "geen certificaat"),
        (in_pem("CERTIFICATE REQUEST", b"x"), "aanvraag"),
        (in_pem("PUBLIC KEY", b"x"), "openbare sleutel"),
        (in_pem("PKCS7", b"x"), "PKCS #7"),
        (in_pem("DH PARAMETERS", b"x"), "geen certificaat"),
        (PEM + b" " * 64 * 1024, "groter dan 64 kB"),
        (signed("x", "x", rsa.generate_private_key(65537, 1024)).public_bytes(Encoding.DER), "2048 tot 8192"),
    ],
)
def test_what_is_not_one_certificate_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(DocumentOngeldig, match=why):
        certificaat.read(data)


def with_version(number: int) -> bytes:
    """The certificate with another version: [0] { INTEGER 2 } in X.509."""
    return re.sub(rb"\xa0\x03\x02\x01\x02", bytes((0xA0, 3, 2, 1, number)), DER, count=1)


def in_header(der: bytes) -> str:
    return f":{base64.b64encode(der).decode()}:"


@pytest.mark.parametrize("number", [1, 3, 9])
def test_a_version_that_does_not_exist_is_told(number: int) -> None:
    with pytest.raises(DocumentOngeldig, match="versie"):
        certificaat.read(with_version(number))
    with pytest.raises(DocumentOngeldig):
        certificaat.read_header(in_header(with_version(number)))


def test_a_serial_number_that_is_not_positive_is_taken_in_silence() -> None:
    serial = DER.index(b"\xa0\x03\x02\x01\x02\x02") + 7
    negative = DER[:serial] + bytes([DER[serial] | 0x80]) + DER[serial + 1 :]
    assert certificaat.read(negative).is_valid(tijd.now())
    assert certificaat.read_header(in_header(negative)).is_valid(tijd.now())


@pytest.mark.parametrize(
    "value",
    [
        in_header(DER),
        quote(PEM.decode()),
        quote(PEM.decode(), safe=""),
        PEM.decode().replace("\n", " "),
        PEM.decode().replace("\n", "\t"),
    ],
)
def test_a_header_holds_a_certificate(value: str) -> None:
    assert certificaat.read_header(value).thumbprint == THUMBPRINT


@pytest.mark.parametrize(
    "value",
    [
        f"{in_header(DER)}, {in_header(DER)}",
        f"{in_header(DER)},{in_header(DER)}",
        f":{base64.b64encode(DER + DER).decode()}:",
        quote((PEM + PEM).decode()),
        quote((PEM + make_certificate()).decode()),
        f"{quote(PEM.decode())},{quote(PEM.decode())}",
        quote((EXPLANATION + PEM).decode()),
        quote((PEM + EXPLANATION).decode()),
        quote(in_pem("PUBLIC KEY", DER).decode()),
        ":é:",
        "é",
        ":\u0130AAA:",
        "\udcff",
        "%C3%A9",
        "%ff",
        "%00",
        "::",
        ":",
        "",
    ],
)
def test_a_header_with_anything_else_or_more_is_refused(value: str) -> None:
    with pytest.raises(DocumentOngeldig):
        certificaat.read_header(value)


def test_a_key_on_a_curve_that_nobody_knows_is_told() -> None:
    der = x509.load_pem_x509_certificate(LEAF).public_bytes(Encoding.DER)
    p_256, unknown = (bytes.fromhex(f"06082a8648ce3d0301{last}") for last in ("07", "7f"))
    assert der.count(p_256) == 1
    with pytest.raises(DocumentOngeldig, match="sleutel in dit certificaat is niet te gebruiken"):
        certificaat.read(der.replace(p_256, unknown))
