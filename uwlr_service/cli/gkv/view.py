"""Deliveries and packages of GKV, on the screen or as a record."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from uwlr_service.cli.output import cell, show, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.gkv.levering import Levering, Manifest
from uwlr_service.domain.gkv.ontvangst import Ontvangst
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


def gevolgd_record(one: Gevolgd) -> dict[str, object]:
    """A delivery with what its partner did, as a program reads it."""
    return {
        **levering_record(one.levering),
        "opgehaald": asdict(one.ophaling) if one.ophaling else None,
        "ontvangst": asdict(one.bevestiging) if one.bevestiging else None,
    }


def show_gevolgd(title: str, found: Iterable[Gevolgd]) -> None:
    """Deliveries with what their partner did, one on a line."""
    columns = ("nr", "school", "soort", "gemaakt", "laatst opgehaald", "ontvangst", "bytes")
    listing = table(title, *columns, right=("nr", "bytes"), fixed=("gemaakt", "laatst opgehaald"))
    for one in found:
        levering, bevestiging = one.levering, one.bevestiging
        listing.add_row(
            str(levering.volgnummer),
            cell(levering.school),
            levering.soort.value,
            amsterdam(levering.gemaakt),
            amsterdam(one.ophaling.laatste if one.ophaling else None),
            cell(bevestiging and bevestiging.status.value, "red" if _is_rejected(one) else ""),
            str(levering.bytes),
        )
    show(listing)


def _is_rejected(one: Gevolgd) -> bool:
    return one.bevestiging is not None and one.bevestiging.status is Ontvangst.AFGEKEURD


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
