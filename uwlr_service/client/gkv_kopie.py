"""A partner's own copy of a school: deliveries are applied in order, each whole or not at all."""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from uwlr_service.client.fouten import KopieOnbruikbaar
from uwlr_service.client.gkv_keten import Stand, require_next, require_same
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.levering import Manifest, Pakketbestand, Setstatus, Verwijzing
from uwlr_service.domain.oorzaak import oorzaak
from uwlr_service.formats.gkv import read
from uwlr_service.formats.gkv.fragmenten import Fragment
from uwlr_service.formats.gkv.pakket import Pakket
from uwlr_service.formats.gkv.setkeuring import EDEX

APPLICATION = 0x474B5631
"""The number by which SQLite knows whose file it is: ``GKV1``. Copies of former versions have none."""
NAMES = {"stand", "object"}
TABLES = f"""
create table if not exists stand (koppeling text, school text, volgnummer integer not null,
    primary key (koppeling, school));
create table if not exists object (koppeling text, school text, naam text, entiteit text, key text,
    xml text not null, primary key (koppeling, school, entiteit, key));
pragma application_id = {APPLICATION};
"""
MIGRATIONS = (
    # Since GKV 1.1: the delivery that was applied last, and whether the chain carries digests.
    """
    alter table stand add column sha256 text;
    alter table stand add column met_sha256 integer not null default 0;
    """,
    # The proof of what was destroyed.
    """
    create table vernietigd (koppeling text, school text, moment text, volgnummer integer, sha256 text,
        objecten integer not null, pakketten integer not null, primary key (koppeling, school, moment));
    """,
)
"""What became of the tables since; ``user_version`` says how many of these a file has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vernietiging:
    """The proof that the data of a school were destroyed: what there was, and when.

    ``volgnummer`` and ``sha256`` are of the last delivery that was applied, by which the service knows what
    the copy held; None where that is not known, or where there was no copy.
    """

    moment: datetime
    volgnummer: int | None = None
    sha256: str | None = None
    objecten: int = 0
    pakketten: int = 0


class Kopie:
    """The copy in one SQLite file, which only its owner may read; a new file is kept once something is in it.

    Everything here raises KopieOnbruikbaar for a file that is not a copy or that cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._usable():
            self._is_new = not path.exists()
            if self._is_new:
                path.touch(mode=0o600)
            self._connection = sqlite3.connect(path, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self) -> None:
        """Make the tables in an empty file; a file of another program is left as it is."""
        (application,) = self._connection.execute("pragma application_id").fetchone()
        if application != APPLICATION:
            tables = {name for (name,) in self._connection.execute("select tbl_name from sqlite_master")}
            if application or tables not in (set(), NAMES):
                raise KopieOnbruikbaar(
                    f"{self._path} is geen kopie van leveringen, maar een database van een ander programma."
                )
            self._connection.executescript(TABLES)
        (done,) = self._connection.execute("pragma user_version").fetchone()
        for number, migration in enumerate(MIGRATIONS[done:], done + 1):
            self._connection.executescript(f"begin; {migration} pragma user_version = {number}; commit;")

    def close(self) -> None:
        """Close the file."""
        with self._usable():
            try:
                filled = self._connection.execute("select 1 from stand limit 1").fetchone()
            finally:
                self._connection.close()
            if self._is_new and not filled:
                self._path.unlink(missing_ok=True)

    def stand(self, koppeling: str, school: str) -> Stand | None:
        """The last delivery that was applied; None before the first."""
        with self._usable():
            row = self._connection.execute(
                "select volgnummer, sha256, met_sha256 from stand where koppeling = ? and school = ?",
                (koppeling, school),
            ).fetchone()
        if row is None:
            return None
        volgnummer, sha256, met_sha256 = row
        return Stand(volgnummer, sha256, bool(met_sha256))

    def objects(self, koppeling: str, school: str) -> Iterator[Fragment]:
        """Everything in the copy, by kind and key."""
        with self._usable():
            rows = self._connection.execute(
                "select entiteit, key, xml from object where koppeling = ? and school = ?"
                " order by entiteit, key",
                (koppeling, school),
            )
            for row in rows:
                yield Fragment(*row)

    def schools(self, koppeling: str) -> dict[str, int]:
        """The schools of which a link's copy holds anything, with the number of objects."""
        with self._usable():
            rows = self._connection.execute(
                "select stand.school, count(object.key) from stand left join object using (koppeling, school)"
                " where koppeling = ? group by stand.school",
                (koppeling,),
            )
            return dict(rows.fetchall())

    def destroy(self, koppeling: str, school: str, pakketten: int, moment: datetime) -> Vernietiging:
        """Destroy all that there is of a school, and keep the proof of that: also of what else was destroyed.

        ``pakketten`` is how many packages of the school were removed beside the copy. What was deleted is
        overwritten in the file, and so is what was changed before.
        """
        link = (koppeling, school)
        with self._usable():
            self._connection.execute("pragma secure_delete = on")
        with self._transaction():
            stand = self.stand(koppeling, school)
            objecten = self._connection.execute(
                "delete from object where koppeling = ? and school = ?", link
            ).rowcount
            self._connection.execute("delete from stand where koppeling = ? and school = ?", link)
            vernietiging = Vernietiging(
                moment=moment,
                volgnummer=None if stand is None else stand.volgnummer,
                sha256=None if stand is None else stand.sha256,
                objecten=objecten,
                pakketten=pakketten,
            )
            self._connection.execute(
                "insert or replace into vernietigd values (?, ?, ?, ?, ?, ?, ?)",
                (
                    *link,
                    tijd.format_moment(moment),
                    vernietiging.volgnummer,
                    vernietiging.sha256,
                    objecten,
                    pakketten,
                ),
            )
        with self._usable():
            self._connection.execute("vacuum")
        return vernietiging

    def apply(self, pakket: Pakket) -> bool:
        """Apply a delivery; False when it was applied before.

        Raises KetenOnderbroken if it does not follow on the delivery that was applied last, and
        PakketOngeldig or DocumentOngeldig; then nothing has changed.
        """
        manifest = pakket.manifest
        sha256 = _digest(pakket.path)
        with ExitStack() as stack:
            # Every set is judged before the copy changes at all.
            sources = {
                bestand.set: stack.enter_context(pakket.judged(bestand))
                for bestand in manifest.bestanden
                if bestand.naam is not None
            }
            return self._change(manifest, sha256, sources)

    def _change(self, manifest: Manifest, sha256: str, sources: Mapping[str, IO[bytes]]) -> bool:
        link = (manifest.koppeling, str(manifest.school))
        with self._transaction():
            present = self.stand(*link)
            if present is not None and manifest.volgnummer <= present.volgnummer:
                require_same(manifest, sha256, present)
                return False
            require_next(manifest, present)
            for bestand in manifest.bestanden:
                self._apply(bestand, sources.get(bestand.set), link)
            self._connection.execute(
                "insert or replace into stand (koppeling, school, volgnummer, sha256, met_sha256)"
                " values (?, ?, ?, ?, ?)",
                (*link, manifest.volgnummer, sha256, manifest.has_digests),
            )
        return True

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Everything within is stored, or nothing is; what is read in it still holds when it is written."""
        with self._usable():
            # Immediate: two programs that apply deliveries to one copy take turns, from their first look on.
            self._connection.execute("begin immediate")
            try:
                yield
                self._connection.execute("commit")
            except BaseException:
                if self._connection.in_transaction:  # a full disk has ended it already
                    self._connection.execute("rollback")
                raise

    @contextmanager
    def _usable(self) -> Iterator[None]:
        """Turn the errors of the disk and of SQLite into KopieOnbruikbaar, with their cause in words."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            why = oorzaak(error) or str(error)
            raise KopieOnbruikbaar(f"De kopie {self._path} is niet te gebruiken: {why}.") from error

    def _apply(self, bestand: Pakketbestand, source: IO[bytes] | None, link: tuple[str, str]) -> None:
        if bestand.status in (Setstatus.VOLLEDIG, Setstatus.UIT):
            self._connection.execute(
                "delete from object where koppeling = ? and school = ? and naam = ?", (*link, bestand.set)
            )
        if source is None or bestand.set == EDEX or not bestand.is_document:
            return  # the same people and groups once more, for programs that read no GKV
        for change in read.read(source):
            if isinstance(change, Verwijzing):
                self._connection.execute(
                    "delete from object where koppeling = ? and school = ? and entiteit = ? and key = ?",
                    (*link, change.entiteit, change.key),
                )
            else:
                self._connection.execute(
                    "insert or replace into object values (?, ?, ?, ?, ?, ?)",
                    (*link, bestand.set, change.entiteit, change.key, change.xml),
                )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def in_words(manifest: Manifest) -> str:
    """A delivery in one line, for people."""
    return f"Levering {manifest.volgnummer} ({manifest.soort.value}) van school {manifest.school}"
