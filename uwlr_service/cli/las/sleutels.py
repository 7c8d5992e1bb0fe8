"""``uwlr las key``: what a LAS proves itself with."""

from pathlib import Path

import click

from uwlr_service.cli.aansluiting import sleutels
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.las.opties import LAS, NAMENS
from uwlr_service.cli.options import json_option
from uwlr_service.cli.output import say, show_json
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.las.las import client_id


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
@sleutels.sleutelopties
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
    sleutels.require_one(jwks, certificate, listed=listed, remove=remove)
    door = Handelende.opdrachtregel(namens)
    with opened() as diensten:
        beheer = diensten.lassleutels
        if remove is not None:
            beheer.remove(las, remove, door=door)
            _tell(las, remove, f"Sleutel {remove} van LAS {las} is vervallen.", as_json)
        elif (path := jwks or certificate) is not None:
            number = sleutels.register(beheer, las, path, is_jwks=jwks is not None, door=door)
            _tell(
                las, number, f"Sleutel {number} is geregistreerd. De client_id is {client_id(las)}.", as_json
            )
        elif as_json:
            show_json([sleutels.as_record(sleutel) for sleutel in beheer.of_las(las)])
        else:
            sleutels.show_sleutels(client_id(las), beheer.of_las(las))


def _tell(las: int, number: int, text: str, as_json: bool) -> None:
    if as_json:
        show_json({"las": las, "sleutel": number, "client_id": client_id(las)})
    else:
        say(text)
