"""Deliveries and packages of GKV, on the screen or as a record."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from uwlr_service.cli.output import cell, show, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.gkv.levering import Levering, Manifest
from uwlr_service.domain.gkv.ontvangst import Ontvangst

if TYPE_CHECKING:
    from uwlr_service.formats.gkv.pakket import Pakket
    from uwlr_service.uitwisseling.gkv.volgen import Gevolgd


def levering_record(levering: Levering) -> dict[str, object]:
    """A delivery as a program reads it."""
    return {**asdict(levering), "school": str(levering.school)}


def manifest_record(manifest: Manifest) -> dict[str, object]:
    """A manifest as a program reads it."""
    return {**asdict(manifest), "school": str(manifest.school)}


def show_leveringen(title: str, leveringen: Iterable[Levering]) -> None:
    """Deliveries, one on a line."""
    columns = ("nr", "school", "soort", "gemaakt", "gewijzigd", "verwijderd", "bytes")
    listing = table(title, *columns, right=("nr", "gewijzigd", "verwijderd", "bytes"), fixed=("gemaakt",))
    for levering in leveringen:
        listing.add_row(
            str(levering.volgnummer),
            cell(levering.school),
            levering.soort.value,
            amsterdam(levering.gemaakt),
            str(levering.gewijzigd),
            str(levering.verwijderd),
            str(levering.bytes),
        )
    show(listing)


def gevolgd_record(gevolgd: "Gevolgd") -> dict[str, object]:
    """A delivery with what its partner did, as a program reads it."""
    levering = levering_record(gevolgd.levering)
    del levering["let_op"]  # nobody kept it
    return {
        **levering,
        "opgehaald": gevolgd.ophaling and asdict(gevolgd.ophaling),
        "ontvangst": gevolgd.bevestiging and asdict(gevolgd.bevestiging),
    }


def show_gevolgd(title: str, leveringen: "Iterable[Gevolgd]") -> None:
    """Deliveries with what their partner did, one on a line."""
    columns = ("nr", "school", "soort", "gemaakt", "laatst opgehaald", "ontvangst", "bytes")
    listing = table(title, *columns, right=("nr", "bytes"), fixed=("gemaakt", "laatst opgehaald"))
    for gevolgd in leveringen:
        levering = gevolgd.levering
        listing.add_row(
            str(levering.volgnummer),
            cell(levering.school),
            levering.soort.value,
            amsterdam(levering.gemaakt),
            _opgehaald(gevolgd),
            _ontvangst(gevolgd),
            str(levering.bytes),
        )
    show(listing)


def _opgehaald(gevolgd: "Gevolgd") -> str:
    if gevolgd.ophaling is None:
        return ""
    return amsterdam(gevolgd.ophaling.laatste)


def _ontvangst(gevolgd: "Gevolgd") -> Text:
    if gevolgd.bevestiging is None:
        return cell(None)
    status = gevolgd.bevestiging.status
    return cell(status.value, "red" if status is Ontvangst.AFGEKEURD else "")


def show_manifest(bestand: Path, pakket: "Pakket") -> None:
    """A package that turned out to be right."""
    manifest = pakket.manifest
    title = (
        f"{bestand.name}: levering {manifest.volgnummer} ({manifest.soort.value}) van school"
        f" {manifest.school}, {manifest.schooljaar}"
    )
    listing = table(title, "onderdeel", "status", "aantal", "bytes", right=("aantal", "bytes"))
    for deel in manifest.bestanden:
        listing.add_row(deel.set, deel.status.value, cell(deel.records), cell(deel.bytes))
    show(listing)
    show(cell(f"Handtekening klopt; sleutel {pakket.kid}.", style="green"))
