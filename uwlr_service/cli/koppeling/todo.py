"""``uwlr koppeling todo``: what a school has to complete before the supplier gets every pupil."""

from itertools import groupby
from typing import TYPE_CHECKING

import click
from rich.text import Text

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.errors import JUDGED_WRONG
from uwlr_service.cli.koppeling.show import gegevenssetid_line
from uwlr_service.cli.listing import MOST_TABLES
from uwlr_service.cli.options import json_option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.cli.weggelaten import leerling_of, warn_roosters, worden
from uwlr_service.domain.koppeling.gkvsets import GKV_VERSIE
from uwlr_service.domain.koppeling.klant import Koppeling

if TYPE_CHECKING:
    from uwlr_service.uitwisseling.koppeling.todo import Roosteruit, Todo


AFSPRAAK = "afspraak"
GEGEVENS = "gegevens"
REMEDY = {
    AFSPRAAK: (
        "Wat een school volgens de afspraak niet geeft, zet u aan als die dat wil:"
        " uwlr koppeling afspraak ID --veld ELEMENT/VELD=aan"
    ),
    GEGEVENS: "Vul de gegevens aan in het LAS en lees de school opnieuw in.",
}
"""What to do, by what a pupil is left out for; as ``oorzaak`` in ``/las/v1``."""


@click.command(
    cls=Command,
    short_help="Toon wat er bij een koppeling nog te doen is.",
    voorbeelden=(
        "uwlr koppeling todo            bij alle koppelingen",
        "uwlr koppeling todo 1",
        "uwlr koppeling todo 1 --json",
    ),
)
@click.argument("koppeling", metavar="[ID]", type=parameters.NUMMER, required=False)
@json_option
def todo(koppeling: int | None, as_json: bool) -> None:
    """Toon welke leerlingen iets missen wat een koppeling vraagt; zonder ID bij alle koppelingen.

    Leerlingen staan er met hun LAS-key, zonder naam. Wie wordt weggelaten, verdwijnt bij een
    leverancier die hem al had; is er zo iemand, dan eindigt de opdracht met 1. Een waarschuwing gaat
    over wat alleen de tekst van de standaard vraagt: die leerling gaat toch mee.

    Ook koppelingen die een vraag om een onbekende gegevensset nog beantwoorden staan hier, en ook dan
    eindigt de opdracht met 1 ('uwlr koppeling gegevenssetid'). Zo ook een school die OneRoster of SDS in
    de pakketten wil, en niet geeft wat dat formaat vraagt.
    """
    with opened() as diensten:
        if koppeling is None:
            todos = diensten.todolijst.of_all()
        else:
            todos = diensten.todolijst.of_koppeling(koppeling)
        lenient = diensten.koppelingbeheer.lenient(koppeling)
        roosters = diensten.todolijst.roosters_uit(koppeling)
    left_out = [todo for todo in todos if todo.weggelaten]
    if as_json:
        records = [*map(_record, todos), *map(_lenient_record, lenient)]
        records += [_rooster_record(uit, veld) for uit in roosters for veld in uit.velden]
        if koppeling is not None:
            for record in records:
                del record["koppeling"]
        show_json(records)
    elif todos:
        _show(todos)
    if not as_json:
        _say_result(bool(todos), left_out)
    for link in lenient:
        say(
            f"{gegevenssetid_line(link)} Zet dat om als de uitgever een bekende naam stuurt:"
            f" uwlr koppeling gegevenssetid {link.id} --streng",
            style="yellow",
        )
    warn_roosters(roosters)
    if left_out or lenient or roosters:
        click.get_current_context().exit(JUDGED_WRONG)


def _say_result(is_incomplete: bool, left_out: "list[Todo]") -> None:
    if left_out:
        aantal = len({leerling_of(todo) for todo in left_out})
        advice = " ".join(REMEDY[oorzaak] for oorzaak in sorted({_oorzaak(todo) for todo in left_out}))
        say(f"Er {worden(aantal)} weggelaten. {advice}", style="red")
    elif is_incomplete:
        say("Alle leerlingen gaan mee.", style="green")
    else:
        say("Er ontbreekt niets: elke leerling van de afspraak gaat mee.", style="green")


def _show(todos: "list[Todo]") -> None:
    """A table per school, so that keys have the room to stay whole."""
    ordered = sorted(todos, key=_by_school)
    scholen = [(school, list(of_school)) for school, of_school in groupby(ordered, key=_school_of)]
    for (koppeling, school, schooljaar), of_school in scholen[:MOST_TABLES]:
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
    if len(scholen) > MOST_TABLES:
        show(f"En nog {len(scholen) - MOST_TABLES} keer een school; met --json komen ze alle.")
    if any(todo.weggelaten and todo.eerder_verstrekt for todo in todos):
        show("Wie verdwijnt, had de leverancier al.")


def _school_of(todo: "Todo") -> tuple[int, str, str]:
    return todo.koppeling, str(todo.school), todo.schooljaar


def _by_school(todo: "Todo") -> tuple[int, str, str, bool, str]:
    """Within a school, pupils that are left out come before warnings."""
    return todo.koppeling, str(todo.school), todo.schooljaar, not todo.weggelaten, todo.leerling


def _gevolg(todo: "Todo") -> Text:
    if not todo.weggelaten:
        return cell("waarschuwing", "yellow")
    if todo.eerder_verstrekt:
        return cell("verdwijnt", "bold red")
    return cell("weggelaten", "red")


def _record(todo: "Todo") -> dict[str, object]:
    return {
        "koppeling": todo.koppeling,
        "school": str(todo.school),
        "schooljaar": todo.schooljaar,
        "leerling": todo.leerling,
        "veld": todo.veld,
        "xsdversies": list(todo.xsdversies),
        "oorzaak": _oorzaak(todo),
        "weggelaten": todo.weggelaten,
        "eerder_verstrekt": todo.eerder_verstrekt,
    }


def _oorzaak(todo: "Todo") -> str:
    return AFSPRAAK if todo.afgesproken else GEGEVENS


def _lenient_record(link: Koppeling) -> dict[str, object]:
    """A link that passes over an unknown set, with the fields of the others: it is about no pupil."""
    return {
        "koppeling": link.id,
        "school": None,
        "schooljaar": None,
        "leerling": None,
        "veld": "gegevenssetid",
        "xsdversies": [],
        "oorzaak": None,
        "weggelaten": False,
        "eerder_verstrekt": False,
    }


def _rooster_record(uit: "Roosteruit", veld: str) -> dict[str, object]:
    """A field without which a roster is off in each package, with the fields of the others."""
    return {
        "koppeling": uit.koppeling,
        "school": str(uit.school),
        "schooljaar": None,
        "leerling": None,
        "veld": veld,
        "xsdversies": [GKV_VERSIE],
        "oorzaak": AFSPRAAK,
        "weggelaten": False,
        "eerder_verstrekt": False,
        "rooster": uit.rooster,
    }
