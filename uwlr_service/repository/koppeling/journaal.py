"""The journal: a file beside the database, one line for each decision that must outlive a restore.

A line is a JSON object. ``hash`` is the SHA-256 of the rest of it, and ``vorig`` the hash of the line before,
so that a line that was changed or taken out shows. The first line says of which installation it is.
"""

import fcntl
import hashlib
import json
import os
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from uwlr_service import private
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import JournaalBeschadigd
from uwlr_service.domain.koppeling.besluit import Besluit, Besluitsoort

VERSION = 1
TAIL = 64 * 1024
"""Bytes from the end that are read to find the last line; more where that one is longer."""
LOCK_SECONDS = 10
END = b"\n"


@dataclass(frozen=True, slots=True)
class Kop:
    """The first line: the number of this journal, and that of its installation."""

    id: str
    installatie: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What the two ends of a journal say.

    ``is_torn`` is whether somebody was stopped while writing a line behind the last one, ``lacks_end``
    whether only the end of the last one was not written.
    """

    kop: Kop
    nummer: int
    hash: str
    is_torn: bool
    lacks_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Inhoud:
    """A journal as a whole, found right from its first line to its last."""

    kop: Kop
    besluiten: tuple[Besluit, ...]
    is_torn: bool


class Journaalbestand:
    """One journal. Several processes of a machine can write to it; a lock on the file puts them in order.

    All methods raise OSError where the system refuses, and JournaalBeschadigd for a line that is not right.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        """Whether there is a file; a folder that may not be looked into raises OSError."""
        try:
            self.path.stat()
        except FileNotFoundError:
            return False
        return True

    def begin(self, installatie: str) -> None:
        """Make the file, whole at once; nothing happens where somebody else was first."""
        private.make_folder(self.path.parent)
        kop = {"journaal": str(uuid.uuid4()), "installatie": installatie, "versie": VERSION}
        draft = self.path.with_name(f".{self.path.name}-{uuid.uuid4().hex}")
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_line({**kop, "begonnen": _written(tijd.now())}, "")[0])
                _flush(file.fileno())
            os.link(draft, self.path)
            _flush_folder(self.path.parent)
        except FileExistsError:
            pass
        finally:
            draft.unlink()

    def stand(self) -> Stand:
        """The first line and the last one, without those in between."""
        with self.path.open("rb") as file:
            return self._stand(file.fileno())

    def read(self) -> Inhoud:
        """All of it. Raises JournaalBeschadigd at the first line that is not as it was written."""
        content = self.path.read_bytes()
        *lines, torn = content.split(END)
        if not lines:
            raise self._damaged(1, "de eerste regel is niet heel")
        if torn and self._completes(lines, torn):
            lines.append(torn)
            torn = b""
        before = ""
        records = []
        for number, line in enumerate(lines, 1):
            record = self._record(line, number)
            if record["vorig"] != before:
                raise self._damaged(number, "hij volgt niet op de regel ervoor")
            before = record["hash"]
            records.append(record)
        besluiten = [self._besluit(record, number) for number, record in enumerate(records[1:], 2)]
        nummers = [besluit.nummer for besluit in besluiten]
        if nummers != sorted(set(nummers)):
            raise self._damaged(len(lines), "de nummers lopen niet op")
        return Inhoud(kop=self._kop(records[0]), besluiten=tuple(besluiten), is_torn=bool(torn))

    def add_after(self, ask: Callable[[int], Sequence[Besluit]]) -> None:
        """Write the decisions that are not in it yet: ``ask`` gives those behind a number, in order.

        Once this returns they are on the disk.
        """
        with self._locked() as handle:
            stand = self._stand(handle)
            self._mend_end(handle)
            before = stand.hash
            lines = []
            for besluit in ask(stand.nummer):
                line, before = _line(_as_record(besluit), before)
                lines.append(line)
            if lines:
                self._write(handle, b"".join(lines))

    def _write(self, handle: int, content: bytes) -> None:
        """Write behind the end; what the disk has no room for is taken off again."""
        end = os.lseek(handle, 0, os.SEEK_END)
        try:
            with os.fdopen(os.dup(handle), "ab") as file:
                file.write(content)
            _flush(handle)
        except OSError:
            os.ftruncate(handle, end)
            raise

    @contextmanager
    def _locked(self) -> Iterator[int]:
        handle = os.open(self.path, os.O_RDWR | os.O_APPEND)
        try:
            until = time.monotonic() + LOCK_SECONDS
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > until:
                        raise
                    time.sleep(0.01)
            yield handle
        finally:
            os.close(handle)

    def _mend_end(self, handle: int) -> None:
        """Make the last line whole, or take half a one away: who wrote it never told its caller."""
        lines, torn = self._last_lines(handle)
        if not torn:
            return
        if self._completes(lines, torn):
            self._write(handle, END)
        else:
            os.ftruncate(handle, os.lseek(handle, 0, os.SEEK_END) - len(torn))
            _flush(handle)

    def _stand(self, handle: int) -> Stand:
        first = _until_end(handle)
        kop = self._kop(self._record(first, 1))
        lines, torn = self._last_lines(handle)
        lacks_end = bool(torn) and self._completes(lines, torn)
        if lacks_end:
            lines = [*lines, torn]
        last = self._record(lines[-1], 0)
        nummer = last.get("nummer", 0)
        return Stand(
            kop=kop,
            nummer=nummer,
            hash=last["hash"],
            is_torn=bool(torn) and not lacks_end,
            lacks_end=lacks_end,
        )

    def _last_lines(self, handle: int) -> tuple[list[bytes], bytes]:
        """At least the last whole line, and what is written behind it."""
        end = os.lseek(handle, 0, os.SEEK_END)
        size = TAIL
        while True:
            start = max(0, end - size)
            *lines, torn = os.pread(handle, end - start, start).split(END)
            if start:
                lines = lines[1:]  # the first one was cut
            if lines or not start:
                break
            size *= 2
        if not lines:
            raise self._damaged(1, "de eerste regel is niet heel")
        return lines, torn

    def _completes(self, lines: Sequence[bytes], torn: bytes) -> bool:
        """Whether text behind the last line is a line of which only the end is missing."""
        try:
            return bool(self._record(torn, 0)["vorig"] == self._record(lines[-1], 0)["hash"])
        except JournaalBeschadigd:
            return False

    def _record(self, line: bytes, number: int) -> dict[str, Any]:
        try:
            record = json.loads(line)
            rest = {name: value for name, value in record.items() if name != "hash"}
            is_right = record["hash"] == _digest(rest) and isinstance(record["vorig"], str)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise self._damaged(number, "hij is niet te lezen") from error
        if not is_right:
            raise self._damaged(number, "hij is veranderd nadat hij geschreven is")
        return dict(record)

    def _kop(self, record: dict[str, Any]) -> Kop:
        if record.get("versie") != VERSION or "journaal" not in record or "installatie" not in record:
            raise self._damaged(1, "hij is niet de eerste regel van een journaal dat dit programma kent")
        return Kop(record["journaal"], record["installatie"])

    def _besluit(self, record: dict[str, Any], number: int) -> Besluit:
        try:
            return Besluit(
                nummer=record["nummer"],
                soort=Besluitsoort(record["soort"]),
                moment=datetime.fromisoformat(record["moment"]),
                inhoud=record["inhoud"],
            )
        except (ValueError, KeyError, TypeError) as error:
            raise self._damaged(number, "dit programma kent zo'n besluit niet") from error

    def _damaged(self, number: int, reason: str) -> JournaalBeschadigd:
        place = f"regel {number}" if number else "de laatste regel"
        return JournaalBeschadigd(f"Het journaal {self.path} is niet te vertrouwen bij {place}: {reason}.")


def _as_record(besluit: Besluit) -> dict[str, Any]:
    return {
        "nummer": besluit.nummer,
        "soort": besluit.soort.value,
        "moment": _written(besluit.moment),
        "inhoud": dict(besluit.inhoud),
    }


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _line(record: dict[str, Any], before: str) -> tuple[bytes, str]:
    """A line with its end, and its hash."""
    chained = {**record, "vorig": before}
    digest = _digest(chained)
    return _spelled({**chained, "hash": digest}) + END, digest


def _digest(record: dict[str, Any]) -> str:
    return hashlib.sha256(_spelled(record)).hexdigest()


def _spelled(record: dict[str, Any]) -> bytes:
    return json.dumps(record, separators=(",", ":")).encode("ascii")


def _until_end(handle: int) -> bytes:
    """The first line."""
    return os.pread(handle, TAIL, 0).partition(END)[0]


def _flush(handle: int) -> None:
    os.fsync(handle)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
