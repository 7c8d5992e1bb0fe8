"""What a command of the LAS remembers between its runs: one file, written whole, of one run at a time."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from uwlr_service import private
from uwlr_service.domain.fouten import Geweigerd

LOCK = ".slot"
DRAFT = ".nieuw"


class StandBezet(Geweigerd):
    """Er loopt al een opdracht met deze stand."""


class StandOnbruikbaar(Geweigerd):
    """Dit bestand is geen stand van deze opdracht."""


class Stand:
    """The file, held by this process; only ``held`` makes one."""

    def __init__(self, path: Path, owner: Mapping[str, object]) -> None:
        self._path = path
        self._owner = dict(owner)
        self.inhoud: dict[str, Any] = self._read()
        """What is remembered; empty before the first run."""

    def store(self, *, safely: bool = True) -> None:
        """Write it down, whole or not at all, also when this process or the machine dies meanwhile.

        Without ``safely`` it outlives the process only: the disk itself may be behind. Raises OSError.
        """
        draft = self._path.with_name(self._path.name + DRAFT)
        document = {**self._owner, "inhoud": self.inhoud}
        with open(draft, "w", encoding="utf-8", opener=_private) as file:
            json.dump(document, file, ensure_ascii=False)
            file.write("\n")
            file.flush()
            if safely:
                os.fsync(file.fileno())
        draft.replace(self._path)
        if safely:
            _sync(self._path.parent)

    def _read(self) -> dict[str, Any]:
        try:
            document = json.loads(self._path.read_text(encoding="utf-8"))
            inhoud = document.pop("inhoud")
        except FileNotFoundError:
            return {}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StandOnbruikbaar(
                f"{self._path} is geen stand, of is beschadigd. Noem een ander bestand, of haal het weg."
            ) from error
        # One that remembers nothing is anybody's: a first run may have had a wrong address.
        is_ours = document == self._owner or (not inhoud and document.keys() == self._owner.keys())
        if not is_ours or not isinstance(inhoud, dict):
            raise StandOnbruikbaar(
                f"{self._path} is de stand van een andere opdracht, een andere dienst of een ander LAS. Noem"
                " een ander bestand."
            )
        return inhoud


@contextmanager
def held(path: Path, opdracht: str, url: str, las: int) -> Iterator[Stand]:
    """The file of a command, a service and a LAS, until the end of the block.

    Raises StandBezet where another process has it, StandOnbruikbaar for a file that is something else, and
    OSError.
    """
    # Beside the file itself, which is replaced by every store. It stays: whoever removed it would let two in.
    lock = path.with_name(path.name + LOCK)
    with open(lock, "w", encoding="utf-8", opener=_private) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StandBezet(f"Er loopt al een opdracht met {path}.") from error
        yield Stand(path, {"opdracht": opdracht, "url": url.rstrip("/"), "las": las})


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, private.FILE)


def _sync(folder: Path) -> None:
    """Let the new name of a file survive a power cut, which the file itself already does."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
