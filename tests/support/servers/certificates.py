"""Certificates in tests, good for a day: self-signed ones of partners and servers, and those of an issuer."""

import ipaddress
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


class Issuer:
    """An authority of our own, as a company has one; nobody trusts it who was not told to."""

    def __init__(self, folder: Path, name: str = "Onze uitgever") -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._subject = _named(name)
        self._identifier = x509.SubjectKeyIdentifier.from_public_key(self._key.public_key())
        begin = tijd.now() - timedelta(days=30)
        made = self._sign(
            self._subject, self._key.public_key(), begin, begin + timedelta(days=60), is_ca=True
        )
        self.path = folder / f"{name}.pem"
        self.path.write_bytes(made.public_bytes(Encoding.PEM))

    def issue(
        self, file: str, *names: str, begin: datetime | None = None, end: datetime | None = None
    ) -> Path:
        """A file with a key and a certificate that is good for these names or addresses."""
        begin = begin or tijd.now() - timedelta(hours=1)
        key = ec.generate_private_key(ec.SECP256R1())
        made = self._sign(
            _named(file), key.public_key(), begin, end or begin + timedelta(days=1), names=names
        )
        path = self._folder / f"{file}.pem"
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path.write_bytes(secret + made.public_bytes(Encoding.PEM))
        return path

    def _sign(
        self,
        subject: x509.Name,
        public: ec.EllipticCurvePublicKey,
        begin: datetime,
        end: datetime,
        *,
        names: tuple[str, ...] = (),
        is_ca: bool = False,
    ) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._subject)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begin)
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(self._identifier),
                critical=False,
            )
            .add_extension(_usage(is_ca=is_ca), critical=True)
        )
        if names:
            builder = builder.add_extension(
                x509.SubjectAlternativeName([_general(name) for name in names]), critical=False
            )
        return builder.sign(self._key, hashes.SHA256())


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _usage(*, is_ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_ca,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_ca,
        crl_sign=is_ca,
        encipher_only=False,
        decipher_only=False,
    )
