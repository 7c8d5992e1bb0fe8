"""The options of commands that are the side of the LAS: which service is called, and by whom."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.files import BESTAND
from uwlr_service.cli.options import option
from uwlr_service.cli.tls import TLS, key_of, trust_of

if TYPE_CHECKING:
    from uwlr_service.client.las import LasClient

STAND = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasdienst:
    """Which service is called, as which LAS, and how it is proven."""

    url: str
    las: int
    key_file: Path | None
    ca: Path | None
    cert: Path | None
    cert_key: Path | None

    def clients(self) -> "Callable[[], LasClient]":
        """What makes a client, one for each thread. Raises UsageError for a file that is of no use."""
        if self.key_file is None and self.cert is None:
            raise click.UsageError("geef --key-file, of --cert met een certificaat dat de dienst kent.")
        from uwlr_service.client.las import LasClient

        key = None if self.key_file is None else key_of(self.key_file)
        trust = trust_of(self.url, self)
        return lambda: LasClient(self.url, self.las, key, trust=trust)


LASDIENST = (
    option(
        "--url",
        required=True,
        type=parameters.ADRES,
        metavar="ADRES",
        help="Het adres van de dienst: https://uwlr.example.nl.",
    ),
    option(
        "--las",
        required=True,
        type=parameters.NUMMER,
        help="Het nummer van het LAS, zoals de dienst het gaf.",
    ),
    option(
        "--key-file",
        type=BESTAND,
        help="De geheime sleutel van het LAS (JWK of PEM), waarvan de dienst het openbare deel kent. Zonder"
        " is het certificaat van --cert het bewijs.",
    ),
    *TLS,
)
"""The options of ``Lasdienst``."""
