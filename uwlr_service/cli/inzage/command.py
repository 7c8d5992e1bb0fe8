"""``uwlr inzage``: what went where of one pupil or guardian."""

from datetime import date

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.inzage.view import say_warnings, show_overzicht
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import show_json
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.inzage.as_json import as_record
from uwlr_service.domain.school.school import Schoolcode


@click.command(
    "inzage",
    cls=Command,
    short_help="Inzage: wie wat kreeg van een leerling of ouder.",
    voorbeelden=(
        "uwlr inzage --school 99XX/16 --leerling L-1001",
        "uwlr inzage --school 99XX/16 --leerling L-1001 --van 2026-08-01 --json",
        "uwlr inzage --school 99XX/16 --verzorger V-2002",
    ),
)
@option("--school", required=True, type=parameters.SCHOOL, help=parameters.SCHOOL_HELP)
@option("--leerling", metavar="KEY", help="De key van de leerling in het LAS.")
@option("--verzorger", metavar="KEY", help="De key van een ouder of verzorger in het LAS.")
@option("--van", type=parameters.DATUM, metavar="DATUM", help="Vanaf deze dag.")
@option("--tot", type=parameters.DATUM, metavar="DATUM", help="Tot en met deze dag.")
@json_option
def command(
    school: Schoolcode,
    leerling: str | None,
    verzorger: str | None,
    van: date | None,
    tot: date | None,
    as_json: bool,
) -> None:
    """Inzage: wie wat kreeg van een leerling of ouder.

    Per leverancier staat er welke velden zijn verstrekt, met de waarde van toen, hoe en hoe vaak. Ook
    staat er welke resultaten terugkwamen. Dat u dit opvraagt, komt in het logboek.
    """
    if (leerling is None) == (verzorger is None):
        raise click.UsageError("noem --leerling of --verzorger, en niet allebei.")
    if van is not None and tot is not None and van > tot:
        raise click.UsageError("--van ligt na --tot.")
    door = Handelende.opdrachtregel()
    with opened() as diensten:
        if leerling is not None:
            overzicht = diensten.inzage.of_leerling(school, leerling, van, tot, door=door)
        else:
            overzicht = diensten.inzage.of_verzorger(school, str(verzorger), van, tot, door=door)
    say_warnings(overzicht)
    if as_json:
        show_json(as_record(overzicht))
    else:
        show_overzicht(overzicht)
