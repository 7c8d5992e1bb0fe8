"""The queue in PostgreSQL, worked off in this process: each package once, and nothing left behind."""

import asyncio
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from tests.support.databases import Cluster
from tests.support.gkv.nights import Service
from tests.support.servers.ports import free_port
from tests.support.servers.waiting import until
from tests.taken.test_twee_uitgaven import TAKEN
from uwlr_service.config import Settings
from uwlr_service.repository.database import Database
from uwlr_service.repository.verbinding import bounded
from uwlr_service.taken import on_procrastinate
from uwlr_service.taken.on_procrastinate import QUEUE, Engine

NACHT = date(2026, 11, 20)
LATE = datetime(2026, 11, 20, 4, tzinfo=UTC)
MORNING = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def service(postgres: Cluster, tmp_path: Path) -> Iterator[Service]:
    with postgres.empty() as url:
        database = Database.open(url)
        database.upgrade()
        settings = Settings.from_environment({"UWLR_DATABASE_URL": url, "UWLR_VAR": str(tmp_path / "var")})
        yield Service(settings, database, schools=2, links=1)
        database.close()


async def queued(engine: Engine) -> int:
    """How many packages are in the queue or in hand; the tasks of each minute come and go beside them."""
    jobs = list(await engine.app.job_manager.list_jobs_async(queue=QUEUE, task="pakket"))
    assert all(
        job.task_kwargs.keys() == TAKEN["pakket"].keys() for job in jobs
    )  # another release may have it
    return len(jobs)


def test_a_night_is_queued_once_and_worked_off(service: Service) -> None:
    engine = Engine(service.work(lambda: LATE), bounded(service.settings.database_url))

    async def night() -> list[int]:
        async with engine.app.open_async():
            await engine.ensure_schema()
            await engine.ensure_schema()
            await engine.fill()
            await engine.fill()
            waiting = await queued(engine)
            await engine.app.run_worker_async(
                queues=[QUEUE], wait=False, delete_jobs="always", install_signal_handlers=False
            )
            return [waiting, await queued(engine)]

    waiting, left = asyncio.run(night())
    assert waiting == len(service.scholen)
    assert left == 0
    service.check(NACHT)


def test_a_worker_that_finds_no_database_can_be_stopped(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits for a database as long as need be, and for a signal no longer than for a connection."""
    monkeypatch.setattr(on_procrastinate, "POOL_SECONDS", 0.5)
    nobody = f"postgresql://127.0.0.1:{free_port()}/uwlr"

    def stop() -> None:
        until(lambda: [line["event"] for line in told] == ["the database is away, the worker waits for it"])
        os.kill(os.getpid(), signal.SIGTERM)

    with capture_logs() as told, ThreadPoolExecutor() as other:
        stopped = other.submit(stop)
        on_procrastinate.run(service.work(lambda: MORNING), nobody)
        stopped.result()


def test_a_task_of_a_newer_worker_is_in_nobodys_way(service: Service) -> None:
    """Workers of two releases share the queue while machines are upgraded."""
    engine = Engine(service.work(lambda: LATE), bounded(service.settings.database_url))

    async def night() -> int:
        async with engine.app.open_async():
            await engine.ensure_schema()
            await engine.app.configure_task("van_later", queue=QUEUE).defer_async(iets="nieuws")
            await engine.fill()
            await engine.app.run_worker_async(
                queues=[QUEUE], wait=False, delete_jobs="always", install_signal_handlers=False
            )
            return len(list(await engine.app.job_manager.list_jobs_async(queue=QUEUE, task="van_later")))

    assert asyncio.run(night()) == 0
    service.check(NACHT)


def test_outside_the_window_nothing_is_queued(service: Service) -> None:
    engine = Engine(service.work(lambda: MORNING), bounded(service.settings.database_url))

    async def morning() -> int:
        async with engine.app.open_async():
            await engine.ensure_schema()
            await engine.fill()
            return await queued(engine)

    assert asyncio.run(morning()) == 0
    assert service.taken(NACHT) == ()


def test_what_a_killed_worker_had_in_hand_is_taken_out_of_the_queue(service: Service) -> None:
    engine = Engine(service.work(lambda: LATE), bounded(service.settings.database_url))
    manager = engine.app.job_manager

    async def swept() -> list[int]:
        async with engine.app.open_async():
            await engine.ensure_schema()
            await engine.fill()
            killed = await manager.register_worker()
            assert await manager.fetch_job([QUEUE], killed) is not None
            with service.database.write() as connection:
                connection.execute(
                    text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
                )
            before = await queued(engine)
            await engine.app.configure_task("sweep").defer_async(timestamp=0)
            await engine.app.run_worker_async(
                queues=[QUEUE], wait=False, delete_jobs="always", install_signal_handlers=False
            )
            return [before, await queued(engine)]

    before, left = asyncio.run(swept())
    assert before == len(service.scholen)
    assert left == 0
