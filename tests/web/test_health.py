"""``/health`` and ``/metrics``: what an operator's machinery asks."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from sqlalchemy import text
from werkzeug.test import Client

from tests.support.databases import database_of
from tests.support.migrations import migrate_as_newer
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.fouten import DatabaseTeruggezet
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.toezicht.schemastand import Migratiesoort, Schemastand
from uwlr_service.formats.schemas import AUTORISATIE, Schema
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.journaal import Journaalbestand
from uwlr_service.web.health import check_schemas, database_check


def ready(url: str, folder: Path) -> tuple[int, dict[str, str]]:
    """What readiness says on a database."""
    application = create_app(Settings.from_environment({"UWLR_DATABASE_URL": url, "UWLR_VAR": str(folder)}))
    answer = Client(application).get("/health/ready")
    application.close()
    assert answer.json is not None
    return answer.status_code, answer.json["checks"]


def test_a_process_that_answers_is_alive(client: Client) -> None:
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_a_service_that_can_work_is_ready(client: Client) -> None:
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json == {"status": "ok", "checks": {"database": "ok", "schemas": "ok", "journal": "ok"}}
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_database_without_tables_is_not_ready(tmp_path: Path) -> None:
    status, checks = ready(f"sqlite:///{tmp_path}/empty.sqlite", tmp_path)
    assert status == 503
    assert "uwlr db upgrade" in checks["database"]
    assert checks["schemas"] == "ok"


def test_a_database_that_is_away_is_not_ready(tmp_path: Path) -> None:
    status, checks = ready("postgresql://iemand:geheim@127.0.0.1:1/uwlr", tmp_path)
    assert status == 503
    assert checks["database"].startswith("cannot be used")
    assert "geheim" not in checks["database"]


class HangingDatabase:
    """A database that does not answer until it is let go; a real one hangs when its network drops packets."""

    def __init__(self) -> None:
        self.release = threading.Event()

    def ping(self) -> None:
        self.release.wait(30)

    def schemastand(self) -> Schemastand:
        return Schemastand.GELIJK

    def try_write(self) -> None:
        pass


def test_a_database_that_hangs_does_not_hang_the_answer() -> None:
    hanging = HangingDatabase()
    check = database_check(hanging, limit=0.05)
    started = time.monotonic()
    answers = [check(), check(), check()]
    threads = [thread for thread in threading.enumerate() if thread.name == "patience"]

    assert time.monotonic() - started < 5
    assert answers[0] == "no answer within 0.05 s"
    assert answers[1] == answers[2] == "an earlier question was not answered yet"
    assert len(threads) == 1

    hanging.release.set()
    threads[0].join(5)
    assert check() == "ok"


def test_a_real_database_answers_within_the_limit(database: Database) -> None:
    assert database_check(database)() == "ok"


def test_a_database_of_a_newer_version_is_told(database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    assert database_check(database)() == "newer than this version of the service: upgrade the service"


def test_tables_that_a_newer_version_extended_are_a_warning(client: Client, database: Database) -> None:
    migrate_as_newer(database, Migratiesoort.EXPAND)
    answer = client.get("/health/ready")
    assert answer.json is not None
    assert (answer.status_code, answer.json["status"]) == (200, "warning")
    assert "a newer version added" in answer.json["checks"]["database"]
    assert answer.json["checks"]["journal"] == "ok"
    migrate_as_newer(database, Migratiesoort.CONTRACT)
    assert client.get("/health/ready").status_code == 503


@pytest.mark.parametrize("content", [b"<schema/>", b"geen xml"])
def test_a_broken_schema_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes) -> None:
    broken = tmp_path / "kapot.xsd"
    broken.write_bytes(content)
    with pytest.raises(etree.LxmlError):
        Schema(str(broken)).compiled()
    monkeypatch.setattr(AUTORISATIE, "path", broken)
    monkeypatch.setattr(AUTORISATIE, "_local", threading.local())

    assert check_schemas().startswith(f"{broken} does not compile")


def test_metrics_are_in_the_format_of_prometheus(client: Client) -> None:
    client.post("/uwlr/leerlinggegevens", data=b"geen xml", content_type="text/xml")
    answer = client.get("/metrics")

    assert answer.status_code == 200
    assert answer.mimetype == "text/plain"
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'uwlr_calls_total{operation="onbekend",outcome="Client.OngeldigBericht"}' in answer.text


@pytest.fixture
def journalled(settings: Settings, diensten: Diensten) -> Iterator[Client]:
    """The service on a database with a journal."""
    diensten.journaal.require_current()
    application = create_app(settings)
    yield Client(application)
    application.close()


def decide(diensten: Diensten) -> None:
    """Number a decision, which the journal has to have."""
    with database_of(diensten).write() as connection:
        BesluitRepository(connection).record_general(Besluitsoort.BACKUP, {})


def test_a_journal_that_cannot_be_written_is_told_and_stops_no_call(
    journalled: Client, diensten: Diensten
) -> None:
    path = diensten.settings.journal
    aside = path.rename(path.with_suffix(".opzij"))
    path.mkdir()
    decide(diensten)
    answer = journalled.get("/health/ready")
    assert answer.json is not None
    assert (answer.status_code, answer.json["status"]) == (200, "warning")
    assert answer.json["checks"]["journal"].startswith("cannot be used")
    path.rmdir()
    aside.rename(path)
    assert journalled.get("/health/ready").json == {
        "status": "ok",
        "checks": {"database": "ok", "schemas": "ok", "journal": "ok"},
    }
    assert len(Journaalbestand(path).read().besluiten) == 1


def test_a_database_that_is_older_than_its_journal_is_not_ready(
    journalled: Client, diensten: Diensten
) -> None:
    decide(diensten)
    with database_of(diensten).write() as connection:
        connection.execute(text("delete from besluit"))
        connection.execute(text("update installatie set besluitnummer = 0"))
    answer = journalled.get("/health/ready")
    assert answer.json is not None
    assert answer.status_code == 503
    assert "uwlr db restored" in answer.json["checks"]["journal"]


def test_a_worker_of_another_server_does_not_start_on_an_older_database(
    settings: Settings, diensten: Diensten, monkeypatch: pytest.MonkeyPatch
) -> None:
    diensten.journaal.require_current()
    decide(diensten)
    with database_of(diensten).write() as connection:
        connection.execute(text("delete from besluit"))
        connection.execute(text("update installatie set besluitnummer = 0"))
    monkeypatch.setenv("UWLR_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("UWLR_VAR", str(settings.var))
    with pytest.raises(DatabaseTeruggezet):
        create_app()
