"""``uwlr school list``: the schools that are known here."""

from collections.abc import Sequence

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option
from uwlr_service.cli.output import cell, show, show_json, table

MOST_KOPPELINGEN = 5
"""Links of a school that are all named."""
NAMED = 3
"""Those that are named if there are more."""


@click.command("list", cls=Command, voorbeelden=("uwlr school list", "uwlr school list --json"))
@json_option
def list_(as_json: bool) -> None:
    """Toon de scholen, met hun schooljaren, leerlingen en koppelingen.

    De leerlingen staan per schooljaar; een koppeling die is ingetrokken staat er niet bij.
    """
    with opened() as diensten:
        scholen = diensten.scholenlijst.all()
    if as_json:
        records = [
            {
                "school": str(overzicht.school),
                "naam": overzicht.naam,
                "schooljaren": [
                    {"schooljaar": schooljaar, "leerlingen": leerlingen}
                    for schooljaar, leerlingen in overzicht.leerlingen.items()
                ],
                "koppelingen": list(overzicht.koppelingen),
            }
            for overzicht in scholen
        ]
        show_json(records)
        return
    columns = ("school", "naam", "schooljaar", "leerlingen", "koppelingen")
    listing = table(f"Scholen ({len(scholen)})", *columns, right=("leerlingen",))
    for overzicht in scholen:
        listing.add_row(
            cell(overzicht.school),
            cell(overzicht.naam),
            "\n".join(overzicht.leerlingen),
            "\n".join(map(str, overzicht.leerlingen.values())),
            _koppelingen(overzicht.koppelingen),
        )
    show(listing)


def _koppelingen(numbers: Sequence[int]) -> str:
    """The links of a school by number; of many the first, and how many there are more."""
    if len(numbers) <= MOST_KOPPELINGEN:
        return ", ".join(map(str, numbers)) or "geen"
    return f"{', '.join(map(str, numbers[:NAMED]))} en nog {len(numbers) - NAMED}"
