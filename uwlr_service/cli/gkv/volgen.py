"""``uwlr gkv dormant`` and ``notify``: which partners do not collect, and messages to those that wait."""

from dataclasses import asdict
from datetime import timedelta

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.gkv.ontvangst import DORMANT, Slapend


@click.command(
    cls=Command,
    short_help="Toon slapende koppelingen en scholen.",
    voorbeelden=("uwlr gkv dormant", "uwlr gkv dormant --dagen 30 --json"),
    formerly={"--days": "--dagen"},
)
@option(
    "--dagen",
    type=click.IntRange(1, 3650),
    default=DORMANT.days,
    metavar="N",
    help=f"Hoeveel dagen er niets is opgehaald; anders {DORMANT.days}.",
)
@json_option
def dormant(dagen: int, as_json: bool) -> int:
    """Toon slapende koppelingen en scholen: hun leveringen worden niet opgehaald.

    Vraag de school of zo'n koppeling nog nodig is: gegevens die niemand ophaalt, hoeven niet klaar te
    liggen. Is er een, dan eindigt de opdracht met 1.
    """
    with opened() as diensten:
        slapenden = diensten.volger.slapend(timedelta(days=dagen), door=Handelende.opdrachtregel())
    if as_json:
        show_json([{**asdict(slapend), "school": str(slapend.school)} for slapend in slapenden])
    elif slapenden:
        _show(dagen, slapenden)
    else:
        say(f"Geen koppeling is langer dan {dagen} dagen niet opgehaald.", style="green")
    return JUDGED_WRONG if slapenden else GOOD


def _show(dagen: int, slapenden: list[Slapend]) -> None:
    columns = ("koppeling", "klantnaam", "school", "laatst opgehaald", "blijft liggen")
    listing = table(f"Niets opgehaald in {dagen} dagen", *columns, right=("koppeling", "blijft liggen"))
    for slapend in slapenden:
        listing.add_row(
            str(slapend.koppeling),
            cell(slapend.klantnaam),
            cell(slapend.school),
            amsterdam(slapend.laatst_opgehaald) or "nooit",
            str(slapend.niet_opgehaald),
        )
    show(listing)


@click.command(cls=Command, voorbeelden=("uwlr gkv notify",))
@json_option
def notify(as_json: bool) -> None:
    """Verstuur de webhooks die klaarstaan, één keer.

    Wat niet aankomt, wordt later opnieuw geprobeerd, een dag lang.
    """
    with opened() as diensten:
        ronde = diensten.webhooks.notify()
    if as_json:
        show_json(asdict(ronde))
    else:
        say(f"Bezorgd: {ronde.bezorgd}. Uitgesteld: {ronde.uitgesteld}. Opgegeven: {ronde.opgegeven}.")
