"""``uwlr koppeling list``: the links, at a glance."""

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.koppeling.show import as_record, scholen_of
from uwlr_service.cli.options import json_option
from uwlr_service.cli.output import cell, show, show_json, table
from uwlr_service.cli.parameters import amsterdam


@click.command("list", cls=Command, voorbeelden=("uwlr koppeling list", "uwlr koppeling list --json"))
@json_option
def list_(as_json: bool) -> None:
    """Toon alle koppelingen."""
    with opened() as diensten:
        koppelingen = diensten.koppelingbeheer.all()
    if as_json:
        show_json([as_record(koppeling) for koppeling in koppelingen])
        return
    columns = ("ID", "klantnaam (klantcode)", "gegevensset", "richting", "scholen", "gemaakt")
    listing = table(f"Koppelingen ({len(koppelingen)})", *columns, right=("ID",))
    for koppeling in koppelingen:
        listing.add_row(
            str(koppeling.id),
            cell(f"{koppeling.klant.naam} ({koppeling.klant.code})"),
            koppeling.gegevensset,
            koppeling.richting.value,
            cell(scholen_of(koppeling)),
            amsterdam(koppeling.aangemaakt),
        )
    show(listing)
