"""``uwlr vocabulaire``: the lists of values that fields of tests can name."""

from pathlib import Path

import click

from uwlr_service.cli.command import Group
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.uwlr.vocabulaire import Opgeslagen


@click.group(cls=Group, voorbeelden=("uwlr vocabulaire list", "uwlr vocabulaire import normen.vdex"))
def command() -> None:
    """De vocabulaires waarmee waarden in toetsdefinities worden gecontroleerd.

    Een waarde die een bekend vocabulaire noemt, moet daarin staan. Noemt zij een onbekend
    vocabulaire, dan wordt zij aangenomen.
    """


@command.command(
    "import",
    voorbeelden=("uwlr vocabulaire import normen.vdex", "uwlr vocabulaire import *.vdex --json"),
)
@click.argument(
    "bestanden", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@json_option
def import_(bestanden: tuple[Path, ...], as_json: bool) -> None:
    """Lees vocabulaires in uit VDEX-bestanden.

    Een vocabulaire met dezelfde vocabIdentifier wordt vervangen. Draaiende servers merken het binnen
    een halve minuut.
    """
    done = []
    with opened() as diensten:
        vocabulaires = diensten.vocabulaires
        for bestand in bestanden:
            found = vocabulaires.read_in(bestand.read_bytes(), bestand.name)
            done.append(found)
            say(f"{bestand.name}: {found.naam or found.identifier}, {len(found.termen)} waarden.")
    if as_json:
        show_json(
            [{"identifier": one.identifier, "naam": one.naam, "waarden": len(one.termen)} for one in done]
        )


@command.command("list", voorbeelden=("uwlr vocabulaire list", "uwlr vocabulaire list --json"))
@json_option
def list_(as_json: bool) -> None:
    """Toon de vocabulaires die er zijn, ook die met dit programma meekomen."""
    with opened() as diensten:
        found = diensten.vocabulaires.all()
    if as_json:
        show_json([_record(one) for one in found])
        return
    listing = table(
        "Vocabulaires", "naam", "identifier", "waarden", "herkomst", "ingelezen", right=("waarden",)
    )
    for one in found:
        listing.add_row(
            cell(one.vocabulaire.naam),
            cell(one.vocabulaire.identifier),
            cell(len(one.vocabulaire.termen)),
            cell(one.herkomst),
            cell(amsterdam(one.ingelezen)),
        )
    show(listing)


def _record(one: Opgeslagen) -> dict[str, object]:
    return {
        "identifier": one.vocabulaire.identifier,
        "naam": one.vocabulaire.naam,
        "waarden": len(one.vocabulaire.termen),
        "herkomst": one.herkomst,
        "ingelezen": one.ingelezen,
    }
