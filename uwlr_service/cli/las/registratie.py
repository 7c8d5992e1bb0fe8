"""``uwlr las add``: registers a LAS for some schools, or for all."""

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.las.lijst import as_record
from uwlr_service.cli.las.opties import NAMENS
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show_json
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.las.las import client_id
from uwlr_service.domain.school.school import Schoolcode


@click.command(
    cls=Command,
    short_help="Registreer een LAS.",
    voorbeelden=(
        "uwlr las add --naam ParnasLAS --alle-scholen",
        "uwlr las add --naam ParnasLAS --school 99XX/16 --school 99YY",
    ),
)
@option("--naam", required=True, metavar="NAAM", help="Hoe het LAS heet.")
@option(
    "--school",
    "scholen",
    multiple=True,
    type=parameters.SCHOOL,
    metavar="SCHOOL",
    help=f"{parameters.SCHOOL_HELP} Mag vaker; er hoeft nog niets van bekend te zijn.",
)
@option("--alle-scholen", is_flag=True, help="Elke school, ook die nog komt.")
@NAMENS
@json_option
def add(
    naam: str, scholen: tuple[Schoolcode, ...], alle_scholen: bool, namens: str | None, as_json: bool
) -> None:
    """Registreer een LAS, voor alle scholen of voor de scholen die u noemt.

    Het LAS kan pas iets als het een sleutel heeft: uwlr las key.
    """
    if alle_scholen == bool(scholen):
        raise click.UsageError("geef --school, of --alle-scholen.")
    with opened() as diensten:
        door = Handelende.opdrachtregel(namens)
        registratie = diensten.lasregister.add(naam, scholen, alle_scholen=alle_scholen, door=door)
    if as_json:
        show_json(as_record(registratie))
        return
    number = registratie.las.id
    say(f"LAS {number} is geregistreerd. De client_id is {client_id(number)}.")
    say(f"Registreer nu een sleutel: uwlr las key {number} --jwks BESTAND")
