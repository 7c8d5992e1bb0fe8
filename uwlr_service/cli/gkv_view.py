"""Deliveries and packages of GKV, on the screen or as a record."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from uwlr_service.cli.output import cell, show, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.levering import Levering, Manifest
from uwlr_service.formats.gkv.pakket import Pakket


def levering_record(levering: Levering) -> dict[str, object]:
    """A delivery as a program reads it."""
    return {**asdict(levering), "school": str(levering.school)}


def manifest_record(manifest: Manifest) -> dict[str, object]:
    """A manifest as a program reads it."""
    return {**asdict(manifest), "school": str(manifest.school)}


def show_leveringen(title: str, leveringen: Iterable[Levering]) -> None:
    """Deliveries, one on a line."""
    columns = ("nr", "school", "soort", "gemaakt", "gewijzigd", "verwijderd", "bytes")
    listing = table(title, *columns, right=("nr", "gewijzigd", "verwijderd", "bytes"))
    for one in leveringen:
        listing.add_row(
            str(one.volgnummer),
            cell(one.school),
            one.soort.value,
            amsterdam(one.gemaakt),
            str(one.gewijzigd),
            str(one.verwijderd),
            str(one.bytes),
        )
    show(listing)


def show_manifest(bestand: Path, pakket: Pakket) -> None:
    """A package that was found to be right."""
    manifest = pakket.manifest
    title = (
        f"{bestand.name}: levering {manifest.volgnummer} ({manifest.soort.value}) van school"
        f" {manifest.school}, {manifest.schooljaar}"
    )
    listing = table(title, "set", "status", "records", "bytes", right=("records", "bytes"))
    for one in manifest.bestanden:
        listing.add_row(one.set, one.status.value, str(one.records or ""), str(one.bytes or ""))
    show(listing)
    show(cell(f"Handtekening klopt; sleutel {pakket.kid}.", style="green"))
