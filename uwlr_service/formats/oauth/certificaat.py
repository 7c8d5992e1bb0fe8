"""A client certificate, as a proxy hands it over or as it was registered (RFC 8705)."""

import base64
import binascii
import hashlib
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.utils import CryptographyDeprecationWarning

from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats.oauth import geheim, pem, rsa

MAX_BYTES = 64 * 1024
"""A chain with the explanations of openssl fits four times."""
GEEN = "Dit is geen certificaat in PEM of DER."
LABELS = ("CERTIFICATE", "X509 CERTIFICATE")
TRUSTED = "TRUSTED CERTIFICATE"
"""A certificate of openssl with a remark behind it on what it is trusted for."""
OTHERS = {
    "CERTIFICATE REQUEST": "Dit is een aanvraag van een certificaat (CSR), en niet het certificaat.",
    "NEW CERTIFICATE REQUEST": "Dit is een aanvraag van een certificaat (CSR), en niet het certificaat.",
    "PUBLIC KEY": "Dit is een openbare sleutel, en geen certificaat.",
    "PKCS7": "Dit is een PKCS #7-bestand (.p7b). Stuur het certificaat zelf, als PEM of DER.",
    "CMS": "Dit is een PKCS #7-bestand (.p7b). Stuur het certificaat zelf, als PEM of DER.",
}
"""What people send by mistake, by its label."""
MISREAD = (ValueError, TypeError, UnsupportedAlgorithm)
"""What cryptography raises for a certificate that somebody made up."""
IN_HEADER = re.compile(
    r"\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Certificaat:
    """What is asked of a certificate; ``thumbprint`` is the x5t#S256, in base64url."""

    thumbprint: str
    geldig_van: datetime
    geldig_tot: datetime

    def is_valid(self, moment: datetime) -> bool:
        """Whether it may be shown at a moment."""
        return self.geldig_van <= moment <= self.geldig_tot


def read(data: bytes) -> Certificaat:
    """The certificate in a file that a partner sent, in PEM or DER, with or without its chain.

    Of a chain it is the one that issued none of the others. Raises DocumentOngeldig, first of all for a file
    with a private key in it.
    """
    geheim.refuse(data)
    if len(data) > MAX_BYTES:
        raise DocumentOngeldig(f"Dit bestand is groter dan {MAX_BYTES // 1024} kB: dat is geen certificaat.")
    certificates = [_loaded(der) for der in dict.fromkeys(_encoded(data))]
    certificate = _leaf(certificates)
    _require_usable_key(certificate)
    return _described(certificate)


def all_of(data: bytes) -> list[Certificaat]:
    """Every certificate in a file, in PEM or DER, whatever it is for. Raises DocumentOngeldig."""
    return [_described(_loaded(der)) for der in dict.fromkeys(_encoded(data))]


def read_header(value: str) -> Certificaat:
    """A certificate in a header: ``:base64 of DER:`` (RFC 9440), or PEM escaped as in a URL (nginx).

    Raises DocumentOngeldig if it is not one certificate, and nothing beside it: the proxy saw one.
    """
    value = value.strip()
    try:
        if len(value) >= 2 and value.startswith(":") and value.endswith(":"):
            return _described(_loaded(base64.b64decode(value[1:-1], validate=True)))
        text = unquote(value, errors="strict")
        if not IN_HEADER.fullmatch(text):
            raise DocumentOngeldig(GEEN)
        (block,) = pem.blocks(text)
        return _described(_loaded(block.der))
    except (binascii.Error, ValueError) as error:
        raise DocumentOngeldig(GEEN) from error


def _encoded(data: bytes) -> list[bytes]:
    """The certificates of a file, each in DER."""
    text = pem.as_text(data)
    try:
        blocks = list(pem.blocks(text))
    except ValueError as error:
        raise DocumentOngeldig(GEEN) from error
    found = [block.der for block in blocks if block.label in LABELS]
    # The remark lies behind the certificate, as a value of its own.
    found += [next(pem.sequences(block.der), b"") for block in blocks if block.label == TRUSTED]
    if found:
        return found
    for block in blocks:
        raise DocumentOngeldig(OTHERS.get(block.label, GEEN))
    return [data]


def _loaded(der: bytes) -> x509.Certificate:
    try:
        with warnings.catch_warnings():
            # Some self-signed certificates have the serial number 0 (RFC 5280, 4.1.2.2).
            warnings.simplefilter("ignore", CryptographyDeprecationWarning)
            return x509.load_der_x509_certificate(der)
    except x509.InvalidVersion as error:
        raise DocumentOngeldig("De versie van dit certificaat bestaat niet.") from error
    except MISREAD as error:
        raise DocumentOngeldig(GEEN) from error


def _leaf(certificates: Sequence[x509.Certificate]) -> x509.Certificate:
    """The certificate that a chain is of: tools write chains in either order, so the names decide."""
    try:
        leaves = [
            certificate
            for certificate in certificates
            if not any(
                other.issuer == certificate.subject for other in certificates if other is not certificate
            )
        ]
    except MISREAD as error:
        raise DocumentOngeldig(GEEN) from error
    if len(leaves) != 1:
        raise DocumentOngeldig(
            f"Dit bestand bevat {len(certificates)} certificaten die niet één keten zijn. Stuur er één."
        )
    return leaves[0]


def _require_usable_key(certificate: x509.Certificate) -> None:
    try:
        key = certificate.public_key()
    except MISREAD as error:
        raise DocumentOngeldig("De sleutel in dit certificaat is niet te gebruiken.") from error
    if isinstance(key, RSAPublicKey):
        numbers = key.public_numbers()
        rsa.require_usable(numbers.n, numbers.e)


def _described(certificate: x509.Certificate) -> Certificaat:
    digest = hashlib.sha256(certificate.public_bytes(Encoding.DER)).digest()
    try:
        return Certificaat(
            base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            certificate.not_valid_before_utc,
            certificate.not_valid_after_utc,
        )
    except MISREAD as error:
        raise DocumentOngeldig(GEEN) from error
