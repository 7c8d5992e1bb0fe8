"""The room on each disk that the service writes to."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from uwlr_service.cli.doctor.bevinding import Bevinding, goed, herstel, let_op, onbekend
from uwlr_service.cli.doctor.plaatsen import database_file, folders, nearest
from uwlr_service.config import MB, Settings

LEAST = 512 * MB
"""Bytes below which one large night or import can fill the disk."""
FEW = 10
"""Per cent of the disk that is left: time to make room."""
FEWEST_FILES = 1000


def look(settings: Settings) -> Iterator[Bevinding]:
    """A finding for each disk, by the first place on it."""
    seen: set[int] = set()
    temporary = ("tijdelijke bestanden", Path(tempfile.gettempdir()))
    for what, place in (*folders(settings), temporary):
        folder = nearest(place)
        try:
            device = folder.stat().st_dev
            if device in seen:
                continue
            seen.add(device)
            yield _judge(what, folder)
        except OSError:
            yield onbekend(f"De schijf van {what} ({place}) is niet te zien.")
    if database_file(settings) is None:
        yield onbekend("De schijf van PostgreSQL is van hier niet te zien.", "Kijk daar met: df -h")
    if "://" in settings.opslag:
        yield onbekend("Hoeveel ruimte de opslag van UWLR_OPSLAG heeft, is van hier niet te zien.")


def _judge(what: str, folder: Path) -> Bevinding:
    disk = os.statvfs(folder)
    free = disk.f_bavail * disk.f_frsize
    part = disk.f_bavail * 100 // max(disk.f_blocks, 1)
    told = f"De schijf van {what} ({folder}) heeft nog {_size(free)} vrij, {part}%."
    if free < LEAST:
        return herstel(told, "Maak ruimte: op een volle schijf wordt niets meer bewaard.")
    if disk.f_files and disk.f_favail < FEWEST_FILES:  # some file systems count no files
        return herstel(
            f"Op de schijf van {what} ({folder}) passen nog {disk.f_favail} bestanden.",
            "Ruim bestanden op: er is ruimte, maar niet voor nieuwe namen.",
        )
    if part < FEW:
        return let_op(told, "Maak ruimte.")
    return goed(told)


def _size(number: int) -> str:
    if number < 1024 * MB:
        return f"{number // MB} MB"
    return f"{number // (1024 * MB)} GB"
