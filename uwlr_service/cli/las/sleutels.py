"""``uwlr las key``: what a LAS proves itself with."""

from pathlib import Path

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.files import BESTAND, named
from uwlr_service.cli.las.opties import LAS, NAMENS
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.partner import Partnersleutel
from uwlr_service.domain.las.las import client_id

MOST_BYTES = 1024 * 1024
"""No more is read of a file; how large one may be is judged where it is read."""


@click.command(
    cls=Command,
    short_help="Beheer waarmee een LAS zich bewijst.",
    voorbeelden=(
        "uwlr las key 1 --jwks las.json            openbare sleutels van het LAS",
        "uwlr las key 1 --certificate las.pem      of zijn certificaat",
        "uwlr las key 1 --list",
        "uwlr las key 1 --remove 2",
    ),
)
@LAS
@option("--jwks", type=BESTAND, help="Registreer een JWK Set, of één openbare JWK.")
@option("--certificate", type=BESTAND, help="Registreer een certificaat (PEM of DER).")
@option("--list", "listed", is_flag=True, help="Toon wat er is geregistreerd.")
@option("--remove", type=parameters.NUMMER, metavar="NUMMER", help="Laat een sleutel vervallen.")
@NAMENS
@json_option
def key(
    las: int,
    jwks: Path | None,
    certificate: Path | None,
    listed: bool,
    remove: int | None,
    namens: str | None,
    as_json: bool,
) -> None:
    """Beheer waarmee een LAS zich bewijst.

    Een sleutel die vervalt, opent vanaf dat moment niets meer, ook niet met een token dat er al was.
    """
    if sum((jwks is not None, certificate is not None, listed, remove is not None)) != 1:
        raise click.UsageError("geef één van --jwks, --certificate, --list en --remove.")
    door = Handelende.opdrachtregel(namens)
    with opened() as diensten:
        beheer = diensten.lassleutels
        if remove is not None:
            beheer.remove(las, remove, door=door)
            _tell(las, remove, f"Sleutel {remove} van LAS {las} is vervallen.", as_json)
        elif jwks is not None:
            with named(jwks):
                number = beheer.add_jwks(las, _read(jwks), door=door)
            _tell_registered(las, number, as_json)
        elif certificate is not None:
            with named(certificate):
                number = beheer.add_certificate(las, _read(certificate), door=door)
            _tell_registered(las, number, as_json)
        else:
            _show(las, beheer.of_las(las), as_json)


def _tell_registered(las: int, number: int, as_json: bool) -> None:
    _tell(las, number, f"Sleutel {number} is geregistreerd. De client_id is {client_id(las)}.", as_json)


def _tell(las: int, number: int, text: str, as_json: bool) -> None:
    if as_json:
        show_json({"las": las, "sleutel": number, "client_id": client_id(las)})
    else:
        say(text)


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES)


def _show(las: int, sleutels: list[Partnersleutel], as_json: bool) -> None:
    if as_json:
        show_json([_record(sleutel) for sleutel in sleutels])
        return
    columns = ("nr", "soort", "kid of SHA-256", "geregistreerd", "vervallen")
    listing = table(f"Sleutels van {client_id(las)} ({len(sleutels)})", *columns, right=("nr",))
    for sleutel in sleutels:
        listing.add_row(
            str(sleutel.id),
            sleutel.soort.value,
            cell(", ".join(sleutel.namen)),
            amsterdam(sleutel.aangemaakt),
            amsterdam(sleutel.ingetrokken),
        )
    show(listing)


def _record(sleutel: Partnersleutel) -> dict[str, object]:
    return {
        "sleutel": sleutel.id,
        "soort": sleutel.soort.value,
        "namen": sleutel.namen,
        "aangemaakt": sleutel.aangemaakt,
        "ingetrokken": sleutel.ingetrokken,
    }
