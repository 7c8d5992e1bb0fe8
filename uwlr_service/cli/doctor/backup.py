"""How old the last backup is, and whether it lies where it should."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uwlr_service import private
from uwlr_service.cli.doctor.bevinding import Bevinding, goed, herstel, let_op, onbekend
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain import tijd

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten

NIGHTLY = timedelta(hours=26)
"""A backup of each night, with room for one that takes longer than the one before."""
TOO_OLD = timedelta(days=3)
MAKE = "uwlr db backup --to MAP"


def look_at_age(diensten: "Diensten") -> Iterator[Bevinding]:
    """When ``uwlr db backup`` last ran to its end, as the database remembers. Raises Fout."""
    moment = diensten.toestand.last_backup()
    if moment is None:
        yield herstel("Er is nog nooit een backup gemaakt met uwlr db backup.", MAKE)
        return
    age = tijd.now() - moment
    told = f"De laatste backup is van {amsterdam(moment)}."
    if age > TOO_OLD:
        yield herstel(told, f"Maak er elke nacht een: {MAKE}")
    elif age > NIGHTLY:
        yield let_op(told, "Kijk waarom er vannacht geen is gemaakt.")
    else:
        yield goed(told)


def look_at_folder(folder: Path | None) -> Iterator[Bevinding]:
    """Whether the newest backup in a folder is whole, by the sizes of its files."""
    if folder is None:
        yield onbekend("Of die er nog ligt, is niet bekeken.", "Noem de map: --backups MAP")
        return
    try:
        newest = max((path for path in folder.glob("uwlr-*") if path.is_dir()), default=None)
        if newest is None:
            yield herstel(f"In {folder} ligt geen backup.", f"uwlr db backup --to {folder}")
            return
        yield _judge(newest)
        if private.is_open(folder):
            yield herstel(
                f"{folder} staat open voor anderen, en elke backup heeft alle leerlingen.",
                f"chmod {private.FOLDER:o} {folder}",
            )
    except OSError:
        yield herstel(f"{folder} is niet te lezen.")


def _judge(newest: Path) -> Bevinding:
    try:
        record: dict[str, Any] = json.loads((newest / "backup.json").read_bytes())
        wrong = [str(file["naam"]) for file in record["bestanden"] if not _is_whole(newest, file)]
    except (ValueError, KeyError, TypeError):
        wrong = ["backup.json"]
    if wrong:
        return herstel(
            f"De backup {newest} is niet heel: {', '.join(wrong)}.", f"uwlr db backup --to {newest.parent}"
        )
    return goed(f"De nieuwste backup in {newest.parent} is {newest.name}, met al zijn bestanden.")


def _is_whole(folder: Path, file: dict[str, Any]) -> bool:
    path = folder / str(file["naam"])
    return path.is_file() and path.stat().st_size == file["bytes"]
