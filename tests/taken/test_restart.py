"""The worker outlives PostgreSQL: it waits, goes on, makes each package once, and logs in JSON only."""

import json
import signal
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.support.databases import Cluster, cluster, postgres_binaries
from tests.support.gkv.nights import PATIENCE, Service
from tests.support.servers.waiting import until
from uwlr_service.config import Settings
from uwlr_service.repository.database import Database

pytestmark = pytest.mark.postgres
NACHT = date(2026, 11, 20)
AT_NIGHT = datetime(2026, 11, 20, 4, tzinfo=UTC)
BY_DAY = datetime(2026, 11, 20, 9, tzinfo=UTC)
LONG = 180.0
"""Seconds: a database that crashed may take long to recover."""
KEPT = {"synchronous_commit": "on"}
"""PostgreSQL crashes here, and not the machine: what it gave to the system is still there. With ``fsync`` it
would first have every file of the cluster written, at each start after a crash."""
CRASH = signal.SIGQUIT
FAST = signal.SIGINT


@pytest.fixture(scope="module")
def own() -> Iterator[Cluster]:
    """A cluster that these tests may stop, and that keeps what it confirmed; each leaves it running."""
    binaries = postgres_binaries()
    if binaries is None:
        pytest.skip("there is no PostgreSQL here")
    with cluster(binaries, **KEPT) as made:
        yield made


@pytest.fixture
def service(own: Cluster, tmp_path: Path) -> Iterator[Service]:
    with own.migrated() as url:
        database = Database.open(url)
        settings = Settings.from_environment({"UWLR_DATABASE_URL": url, "UWLR_VAR": str(tmp_path / "var")})
        yield Service(settings, database, schools=3, links=4)
        database.close()


def restart(own: Cluster, how: signal.Signals) -> None:
    own.stop(how)
    own.start()


def told(service: Service, event: str) -> int:
    """How many lines of the log are about an event; every line must be a JSON object."""
    lines = [json.loads(line) for line in service.log.splitlines()]
    assert all(isinstance(line, dict) for line in lines)
    return sum(line["event"] == event for line in lines)


def test_a_restart_in_the_middle_of_a_night_loses_nothing_and_doubles_nothing(
    own: Cluster, service: Service
) -> None:
    total = len(service.scholen) * len(service.koppelingen)
    with service.clocked(AT_NIGHT) as worker:
        for part, how in ((2, CRASH), (7, FAST)):
            until(lambda part=part: service.made(NACHT) >= part, LONG)  # type: ignore[misc]
            restart(own, how)
        until(lambda: service.made(NACHT) == total, LONG)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0, service.log
    service.check(NACHT)
    assert told(service, "the database is away, the worker waits for it") >= 1
    assert told(service, "uncaught") == 0


def test_a_worker_that_is_idle_waits_for_the_database_and_can_be_stopped(
    own: Cluster, service: Service
) -> None:
    with service.clocked(BY_DAY) as worker:
        until(lambda: told(service, "connected to the queue") == 1, LONG)
        own.stop(CRASH)
        until(lambda: told(service, "the database is away, the worker waits for it") == 1, LONG)
        own.start()
        until(lambda: told(service, "connected to the queue") == 2, LONG)
        own.stop(CRASH)
        until(lambda: told(service, "the database is away, the worker waits for it") == 2, LONG)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0, service.log
        own.start()
    told(service, "")
