"""What was found, for people and for programs."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from uwlr_service.cli.doctor.bevinding import Bevinding, Ernst, Onderzoek, count
from uwlr_service.cli.output import cell, show

STYLES = {Ernst.GOED: "green", Ernst.ONBEKEND: "dim", Ernst.LET_OP: "yellow", Ernst.HERSTEL: "red"}
BETWEEN = (0, 2, 0, 0)
"""Columns of the screen around each cell."""


def show_findings(onderzoeken: Sequence[Onderzoek]) -> None:
    """A list below each subject, and at the end how many there are of each kind."""
    for onderzoek in onderzoeken:
        show(Text(onderzoek.onderwerp, style="bold"), _listing(onderzoek.bevindingen), Text())
    counts = count(onderzoeken)
    show(
        Text(
            f"Te herstellen: {counts[Ernst.HERSTEL]}. Let op: {counts[Ernst.LET_OP]}."
            f" Onbekend: {counts[Ernst.ONBEKEND]}. Goed: {counts[Ernst.GOED]}."
        )
    )


def _listing(bevindingen: Sequence[Bevinding]) -> Table:
    listing = Table.grid(padding=BETWEEN)
    listing.add_column(no_wrap=True, width=max(map(len, Ernst)))
    listing.add_column(overflow="fold")
    for bevinding in bevindingen:
        listing.add_row(cell(bevinding.ernst.value, STYLES[bevinding.ernst]), cell(bevinding.tekst))
        if bevinding.doe:
            listing.add_row("", cell(bevinding.doe, "bold"))
    return listing


def as_record(onderzoeken: Sequence[Onderzoek]) -> dict[str, Any]:
    """The same as a program reads it."""
    counts = count(onderzoeken)
    records: list[dict[str, Any]] = []
    for onderzoek in onderzoeken:
        records += [_record(onderzoek.onderwerp, bevinding) for bevinding in onderzoek.bevindingen]
    return {
        "goed": counts[Ernst.HERSTEL] == 0,
        "aantallen": {ernst.value: number for ernst, number in counts.items()},
        "bevindingen": records,
    }


def _record(onderwerp: str, bevinding: Bevinding) -> dict[str, Any]:
    return {
        "onderwerp": onderwerp,
        "ernst": bevinding.ernst.value,
        "tekst": bevinding.tekst,
        "doe": bevinding.doe or None,
    }
