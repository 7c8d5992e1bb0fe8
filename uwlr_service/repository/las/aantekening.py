"""A note beside the journal of how far each LAS took results over: a restored database does not know it.

It is no decision, and changes with every confirmation, so it is not in the journal itself: of each LAS the
last one is kept.
"""

import fcntl
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from uwlr_service import private
from uwlr_service.domain.oorzaak import oorzaak
from uwlr_service.repository.schijf import volmelder

SUFFIX = ".las.json"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aangetekend:
    """A LAS, and the last number in the order of messages that it took over."""

    las: int
    naam: str
    volgnummer: int
    moment: datetime


class Aantekening:
    """The note of one machine. Several processes write it in turn."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def beside(cls, journal: Path) -> Self:
        """The note that belongs to a journal."""
        return cls(journal.with_suffix(SUFFIX))

    def note(self, aangetekend: Aangetekend) -> None:
        """Keep what a LAS said last; never raises: what it said is in the database, and this is beside it."""
        try:
            with self._opened() as handle:
                lassen = _parsed(os.pread(handle, os.fstat(handle).st_size, 0))
                lassen[str(aangetekend.las)] = {
                    "naam": aangetekend.naam,
                    "volgnummer": aangetekend.volgnummer,
                    "moment": aangetekend.moment.isoformat(),
                }
                content = json.dumps(lassen, ensure_ascii=False).encode()
                os.ftruncate(handle, 0)
                os.pwrite(handle, content, 0)
                os.fsync(handle)
        except OSError as error:
            volmelder.tell(error, f"de aantekening {self._path}")
            log.warning("what a LAS took over could not be noted: %s", oorzaak(error) or type(error).__name__)

    def read(self) -> list[Aangetekend]:
        """What every LAS said last; nothing where there is no note, or where it cannot be read."""
        try:
            lassen = _parsed(self._path.read_bytes())
        except OSError:
            return []
        return [
            Aangetekend(
                las=int(las),
                naam=said["naam"],
                volgnummer=said["volgnummer"],
                moment=datetime.fromisoformat(said["moment"]),
            )
            for las, said in lassen.items()
        ]

    @contextmanager
    def _opened(self) -> Iterator[int]:
        private.make_folder(self._path.parent)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, private.FILE)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield handle
        finally:
            os.close(handle)


def _parsed(content: bytes) -> dict[str, Any]:
    """What is in the note; half of it, which a power cut left, counts as nothing."""
    try:
        lassen = json.loads(content)
    except ValueError:
        return {}
    return lassen if isinstance(lassen, dict) else {}
