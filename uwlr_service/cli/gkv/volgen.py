"""``uwlr gkv dormant`` and ``notify``: who does not collect, and telling who waits."""

from dataclasses import asdict
from datetime import timedelta

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.gkv.ontvangst import DORMANT, Slapend


@click.command(cls=Command, voorbeelden=("uwlr gkv dormant", "uwlr gkv dormant --days 30 --json"))
@option(
    "--days",
    type=click.IntRange(1, 3650),
    default=DORMANT.days,
    metavar="DAGEN",
    help=f"Hoeveel dagen er niets is opgehaald; anders {DORMANT.days}.",
)
@json_option
def dormant(days: int, as_json: bool) -> int:
    """Toon koppelingen en scholen waarvan de leveringen niet worden opgehaald.

    Vraag de school of zo'n koppeling nog nodig is: gegevens die niemand ophaalt, hoeven niet klaar te
    liggen. Is er een, dan eindigt de opdracht met 1.
    """
    with opened() as diensten:
        found = diensten.volger.slapend(timedelta(days=days))
    if as_json:
        show_json([{**asdict(one), "school": str(one.school)} for one in found])
    elif found:
        _show(days, found)
    else:
        say(f"Geen koppeling is langer dan {days} dagen niet opgehaald.", style="green")
    return JUDGED_WRONG if found else GOOD


def _show(days: int, found: list[Slapend]) -> None:
    columns = ("koppeling", "klantnaam", "school", "laatst opgehaald", "blijft liggen")
    listing = table(f"Niets opgehaald in {days} dagen", *columns, right=("koppeling", "blijft liggen"))
    for one in found:
        listing.add_row(
            str(one.koppeling),
            cell(one.klantnaam),
            cell(one.school),
            amsterdam(one.laatst_opgehaald) or "nooit",
            str(one.niet_opgehaald),
        )
    show(listing)


@click.command(cls=Command, voorbeelden=("uwlr gkv notify",))
@json_option
def notify(as_json: bool) -> None:
    """Verstuur de webhooks die klaarstaan, één keer.

    Wat niet aankomt, wordt later opnieuw geprobeerd, een dag lang.
    """
    with opened() as diensten:
        done = diensten.webhooks.notify()
    if as_json:
        show_json(asdict(done))
    else:
        say(f"Bezorgd: {done.bezorgd}. Uitgesteld: {done.uitgesteld}. Opgegeven: {done.opgegeven}.")
