"""A client certificate, as a proxy hands it over or as it was registered (RFC 8705)."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from uwlr_service.domain.fouten import DocumentOngeldig

MAX_BYTES = 16 * 1024


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
    """A certificate in PEM or DER. Raises DocumentOngeldig if it is not a certificate."""
    try:
        if len(data) > MAX_BYTES:
            raise ValueError("too large")
        if data.lstrip().startswith(b"-----BEGIN"):
            certificate = x509.load_pem_x509_certificate(data)
        else:
            certificate = x509.load_der_x509_certificate(data)
        digest = hashlib.sha256(certificate.public_bytes(Encoding.DER)).digest()
        return Certificaat(
            base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            certificate.not_valid_before_utc,
            certificate.not_valid_after_utc,
        )
    except ValueError as error:
        raise DocumentOngeldig("Dit is geen certificaat in PEM of DER.") from error


def read_header(value: str) -> Certificaat:
    """A certificate in a header: ``:base64 of DER:`` (RFC 9440), or PEM escaped as in a URL (nginx).

    Raises DocumentOngeldig if it is not a certificate.
    """
    value = value.strip()
    try:
        if len(value) >= 2 and value.startswith(":") and value.endswith(":"):
            return read(base64.b64decode(value[1:-1], validate=True))
        return read(unquote(value, errors="strict").encode("ascii"))
    except (binascii.Error, UnicodeError) as error:
        raise DocumentOngeldig("Dit is geen certificaat in PEM of DER.") from error
