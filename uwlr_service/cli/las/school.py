"""``uwlr las school``: a LAS gets a school, or loses one."""

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Group
from uwlr_service.cli.environment import opened
from uwlr_service.cli.las.lijst import as_record
from uwlr_service.cli.las.opties import LAS, NAMENS
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show_json
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.las.las import Lasregistratie
from uwlr_service.domain.school.school import Schoolcode

SCHOLEN = option(
    "--school",
    "scholen",
    multiple=True,
    required=True,
    type=parameters.SCHOOL,
    metavar="SCHOOL",
    help=f"{parameters.SCHOOL_HELP} Mag vaker.",
)


@click.group(
    "school",
    cls=Group,
    short_help="De scholen van een LAS.",
    voorbeelden=(
        "uwlr las school add 1 --school 99XX/16",
        "uwlr las school remove 1 --school 99XX/16",
    ),
)
def school_() -> None:
    """De scholen van een LAS: geef er een bij, of neem er een af."""


@school_.command(voorbeelden=("uwlr las school add 1 --school 99XX/16",))
@LAS
@SCHOLEN
@NAMENS
@json_option
def add(las: int, scholen: tuple[Schoolcode, ...], namens: str | None, as_json: bool) -> None:
    """Geef een LAS scholen erbij. Er hoeft nog niets van bekend te zijn."""
    with opened() as diensten:
        registratie = diensten.lasregister.give(las, scholen, door=Handelende.opdrachtregel(namens))
    _tell(registratie, as_json)


@school_.command(
    short_help="Neem een LAS scholen af.", voorbeelden=("uwlr las school remove 1 --school 99XX/16",)
)
@LAS
@SCHOLEN
@NAMENS
@json_option
def remove(las: int, scholen: tuple[Schoolcode, ...], namens: str | None, as_json: bool) -> None:
    """Neem een LAS scholen af, met ingang van nu. De gegevens van de scholen blijven staan."""
    with opened() as diensten:
        registratie = diensten.lasregister.take(las, scholen, door=Handelende.opdrachtregel(namens))
    _tell(registratie, as_json)


def _tell(registratie: Lasregistratie, as_json: bool) -> None:
    if as_json:
        show_json(as_record(registratie))
        return
    number = len(registratie.scholen)
    say(f"LAS {registratie.las.id} heeft nu {number} {'school' if number == 1 else 'scholen'}.")
