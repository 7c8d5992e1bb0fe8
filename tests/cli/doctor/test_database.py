"""``uwlr doctor`` on the database: reachable, writable, of this version, and not older than its journal."""

from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support.commandline import Uwlr
from tests.support.databases import Cluster
from tests.support.migrations import migrate_as_newer
from tests.support.toezicht.doctor import Doctor
from uwlr_service.domain.toezicht.schemastand import Migratiesoort
from uwlr_service.repository.applied import newest_migration
from uwlr_service.repository.database import Database

ABOUT = "Database"
NOWHERE = "postgresql://uwlr@127.0.0.1:1/uwlr"


@pytest.fixture
def here(database: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Doctor:
    """On each kind of database."""
    monkeypatch.chdir(tmp_path)
    return Doctor(Uwlr(tmp_path, database_url))


def execute(database: Database, statement: str) -> None:
    with database.write() as connection:
        connection.execute(text(statement))


def test_all_is_well(here: Doctor) -> None:
    found = here.about(ABOUT)
    assert found.keys() <= {"goed", "let op"}
    assert f"migratie {newest_migration()}" in found["goed"]
    assert "even ver" in found["goed"]


def test_one_that_is_not_migrated(here: Doctor, database: Database) -> None:
    execute(database, "update alembic_version set version_num = '0001'")
    assert "uwlr db upgrade" in here.about(ABOUT)["herstel"]


def test_one_that_a_newer_program_extended(here: Doctor, database: Database) -> None:
    migrate_as_newer(database, Migratiesoort.EXPAND)
    found = here.about(ABOUT)
    assert "herstel" not in found
    assert "uitgebreid door een nieuwere versie" in found["let op"]


def test_one_of_a_newer_program(here: Doctor, database: Database) -> None:
    execute(database, "update alembic_version set version_num = '9999'")
    assert "nieuwere versie" in here.about(ABOUT)["herstel"]


def test_one_that_is_not_there(doctor: Doctor) -> None:
    found = doctor.about(ABOUT, UWLR_DATABASE_URL=NOWHERE)
    assert found.keys() == {"herstel"}
    assert "onbereikbaar" in found["herstel"]
    assert "pas als de database" in doctor.about("Logboek", UWLR_DATABASE_URL=NOWHERE)["onbekend"]


@pytest.mark.postgres
def test_one_that_cannot_be_written(
    postgres: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with postgres.migrated() as url:
        found = Doctor(Uwlr(tmp_path, f"{url}?options=-cdefault_transaction_read_only=on")).about(ABOUT)
    assert "antwoordt" in found["goed"]
    assert "Er is niet in te schrijven" in found["herstel"]


@pytest.mark.postgres
def test_a_replica_that_is_none(postgres: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with postgres.migrated() as url:
        doctor = Doctor(Uwlr(tmp_path, url))
        found = doctor.about(ABOUT, UWLR_DATABASE_REPLICA_URL=NOWHERE)
        assert "De replica antwoordt niet" in found["let op"]
        found = doctor.about(ABOUT, UWLR_DATABASE_REPLICA_URL=f"{url}?application_name=zelf")
        assert "die niets overneemt" in found["let op"]
        found = doctor.about(ABOUT, UWLR_DATABASE_REPLICA_URL=postgres.url("postgres"))
        assert "een kopie van een andere database" in found["herstel"]


def test_one_that_was_put_back(uwlr: Uwlr, doctor: Doctor, migrated_sqlite: Path) -> None:
    uwlr.good("db", "backup")
    (uwlr.folder / "uwlr.sqlite").write_bytes(migrated_sqlite.read_bytes())
    for beside in uwlr.folder.glob("uwlr.sqlite-*"):
        beside.unlink()
    assert doctor.about(ABOUT)["herstel"]


def test_a_journal_that_cannot_be_written(uwlr: Uwlr, doctor: Doctor) -> None:
    place = uwlr.folder / "bestand"
    place.write_text("")
    found = doctor.about(ABOUT, UWLR_JOURNAL=str(place / "journaal.jsonl"))
    assert "journaal" in found["herstel"]


@pytest.mark.postgres
def test_more_connections_than_the_server_lets_in(
    postgres: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with postgres.migrated() as url:
        here = Doctor(Uwlr(tmp_path, url))
        assert "let op" not in here.about(ABOUT, UWLR_WORKERS="1", UWLR_THREADS="2")
        told = here.about(ABOUT, UWLR_WORKERS="20", UWLR_THREADS="8")["let op"]
    assert "laat 200 verbindingen toe, en deze server kan er 510 vragen" in told
