"""Whom a client trusts over TLS, and with which certificate it makes itself known; read before it calls."""

import os
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from uwlr_service.client.fouten import CertificaatOnbruikbaar
from uwlr_service.domain.oorzaak import oorzaak

OF_ENVIRONMENT = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
"""Variables that name the issuers to trust, for other programs too. Those of all that are set are trusted:
whoever adds an issuer by one of them need not know which other ones a machine sets by itself."""
BEGIN = b"-----BEGIN "
CERTIFICATES = (b"-----BEGIN CERTIFICATE-----", b"-----BEGIN TRUSTED CERTIFICATE-----")
SECRET = b"PRIVATE KEY-----"
ENCRYPTED = (b"-----BEGIN ENCRYPTED PRIVATE KEY-----", b"Proc-Type: 4,ENCRYPTED")
DER = b"\x30"
"""How a certificate or a key begins that is not text."""
LARGEST = 16 * 1024 * 1024
"""Bytes; all issuers that a browser knows take a quarter of a megabyte."""


@dataclass(frozen=True, slots=True)
class Trust:
    """The issuers that are trusted, in PEM, and the files with the certificate of the caller and its key.

    Without issuers it is those of everybody; without a certificate the caller shows none.
    """

    issuers: str | None = None
    shown: tuple[str, str] | None = field(default=None, repr=False)

    @classmethod
    def read(
        cls,
        ca: Path | None = None,
        cert: Path | None = None,
        cert_key: Path | None = None,
        environ: Mapping[str, str] = os.environ,
    ) -> "Trust":
        """What the options of a command say, and for issuers else the environment.

        Raises CertificaatOnbruikbaar.
        """
        shown = _shown(cert, cert_key)
        if ca is not None:
            return cls(issuers=_bundle({str(ca): ca}), shown=shown)
        values = {name: environ.get(name) for name in OF_ENVIRONMENT}
        places = {f"{name} ({value})": Path(value) for name, value in values.items() if value}
        return cls(issuers=_bundle(places) if places else None, shown=shown)


EVERYBODY = Trust()


def _bundle(places: Mapping[str, Path]) -> str:
    """All certificates in files and folders, as one text that TLS can load; ``places`` are by their names."""
    texts: dict[bytes, None] = {}  # in order, and each once: a folder of OpenSSL has every file twice
    for named, place in places.items():
        texts |= dict.fromkeys(_certificates_in(place, named))
    # As ``ssl`` takes it: ASCII only, though a comment between certificates may be in any language.
    bundle = b"\n".join(texts).decode("ascii", "replace").encode("ascii", "replace").decode()
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=bundle)
    except (ssl.SSLError, ValueError) as error:
        named = " en ".join(places)
        raise CertificaatOnbruikbaar(f"{named}: een certificaat hierin is niet te lezen.") from error
    return bundle


def _certificates_in(place: Path, named: str) -> list[bytes]:
    """The certificates of a file, or of the files in a folder."""
    contents = [_certificates(_content(path, named)) for path in _files(place, named)]
    certificates = [content for content in contents if content is not None]
    if not certificates:
        raise CertificaatOnbruikbaar(f"{named}: hier staat geen certificaat in (PEM of DER).")
    return certificates


def _files(place: Path, named: str) -> Iterator[Path]:
    if not place.is_dir():
        yield place
        return
    try:
        entries = sorted(place.iterdir())
    except OSError as error:
        raise _unreadable(named, error) from error
    for entry in entries:
        if entry.is_file():
            yield entry


def _content(path: Path, named: str) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise CertificaatOnbruikbaar(f"{named}: dit is geen gewoon bestand en geen map.")
        with path.open("rb") as file:
            return file.read(LARGEST)
    except OSError as error:
        raise _unreadable(named, error) from error


def _certificates(data: bytes) -> bytes | None:
    """The certificates of a file in PEM; None if it has none, as a README or a list of revocations."""
    if any(begin in data for begin in CERTIFICATES):
        return data
    if data.startswith(DER):
        try:
            return ssl.DER_cert_to_PEM_cert(data).encode()
        except ValueError:
            return None
    return None


def _shown(cert: Path | None, cert_key: Path | None) -> tuple[str, str] | None:
    if cert is None:
        if cert_key is not None:
            raise CertificaatOnbruikbaar("--cert-key hoort bij een certificaat: noem dat met --cert.")
        return None
    key = cert if cert_key is None else cert_key
    _require_text(cert)
    content = _require_text(key)
    if SECRET not in content:
        raise CertificaatOnbruikbaar(
            f"{key}: hier staat geen geheime sleutel in; noem het bestand met de sleutel in --cert-key."
        )
    if any(mark in content for mark in ENCRYPTED):
        raise CertificaatOnbruikbaar(
            f"{key}: de geheime sleutel is met een wachtwoord beveiligd. Maak er een zonder, in een bestand"
            f" dat alleen u kunt lezen: openssl pkey -in {key} -out sleutel.pem"
        )
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_cert_chain(cert, key)
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            text = f"{key}: deze geheime sleutel hoort niet bij het certificaat in {cert}."
        else:
            text = f"{cert}: het certificaat of de geheime sleutel is niet te lezen; verwacht: PEM."
        raise CertificaatOnbruikbaar(text) from error
    return str(cert), str(key)


def _require_text(path: Path) -> bytes:
    """The content of a file in PEM. Raises for one of another form, such as PKCS #12."""
    content = _content(path, str(path))
    if BEGIN not in content:
        raise CertificaatOnbruikbaar(
            f"{path}: dit is geen PEM. Van een .p12 of .pfx maakt u het zo: openssl pkcs12 -in {path} -nodes"
            " -out certificaat.pem"
        )
    return content


def _unreadable(named: str, error: OSError) -> CertificaatOnbruikbaar:
    return CertificaatOnbruikbaar(f"{named}: {oorzaak(error) or error.strerror}.")
