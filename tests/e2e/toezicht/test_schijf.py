"""A disk that is full: readiness says so, the log says it once, and all goes on when there is room again."""

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from tests.chaos.mounts import Disk, mounted
from tests.chaos.outcome import NotPossible
from tests.support.callers import get, post
from tests.support.databases import cluster, postgres_binaries
from tests.support.messages.results import BRENG, bericht
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server, serving

pytestmark = pytest.mark.e2e
ASKED_ANEW = 0.6
"""Seconds after which readiness writes again."""


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Disk]:
    try:
        with mounted(folder, megabytes) as disk:
            yield disk
    except NotPossible as error:
        pytest.skip(str(error))


@pytest.fixture
def sqlite(migrated_sqlite: Path, tmp_path: Path) -> Iterator[tuple[Disk, str]]:
    with small_disk(tmp_path / "klein", 6) as disk:
        path = disk.folder / "uwlr.sqlite"
        path.write_bytes(migrated_sqlite.read_bytes())
        yield disk, f"sqlite:///{path}"


@pytest.fixture
def postgresql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Disk, str]]:
    binaries = postgres_binaries()
    if binaries is None:
        pytest.skip("there is no PostgreSQL here")
    with small_disk(tmp_path / "klein", 160) as disk:
        for folder in (tmp_path, *tmp_path.parents):
            folder.chmod(folder.stat().st_mode | 0o011)  # the cluster is of another user
        monkeypatch.setattr(tempfile, "tempdir", str(disk.folder))
        # PostgreSQL may crash on a full disk and be recovering at the end; the cluster is thrown away anyway.
        with cluster(binaries) as made, suppress(psycopg.OperationalError), made.migrated() as url:
            yield disk, url


def ready(server: Server) -> tuple[int, dict[str, str]]:
    """What readiness says now, and not a moment ago."""
    time.sleep(ASKED_ANEW)
    answer = get(server.url, "/health/ready")
    checks: dict[str, str] = json.loads(answer.content)["checks"]
    return answer.status, checks


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_readiness_and_the_log_say_that_the_disk_is_full(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    disk, url = request.getfixturevalue(kind)
    with serving(url, tmp_path, UWLR_WORKERS="1") as server:
        server.invoer.store(schoolgegevens())
        sleutel = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL]).sleutel
        assert ready(server)[0] == 200
        disk.fill()
        for _ in range(3):
            status, checks = ready(server)
            assert (status, checks["database"]) == (503, "cannot be used (schijf vol)")
        assert get(server.url, "/health/live").status == 200
        for _ in range(3):
            post(server.url, bericht(sleutel), BRENG)
        disk.free()
        assert ready(server) == (200, {"database": "ok", "schemas": "ok", "journal": "ok"})
        assert post(server.url, bericht(sleutel), BRENG).kind == "leerresultaten_bevestiging"
        said = [event.get("message", "") for event in server.events()]
        assert said.count("schijf vol: geen ruimte voor de database") == 1
        told = [event for event in server.events() if event["event"] == "not ready"]
        assert [event["reason"] for event in told] == ["cannot be used (schijf vol)"]
        assert [event["check"] for event in server.events() if event["event"] == "ready again"] == [
            "database"
        ]


def test_a_journal_without_room_is_a_warning(migrated_sqlite: Path, tmp_path: Path) -> None:
    path = tmp_path / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    with small_disk(tmp_path / "klein", 1) as disk:
        journal = str(disk.folder / "journaal.jsonl")
        with serving(f"sqlite:///{path}", tmp_path, UWLR_WORKERS="1", UWLR_JOURNAL=journal) as server:
            disk.fill()
            status, checks = ready(server)
            assert (status, checks["journal"]) == (200, "cannot be used (schijf vol)")
            assert '"status":"warning"' in get(server.url, "/health/ready").content.decode().replace(" ", "")
            disk.free()
            assert ready(server)[1]["journal"] == "ok"
