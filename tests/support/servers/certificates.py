"""Certificates in tests: self-signed, and good for a day; of partners, and of servers."""

import ssl
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from uwlr_service.domain import tijd


def make_certificate(begin: datetime | None = None, end: datetime | None = None) -> bytes:
    """A certificate of a partner in PEM."""
    begin = begin or tijd.now() - timedelta(hours=1)
    made = _signed(ec.generate_private_key(ec.SECP256R1()), "partner.example", begin, end)
    return made.public_bytes(Encoding.PEM)


def make_key_and_certificate(folder: Path, name: str) -> Path:
    """A file with a key and the certificate of a server, or a partner, by that name."""
    key = ec.generate_private_key(ec.SECP256R1())
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder / f"{name}.pem"
    path.write_bytes(
        secret + _signed(key, name, tijd.now() - timedelta(hours=1), None).public_bytes(Encoding.PEM)
    )
    return path


def serving(path: Path) -> ssl.SSLContext:
    """The TLS of a server with such a file."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def _signed(
    key: ec.EllipticCurvePrivateKey, name: str, begin: datetime, end: datetime | None
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end or begin + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
