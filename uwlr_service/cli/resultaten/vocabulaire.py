"""``uwlr vocabulaire``: the lists of values that fields of tests can name."""

from pathlib import Path

import click

from uwlr_service.cli.command import Group
from uwlr_service.cli.environment import opened
from uwlr_service.cli.files import BESTAND, named
from uwlr_service.cli.options import json_option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain import tekst
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.uwlr.vocabulaire import Opgeslagen, Vocabulaire


@click.group(
    cls=Group,
    short_help="De vocabulaires voor waarden in toetsdefinities.",
    voorbeelden=("uwlr vocabulaire list", "uwlr vocabulaire import normen.vdex"),
)
def command() -> None:
    """De vocabulaires waarmee waarden in toetsdefinities worden gecontroleerd.

    Een waarde die een bekend vocabulaire noemt, moet daarin staan. Noemt die een onbekend
    vocabulaire, dan wordt die aangenomen.
    """


@command.command(
    "import",
    voorbeelden=("uwlr vocabulaire import normen.vdex", "uwlr vocabulaire import *.vdex --json"),
)
@click.argument("bestanden", nargs=-1, required=True, type=BESTAND)
@json_option
def import_(bestanden: tuple[Path, ...], as_json: bool) -> None:
    """Lees vocabulaires in uit VDEX-bestanden.

    Een vocabulaire met dezelfde vocabIdentifier wordt vervangen. Draaiende servers merken het binnen
    een halve minuut.
    """
    from uwlr_service.formats.bestanden import read_whole
    from uwlr_service.formats.limits import VOCABULAIRE

    records = []
    with opened() as diensten:
        for bestand in bestanden:
            with named(bestand):
                data = read_whole(bestand, VOCABULAIRE.bytes)
                vocabulaire = diensten.vocabulaires.read_in(
                    data, tekst.shown(bestand.name), door=Handelende.opdrachtregel()
                )
            records.append(_brief(vocabulaire))
            naam = vocabulaire.naam or vocabulaire.identifier
            say(f"{bestand.name}: {naam}, {len(vocabulaire.termen)} waarden.")
    if as_json:
        show_json(records)


@command.command(
    "list",
    short_help="Toon de vocabulaires die er zijn.",
    voorbeelden=("uwlr vocabulaire list", "uwlr vocabulaire list --json"),
)
@json_option
def list_(as_json: bool) -> None:
    """Toon de vocabulaires die er zijn, ook die met dit programma meekomen."""
    with opened() as diensten:
        vocabulaires = diensten.vocabulaires.all()
    if as_json:
        show_json([_record(opgeslagen) for opgeslagen in vocabulaires])
        return
    listing = table(
        "Vocabulaires", "naam", "identifier", "waarden", "herkomst", "ingelezen", right=("waarden",)
    )
    for opgeslagen in vocabulaires:
        listing.add_row(
            cell(opgeslagen.vocabulaire.naam),
            cell(opgeslagen.vocabulaire.identifier),
            cell(len(opgeslagen.vocabulaire.termen)),
            cell(opgeslagen.herkomst),
            cell(amsterdam(opgeslagen.ingelezen)),
        )
    show(listing)


def _brief(vocabulaire: Vocabulaire) -> dict[str, object]:
    return {
        "identifier": vocabulaire.identifier,
        "naam": vocabulaire.naam,
        "waarden": len(vocabulaire.termen),
    }


def _record(opgeslagen: Opgeslagen) -> dict[str, object]:
    return {
        **_brief(opgeslagen.vocabulaire),
        "herkomst": opgeslagen.herkomst,
        "ingelezen": opgeslagen.ingelezen,
    }
