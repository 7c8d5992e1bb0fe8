"""A partner's own copy of a school: deliveries are applied in order, each whole or not at all."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.levering import Bestand, Manifest, Setstatus, Soort, Verwijzing
from uwlr_service.formats.gkv import read
from uwlr_service.formats.gkv.fragmenten import Fragment
from uwlr_service.formats.gkv.pakket import Pakket

EDEX = "edex"
TABLES = """
create table if not exists stand (koppeling text, school text, volgnummer integer not null,
    primary key (koppeling, school));
create table if not exists object (koppeling text, school text, naam text, entiteit text, key text,
    xml text not null, primary key (koppeling, school, entiteit, key));
"""


class KetenOnderbroken(Geweigerd):
    """Er ontbreekt een levering; haal een volledige set op."""


class Kopie:
    """The copy in one SQLite file."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.executescript(TABLES)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def volgnummer(self, koppeling: str, school: str) -> int | None:
        """The number of the last delivery that was applied; None before the first."""
        row = self._connection.execute(
            "select volgnummer from stand where koppeling = ? and school = ?", (koppeling, school)
        ).fetchone()
        return None if row is None else int(row[0])

    def objects(self, koppeling: str, school: str) -> Iterator[Fragment]:
        """Everything in the copy, by kind and key."""
        rows = self._connection.execute(
            "select entiteit, key, xml from object where koppeling = ? and school = ? order by entiteit, key",
            (koppeling, school),
        )
        return (Fragment(*row) for row in rows)

    def apply(self, pakket: Pakket) -> bool:
        """Apply a delivery; False when it was applied before.

        Raises KetenOnderbroken for a gap, and PakketOngeldig or DocumentOngeldig, in which case nothing
        has changed.
        """
        manifest = pakket.manifest
        link = (manifest.koppeling, str(manifest.school))
        present = self.volgnummer(*link)
        if present is not None and manifest.volgnummer <= present:
            return False
        if manifest.soort is Soort.MUTATIE and manifest.vorigvolgnummer != present:
            raise KetenOnderbroken(
                f"Levering {manifest.volgnummer} volgt op {manifest.vorigvolgnummer}, en deze kopie is bij"
                f" {present or 'nog geen enkele'}. Haal eerst de volledige levering"
                f" {manifest.basisvolgnummer} en wat daarna kwam."
            )
        self._connection.execute("begin immediate")
        try:
            for bestand in manifest.bestanden:
                self._apply(pakket, bestand, link)
            self._connection.execute(
                "insert or replace into stand values (?, ?, ?)", (*link, manifest.volgnummer)
            )
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")
        return True

    def _apply(self, pakket: Pakket, bestand: Bestand, link: tuple[str, str]) -> None:
        if bestand.status in (Setstatus.VOLLEDIG, Setstatus.UIT):
            self._connection.execute(
                "delete from object where koppeling = ? and school = ? and naam = ?", (*link, bestand.set)
            )
        if bestand.naam is None or bestand.set == EDEX:
            return  # the same people and groups once more, for programs that read EDEXML
        with _checked(pakket, bestand) as source:
            for one in read.read(source):
                if isinstance(one, Verwijzing):
                    self._connection.execute(
                        "delete from object where koppeling = ? and school = ? and entiteit = ? and key = ?",
                        (*link, one.entiteit, one.key),
                    )
                else:
                    self._connection.execute(
                        "insert or replace into object values (?, ?, ?, ?, ?, ?)",
                        (*link, bestand.set, one.entiteit, one.key, one.xml),
                    )


@contextmanager
def _checked(pakket: Pakket, bestand: Bestand) -> Iterator[IO[bytes]]:
    """The file once its digest is known to be right: nothing is read from what may be forged."""
    with TemporaryFile() as whole:
        for piece in pakket.read(bestand):
            whole.write(piece)
        whole.seek(0)
        yield whole


def in_words(manifest: Manifest) -> str:
    """A delivery in one line, for people."""
    return f"Levering {manifest.volgnummer} ({manifest.soort.value}) van school {manifest.school}"
