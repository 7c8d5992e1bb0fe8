"""Workers that are killed at random leave every package made once."""

import random
from contextlib import ExitStack
from datetime import UTC, date, datetime

import pytest

from tests.support.gkv.nights import PATIENCE, Process, Service
from uwlr_service.config import Settings
from uwlr_service.repository.database import Database

NACHT = date(2026, 11, 20)
FIVE_IN_THE_MORNING = datetime(2026, 11, 20, 4, tzinfo=UTC)


@pytest.fixture
def service(settings: Settings, database: Database) -> Service:
    return Service(settings, database, schools=12, links=4)


def test_two_workers_killed_at_random(service: Service) -> None:
    chance = random.Random()
    total = len(service.scholen) * len(service.koppelingen)

    with ExitStack() as stack:

        def start() -> Process:
            return stack.enter_context(service.worker("--once", "--nacht", str(NACHT)))

        workers = [start(), start()]
        for at in sorted(chance.sample(range(1, total // 2), 3)):
            service.wait(lambda at=at: service.made(NACHT) >= at)  # type: ignore[misc]
            victim = chance.choice([worker for worker in workers if worker.poll() is None])
            victim.kill()
            victim.wait(PATIENCE)
            service.expire_leases()  # also of the one that lives on, which must then publish nothing
            workers[workers.index(victim)] = start()
        assert [worker.wait(PATIENCE) for worker in workers] == [0, 0], service.log
    if service.made(NACHT) < total:  # the last one killed had a package in hand, and nobody came after it
        service.expire_leases()
        with service.worker("--once", "--nacht", str(NACHT)) as last:
            assert last.wait(PATIENCE) == 0
    service.check(NACHT)


def test_two_workers_on_the_engine_killed_at_random(service: Service) -> None:
    chance = random.Random()
    total = len(service.scholen) * len(service.koppelingen)
    with ExitStack() as stack:

        def start() -> Process:
            return stack.enter_context(service.clocked(FIVE_IN_THE_MORNING))

        workers = [start(), start()]
        for at in sorted(chance.sample(range(1, total - 5), 2)):
            service.wait(lambda at=at: service.made(NACHT) >= at)  # type: ignore[misc]
            place = chance.randrange(2)
            workers[place].kill()
            workers[place].wait(PATIENCE)
            service.expire_leases()
            workers[place] = start()
        service.wait(lambda: service.made(NACHT) == total)
    service.check(NACHT)
