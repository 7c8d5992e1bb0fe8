"""A backup: database, journal and a list of packages in one folder, which is there whole or not at all.

The secret is not in it: whoever has both could make keys of partners.
"""

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from uwlr_service import __version__
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import BackupOnmogelijk
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.leveringen import LeveringRepository
from uwlr_service.repository.herstel.kopie import copy
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.uitwisseling.koppeling.journaal import Journaal

JOURNAL = "journaal.jsonl"
PACKAGES = "pakketten.json"
LIST = "backup.json"
DRAFT = ".backup-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was made; ``bestanden`` has the size in bytes of each file."""

    map: Path
    moment: datetime
    kopie: str
    bestanden: dict[str, int]
    pakketten: int


class Backupmaker:
    """Makes backups."""

    def __init__(self, database: Database, journaal: Journaal) -> None:
        self._database = database
        self._journaal = journaal

    def make(self, parent: Path) -> Backup:
        """Make a backup in a new folder below this one, which is made where it is not there.

        Raises OSError, DatabaseOnbereikbaar, and BackupOnmogelijk without a ``pg_dump`` that fits.
        """
        parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        moment = tijd.now()
        target = parent / f"uwlr-{moment.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}"
        _remove_left(parent)
        draft = Path(tempfile.mkdtemp(dir=parent, prefix=DRAFT))  # for its owner alone
        handle = os.open(draft, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)  # as long as this process lives nobody takes it for a left one
            made = copy(self._database, draft)
            self._number()
            self._copy_journal(draft / JOURNAL)
            packages = self._packages()
            _write(draft / PACKAGES, packages)
            files = {path.name: path.stat().st_size for path in sorted(draft.iterdir())}
            _write(draft / LIST, _record(draft, moment, self._database.dialect))
            os.fsync(handle)
            draft.rename(target)
            _flush_folder(parent)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        finally:
            os.close(handle)
        return Backup(map=target, moment=moment, kopie=made.name, bestanden=files, pakketten=len(packages))

    def _number(self) -> None:
        """Give the journal a line that the copy has not, so that a restore from it is recognised."""
        with self._database.write() as connection:
            BesluitRepository(connection).record_general(Besluitsoort.BACKUP, {})

    def _copy_journal(self, target: Path) -> None:
        if self._journaal.achter is not None:
            raise BackupOnmogelijk(f"Het journaal is niet bijgewerkt: {self._journaal.achter}.")
        handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(self._journaal.bestand.path.read_bytes())
            file.flush()
            os.fsync(file.fileno())

    def _packages(self) -> list[dict[str, Any]]:
        """The packages that are kept, with the digests by which a copy of the storage is judged."""
        with self._database.read() as connection:
            kept = LeveringRepository(connection).kept()
        return [
            {"pad": levering.pad, "bytes": levering.bytes, "sha256": levering.sha256} for levering in kept
        ]


def _remove_left(parent: Path) -> None:
    """Remove what backups left that were killed half way: it holds data of pupils."""
    for draft in parent.glob(f"{DRAFT}*"):
        handle = os.open(draft, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(draft)
        except BlockingIOError:
            pass  # another backup is being made
        finally:
            os.close(handle)


def _record(folder: Path, moment: datetime, dialect: str) -> dict[str, Any]:
    """What the backup says of itself."""
    files = []
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        files.append({"naam": path.name, "bytes": path.stat().st_size, "sha256": digest})
    return {
        "moment": tijd.format_moment(moment),
        "versie": __version__,
        "database": dialect,
        "geheim": "niet in deze backup: bewaar UWLR_SECRET apart",
        "bestanden": files,
    }


def _write(path: Path, record: object) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(record, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
