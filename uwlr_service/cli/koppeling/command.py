"""``uwlr koppeling``: the links between suppliers and schools."""

from datetime import timedelta

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Group
from uwlr_service.cli.environment import opened
from uwlr_service.cli.koppeling.aanvraag import add
from uwlr_service.cli.koppeling.afspraak import afspraak
from uwlr_service.cli.koppeling.gegevenssetid import gegevenssetid
from uwlr_service.cli.koppeling.generiek import generiek
from uwlr_service.cli.koppeling.intrekking import revoke, verwijderd
from uwlr_service.cli.koppeling.lijst import list_
from uwlr_service.cli.koppeling.partner import key, webhook
from uwlr_service.cli.koppeling.pauze import pause, resume
from uwlr_service.cli.koppeling.school import school_
from uwlr_service.cli.koppeling.show import show_overzicht
from uwlr_service.cli.koppeling.todo import todo
from uwlr_service.cli.koppeling.uitgifte import show_uitgifte
from uwlr_service.cli.koppeling.voorstel import accept, decline, extend, voorstellen
from uwlr_service.cli.koppeling.voorstelgroep import voorstel
from uwlr_service.cli.options import json_option, option
from uwlr_service.domain.account.handelende import Handelende

OVERLAP_DAYS = 14


@click.group(
    cls=Group,
    voorbeelden=(
        "uwlr koppeling add --klantnaam UitgeverX --klantcode UX1 --school 99XX/16",
        "uwlr koppeling afspraak 1 --veld leerkracht/emailadres=uit --jaargroep 8",
        "uwlr koppeling show 1",
    ),
)
def command() -> None:
    """Koppelingen: welke leverancier wat van een school krijgt."""


command.add_command(add)
command.add_command(list_)
command.add_command(school_)
command.add_command(pause)
command.add_command(resume)
command.add_command(voorstel)


@command.command(
    "show",
    short_help="Toon sleutels, afspraken en verstrekkingen.",
    voorbeelden=("uwlr koppeling show 1", "uwlr koppeling show 1 --json"),
)
@parameters.KOPPELING
@json_option
def show_(koppeling: int, as_json: bool) -> None:
    """Toon een koppeling: sleutels, afspraken en wat er is verstrekt."""
    with opened() as diensten:
        overzicht = diensten.koppelingbeheer.get(koppeling)
    show_overzicht(overzicht, as_json)


@command.command(
    voorbeelden=(
        "uwlr koppeling rotate 1                    de oude sleutel werkt nog 14 dagen",
        "uwlr koppeling rotate 1 --dagen 0          de oude sleutel werkt meteen niet meer",
    ),
    formerly={"--overlap": "--dagen"},
)
@parameters.KOPPELING
@option(
    "--dagen",
    type=click.IntRange(min=0, max=366),
    default=OVERLAP_DAYS,
    metavar="N",
    help=f"Hoeveel dagen de oude sleutel nog werkt; anders {OVERLAP_DAYS}.",
)
@json_option
def rotate(koppeling: int, dagen: int, as_json: bool) -> None:
    """Geef een koppeling een nieuwe sleutel."""
    with opened() as diensten:
        uitgifte = diensten.koppelingbeheer.rotate(
            koppeling, timedelta(days=dagen), door=Handelende.opdrachtregel()
        )
    show_uitgifte(uitgifte, as_json)


for subcommand in (
    revoke,
    verwijderd,
    afspraak,
    generiek,
    gegevenssetid,
    extend,
    voorstellen,
    accept,
    decline,
    todo,
    key,
    webhook,
):
    command.add_command(subcommand)
