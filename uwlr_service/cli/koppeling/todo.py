"""``uwlr koppeling todo``: what a school has to complete before the supplier gets every pupil."""

from itertools import groupby
from typing import TYPE_CHECKING

import click
from rich.text import Text

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.errors import JUDGED_WRONG
from uwlr_service.cli.options import json_option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.cli.weggelaten import leerling_of, worden

if TYPE_CHECKING:
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
        todos = diensten.todolijst.of_koppeling(koppeling)
    weggelaten = {leerling_of(todo) for todo in todos if todo.weggelaten}
    if as_json:
        show_json([_record(todo) for todo in todos])
    elif not todos:
        say("Er ontbreekt niets: elke leerling van de afspraak gaat mee.", style="green")
    else:
        _show(koppeling, todos)
        if weggelaten:
            say(
                f"Er {worden(len(weggelaten))} weggelaten."
                " Vul de gegevens aan in het LAS en lees de school opnieuw in.",
                style="red",
            )
        else:
            say("Alle leerlingen gaan mee.", style="green")
    if weggelaten:
        click.get_current_context().exit(JUDGED_WRONG)


def _show(koppeling: int, todos: "list[Todo]") -> None:
    """A table per school, so that keys have the room to stay whole."""
    ordered = sorted(todos, key=_by_school)
    for (school, schooljaar), of_school in groupby(ordered, key=_school_of):
        columns = ("leerling", "ontbreekt", "gevolg", "versies")
        title = f"School {school}, schooljaar {schooljaar}: aan te vullen voor koppeling {koppeling}"
        listing = table(title, *columns, fixed=columns[:3])
        for todo in of_school:
            listing.add_row(
                cell(todo.leerling),
                cell(todo.veld.removeprefix("leerling/")),
                _gevolg(todo),
                " ".join(todo.xsdversies),
            )
        show(listing)
    if any(todo.weggelaten and todo.eerder_verstrekt for todo in todos):
        show("Wie verdwijnt, had de leverancier al.")


def _school_of(todo: "Todo") -> tuple[str, str]:
    return str(todo.school), todo.schooljaar


def _by_school(todo: "Todo") -> tuple[str, str, bool, str]:
    """Within a school, pupils that are left out come before warnings."""
    return str(todo.school), todo.schooljaar, not todo.weggelaten, todo.leerling


def _gevolg(todo: "Todo") -> Text:
    if not todo.weggelaten:
        return cell("waarschuwing", "yellow")
    if todo.eerder_verstrekt:
        return cell("verdwijnt", "bold red")
    return cell("weggelaten", "red")


def _record(todo: "Todo") -> dict[str, object]:
    return {
        "school": str(todo.school),
        "schooljaar": todo.schooljaar,
        "leerling": todo.leerling,
        "veld": todo.veld,
        "xsdversies": list(todo.xsdversies),
        "weggelaten": todo.weggelaten,
        "eerder_verstrekt": todo.eerder_verstrekt,
    }
