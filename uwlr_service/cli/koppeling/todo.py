"""``uwlr koppeling todo``: what a school has to complete before the supplier gets every pupil."""

from collections.abc import Iterable
from itertools import groupby

import click
from rich.text import Text

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.errors import JUDGED_WRONG
from uwlr_service.cli.options import json_option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.uitwisseling.koppeling.todo import Todo


@click.command(cls=Command, voorbeelden=("uwlr koppeling todo 1", "uwlr koppeling todo 1 --json"))
@parameters.KOPPELING
@json_option
def todo(koppeling: int, as_json: bool) -> None:
    """Toon welke leerlingen iets missen wat deze koppeling vraagt.

    Leerlingen staan er met hun LAS-key, zonder naam. Wie wordt weggelaten, verdwijnt bij een
    leverancier die hem al had; is er zo iemand, dan eindigt de opdracht met 1. Een waarschuwing gaat
    over wat alleen de tekst van de standaard vraagt: die leerling gaat toch mee.
    """
    with opened() as diensten:
        found = diensten.todolijst.of_koppeling(koppeling)
    weggelaten = {(t.school, t.schooljaar, t.leerling) for t in found if t.weggelaten}
    if as_json:
        show_json([_record(t) for t in found])
    elif not found:
        say("Er ontbreekt niets: elke leerling van de afspraak gaat mee.", style="green")
    else:
        _show(koppeling, found)
        if weggelaten:
            say(
                f"Er {_worden(len(weggelaten))} weggelaten."
                " Vul de gegevens aan in het LAS en lees de school opnieuw in.",
                style="red",
            )
        else:
            say("Alle leerlingen gaan mee.", style="green")
    if weggelaten:
        click.get_current_context().exit(JUDGED_WRONG)


def warn_weggelaten(found: Iterable[Todo]) -> None:
    """Say beside a result for how many pupils of each link it is not enough; nothing when for all."""
    leerlingen: dict[int, set[tuple[str, str, str]]] = {}
    for item in found:
        if item.weggelaten:
            who = (str(item.school), item.schooljaar, item.leerling)
            leerlingen.setdefault(item.koppeling, set()).add(who)
    for koppeling, left_out in sorted(leerlingen.items()):
        say(
            f"Let op: bij koppeling {koppeling} {_worden(len(left_out))} weggelaten, omdat er gegevens"
            f" ontbreken. Welke: uwlr koppeling todo {koppeling}",
            style="yellow",
        )


def _worden(aantal: int) -> str:
    return "wordt 1 leerling" if aantal == 1 else f"worden {aantal} leerlingen"


def _show(koppeling: int, found: list[Todo]) -> None:
    """A table per school, so that keys have the room to stay whole."""
    found = sorted(found, key=lambda t: (str(t.school), t.schooljaar, not t.weggelaten, t.leerling))
    for (school, schooljaar), items in groupby(found, key=lambda t: (str(t.school), t.schooljaar)):
        columns = ("leerling", "ontbreekt", "gevolg", "versies")
        title = f"School {school}, schooljaar {schooljaar}: aan te vullen voor koppeling {koppeling}"
        listing = table(title, *columns, fixed=columns[:3])
        for item in items:
            listing.add_row(
                cell(item.leerling),
                cell(item.veld.removeprefix("leerling/")),
                _gevolg(item),
                " ".join(item.xsdversies),
            )
        show(listing)
    if any(item.weggelaten and item.eerder_verstrekt for item in found):
        show("Wie verdwijnt, had de leverancier al.")


def _gevolg(item: Todo) -> Text:
    if not item.weggelaten:
        return cell("waarschuwing", "yellow")
    return cell("verdwijnt", "bold red") if item.eerder_verstrekt else cell("weggelaten", "red")


def _record(item: Todo) -> dict[str, object]:
    return {
        "school": str(item.school),
        "schooljaar": item.schooljaar,
        "leerling": item.leerling,
        "veld": item.veld,
        "xsdversies": list(item.xsdversies),
        "weggelaten": item.weggelaten,
        "eerder_verstrekt": item.eerder_verstrekt,
    }
