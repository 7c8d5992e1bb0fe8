"""``uwlr config``: which settings a command works with."""

from collections.abc import Iterable
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from uwlr_service.cli.command import Group
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG
from uwlr_service.cli.options import json_option
from uwlr_service.cli.output import cell, plain, say, show, show_json
from uwlr_service.config.inspectie import Inspectie, Instelling, inspect
from uwlr_service.config.reading import Herkomst

NONE = "geen"


@click.group(cls=Group, voorbeelden=("uwlr config show", "uwlr config show --json"))
def command() -> None:
    """De instellingen: wat een opdracht hier leest, en waaruit."""


@command.command("show", voorbeelden=("uwlr config show", "uwlr config show --json"))
@json_option
def show_(as_json: bool) -> int:
    """Toon elke instelling, met de waarde en waar die vandaan komt.

    Het antwoord geldt voor deze gebruiker in deze map: voor de omgeving van deze opdracht en het bestand
    .env. Geheimen en wachtwoorden staan er niet in. Er is geen database nodig, en er wordt niets gemaakt.
    Eindigt met 1 als een instelling niet deugt.
    """
    inspectie = inspect()
    if as_json:
        show_json(_record(inspectie))
    else:
        _show(inspectie)
    return GOOD if inspectie.is_right else JUDGED_WRONG


def _show(inspectie: Inspectie) -> None:
    for naam, waarde in (
        ("Database", inspectie.adres or NONE),
        ("Map", inspectie.map),
        ("Gebruiker", inspectie.gebruiker),
        (".env", inspectie.dotenv or NONE),
        ("Instellingen van de dienst", inspectie.installed or NONE),
    ):
        show(Text(f"{naam}: {plain(waarde)}"))
    show(Text(), _listing(inspectie.instellingen))
    faults = [inspectie.fout, *(instelling.fout for instelling in inspectie.instellingen)]
    for fault in filter(None, faults):
        say(f"Fout: {fault}", style="red")
    for opmerking in inspectie.opmerkingen:
        say(f"Let op: {opmerking}", style="yellow")


def _listing(instellingen: Iterable[Instelling]) -> Table:
    """A line for each setting; a long value goes on below itself, so that 80 columns will do."""
    listing = Table(box=None, pad_edge=False, header_style="bold")
    listing.add_column("instelling", no_wrap=True)
    listing.add_column("waarde", overflow="fold")
    listing.add_column("uit", no_wrap=True)
    for instelling in instellingen:
        style = "red" if instelling.fout is not None else ""
        listing.add_row(
            cell(instelling.naam, style), cell(instelling.waarde or NONE, style), cell(_origin(instelling))
        )
    return listing


def _origin(instelling: Instelling) -> str:
    if instelling.herkomst is Herkomst.BESTAND and instelling.bestand is not None:
        line = "" if instelling.regel is None else f", regel {instelling.regel}"
        return f"{instelling.bestand.name}{line}"
    return str(instelling.herkomst)


def _record(inspectie: Inspectie) -> dict[str, object]:
    return {
        "database": inspectie.adres,
        "map": inspectie.map,
        "gebruiker": inspectie.gebruiker,
        "dotenv": _path(inspectie.dotenv),
        "instellingen_van_de_dienst": _path(inspectie.installed),
        "fout": inspectie.fout,
        "instellingen": [
            {
                "naam": instelling.naam,
                "waarde": instelling.waarde,
                "herkomst": instelling.herkomst,
                "bestand": _path(instelling.bestand),
                "regel": instelling.regel,
                "fout": instelling.fout,
            }
            for instelling in inspectie.instellingen
        ],
        "opmerkingen": inspectie.opmerkingen,
    }


def _path(path: Path | None) -> str | None:
    return None if path is None else str(path)
