"""What a partner or a LAS proves itself with: registered, removed and shown by ``uwlr ... key``."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol, TypeVar

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.files import BESTAND, named
from uwlr_service.cli.options import option
from uwlr_service.cli.output import cell, show, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.partner import Partnersleutel

MOST_BYTES = 1024 * 1024
"""No more is read of a file; how large one may be is judged where it is read."""
F = TypeVar("F", bound=Callable[..., object])
OPTIONS = (
    option("--jwks", type=BESTAND, help="Registreer een JWK Set, of één openbare JWK."),
    option("--certificate", type=BESTAND, help="Registreer een certificaat (PEM of DER)."),
    option("--list", "listed", is_flag=True, help="Toon wat er is geregistreerd."),
    option("--remove", type=parameters.NUMMER, metavar="NUMMER", help="Laat een sleutel vervallen."),
)


class Sleutelbeheer(Protocol):
    """Where keys are registered, by the number of whoever has them."""

    def add_jwks(self, number: int, data: bytes, /, *, door: Handelende) -> int:
        """Register a JWK Set; returns its number."""

    def add_certificate(self, number: int, data: bytes, /, *, door: Handelende) -> int:
        """Register a certificate, in the same way."""


def sleutelopties(command: F) -> F:
    """Give a command the options by which one chooses what is done."""
    for each in reversed(OPTIONS):
        command = each(command)
    return command


def require_one(jwks: Path | None, certificate: Path | None, *, listed: bool, remove: int | None) -> None:
    """Raise UsageError unless one of the options was given."""
    if sum((jwks is not None, certificate is not None, listed, remove is not None)) != 1:
        raise click.UsageError("geef één van --jwks, --certificate, --list en --remove.")


def register(beheer: Sleutelbeheer, number: int, path: Path, *, is_jwks: bool, door: Handelende) -> int:
    """Register what a file holds; returns the number of the key."""
    with named(path):
        with path.open("rb") as file:
            data = file.read(MOST_BYTES)
        add = beheer.add_jwks if is_jwks else beheer.add_certificate
        return add(number, data, door=door)


def show_sleutels(client: str, sleutels: Iterable[Partnersleutel]) -> None:
    """A table of keys, with those that were removed."""
    rows = list(sleutels)
    columns = ("nr", "soort", "kid of SHA-256", "geregistreerd", "vervallen")
    listing = table(f"Sleutels van {client} ({len(rows)})", *columns, right=("nr",))
    for sleutel in rows:
        listing.add_row(
            str(sleutel.id),
            f"{sleutel.soort.value} (proeftuin)" if sleutel.proeftuin else sleutel.soort.value,
            cell(", ".join(sleutel.namen)),
            amsterdam(sleutel.aangemaakt),
            amsterdam(sleutel.ingetrokken),
        )
    show(listing)


def as_record(sleutel: Partnersleutel) -> dict[str, object]:
    """A key for programs."""
    return {
        "sleutel": sleutel.id,
        "soort": sleutel.soort.value,
        "namen": sleutel.namen,
        "aangemaakt": sleutel.aangemaakt,
        "ingetrokken": sleutel.ingetrokken,
    }
