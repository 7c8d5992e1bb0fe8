"""A database that says it can write has just written; one that is busy with another writer can too."""

import logging
import sqlite3
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.chaos.mounts import mounted
from tests.chaos.outcome import NotPossible
from tests.support.databases import Cluster
from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.domain.oorzaak import FULL, is_full, oorzaak
from uwlr_service.domain.toezicht.schemastand import Schemastand
from uwlr_service.repository import schijf
from uwlr_service.repository.applied import newest_migration
from uwlr_service.repository.database import Database
from uwlr_service.repository.schijf import Volmelder

VERSION = text("select version_num from alembic_version")


def test_it_writes_and_changes_nothing(database: Database) -> None:
    for _ in range(3):
        database.try_write()
    assert database.schemastand() is Schemastand.GELIJK
    with database.read() as connection:
        assert connection.execute(VERSION).scalars().all() == [newest_migration()]


def test_another_writer_proves_as_much_and_keeps_nobody_waiting(database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("update alembic_version set version_num = version_num"))
        started = time.monotonic()
        database.try_write()
        assert time.monotonic() - started < 10  # a writer on SQLite waits for thirty seconds
    database.try_write()


@pytest.mark.postgres
def test_a_database_that_can_only_be_read_cannot_write(postgres: Cluster) -> None:
    with postgres.migrated() as url:
        name = url.rpartition("/")[2]
        postgres.execute(f"alter database {name} set default_transaction_read_only = on")
        database = Database.open(url)
        database.ping()
        with pytest.raises(DatabaseOnbereikbaar):
            database.try_write()
        database.close()


def test_a_file_that_can_only_be_read_cannot_write(migrated_sqlite: Path, tmp_path: Path) -> None:
    path = tmp_path / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    database = Database.open(f"sqlite:///{path}")
    with database.write() as connection:
        connection.execute(text("drop table alembic_version"))
    with pytest.raises(DatabaseOnbereikbaar) as raised:
        database.try_write()
    assert isinstance(raised.value.__cause__, sqlite3.OperationalError)
    database.close()


def test_a_full_disk_is_found_and_told_once_and_heals(
    migrated_sqlite: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also while SQLite has room left in its own log, where a little would still fit."""
    monkeypatch.setattr(schijf.volmelder, "_said", {})
    try:
        with mounted(tmp_path / "klein", 4) as disk:
            path = disk.folder / "uwlr.sqlite"
            path.write_bytes(migrated_sqlite.read_bytes())
            database = Database.open(f"sqlite:///{path}")
            database.try_write()
            disk.fill()
            for _ in range(3):
                with pytest.raises(DatabaseOnbereikbaar) as raised:
                    database.try_write()
                assert is_full(raised.value)
            disk.free()
            database.try_write()
            assert [entry.name for entry in disk.folder.glob(".proef*")] == []
            database.close()
    except NotPossible as error:
        pytest.skip(str(error))
    said = [record.getMessage() for record in caplog.records if "schijf vol" in record.getMessage()]
    assert said == ["schijf vol: geen ruimte voor de database"]


class OfPostgres(Exception):
    """An error as psycopg raises it."""

    sqlstate = "53100"


def test_a_full_disk_is_known_by_whatever_says_so(caplog: pytest.LogCaptureFixture) -> None:
    assert oorzaak(OfPostgres()) == FULL
    assert not is_full(ValueError("vol"))
    outer = DatabaseOnbereikbaar()
    outer.__cause__ = OfPostgres()
    assert is_full(outer)
    melder = Volmelder()
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            melder.tell(outer, "iets")
        melder.tell(outer, "iets anders")
        melder.tell(ValueError(), "niets")
    assert len(caplog.records) == 2
