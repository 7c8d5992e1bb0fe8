"""What commands need that call a server: whom they trust over TLS, and how they are known there."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from uwlr_service.cli.options import option
from uwlr_service.domain.fouten import DocumentOngeldig

if TYPE_CHECKING:
    from uwlr_service.client.trust import Trust

PLACE = click.Path(path_type=Path)
"""What is wrong with such a file is said by the module that reads it, also for those of the environment."""
TLS = (
    option(
        "--ca",
        type=PLACE,
        metavar="BESTAND|MAP",
        help="De uitgevers van certificaten die te vertrouwen zijn (PEM), in plaats van de bekende. Anders"
        " die van REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE en SSL_CERT_FILE.",
    ),
    option(
        "--cert",
        type=PLACE,
        metavar="BESTAND",
        help="Het certificaat waarmee u zich bij de server bekendmaakt (PEM).",
    ),
    option(
        "--cert-key",
        type=PLACE,
        metavar="BESTAND",
        help="De geheime sleutel daarbij, als die niet in hetzelfde bestand staat.",
    ),
)


class Tls(Protocol):
    """The values of those options."""

    @property
    def ca(self) -> Path | None: ...

    @property
    def cert(self) -> Path | None: ...

    @property
    def cert_key(self) -> Path | None: ...


def trust_of(url: str, given: Tls) -> "Trust":
    """What was given for an address, as the clients take it. Raises UsageError for a file of no use.

    What the environment names is read for https only: it may be meant for other programs.
    """
    from uwlr_service.client.fouten import CertificaatOnbruikbaar
    from uwlr_service.client.trust import Trust

    try:
        environ = os.environ if url.lower().startswith("https:") else {}
        return Trust.read(given.ca, given.cert, given.cert_key, environ)
    except CertificaatOnbruikbaar as fout:
        raise click.UsageError(fout.tekst) from fout


def key_of(path: Path) -> dict[str, Any]:
    """The private key of the caller. Raises BadParameter for a file of --key-file that is of no use."""
    from uwlr_service.formats.bestanden import read_whole
    from uwlr_service.formats.limits import JSON
    from uwlr_service.formats.oauth import eigensleutel

    try:
        return eigensleutel.read(read_whole(path, JSON.bytes))
    except DocumentOngeldig as fout:
        raise click.BadParameter(f"{path}: {fout.tekst}", param_hint="--key-file") from fout


def keys_of_sender(path: Path) -> list[dict[str, Any]]:
    """The keys of a sender; a file without any is a wrong call."""
    from uwlr_service.formats.bestanden import read_whole
    from uwlr_service.formats.limits import JSON
    from uwlr_service.formats.oauth.jwks import read_published

    try:
        keys = read_published(read_whole(path, JSON.bytes))
    except DocumentOngeldig as fout:
        raise click.BadParameter(f"{path}: {fout.tekst}", param_hint="--jwks") from fout
    if not keys:
        raise click.BadParameter(f"{path}: Hierin staat geen sleutel van een afzender.", param_hint="--jwks")
    return keys
