"""``/health`` and ``/metrics``: what an operator's machinery asks."""

import threading
import time
from pathlib import Path

import pytest
from lxml import etree
from sqlalchemy import text
from werkzeug.test import Client

from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.formats.schemas import AUTORISATIE, Schema
from uwlr_service.repository.database import Database
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

    def is_current(self) -> bool:
        return True


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
