"""A worker that is asked to stop finishes what it has in hand, and leaves the rest to the next."""

import signal
import stat
from datetime import UTC, date, datetime

import pytest

from tests.support.gkv.nights import PATIENCE, Service
from uwlr_service.config import Settings
from uwlr_service.domain.gkv.nacht import Uitkomst
from uwlr_service.repository.database import Database

NACHT = date(2026, 11, 20)
FIVE_IN_THE_MORNING = datetime(2026, 11, 20, 4, tzinfo=UTC)


@pytest.fixture
def service(settings: Settings, database: Database) -> Service:
    return Service(settings, database, schools=12, links=4)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_night_is_stopped_and_resumed(service: Service, how: signal.Signals) -> None:
    with service.worker("--once", "--nacht", str(NACHT)) as worker:
        service.wait(lambda: service.made(NACHT) >= 3)
        worker.send_signal(how)
        assert worker.wait(PATIENCE) == 0, service.log
    assert {taak.uitkomst for taak in service.taken(NACHT)} == {Uitkomst.WACHT, Uitkomst.GEMAAKT}
    with service.worker("--once", "--nacht", str(NACHT)) as worker:
        assert worker.wait(PATIENCE) == 0, service.log
    service.check(NACHT)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_engine_stops_without_leaving_a_package_in_hand(service: Service, how: signal.Signals) -> None:
    with service.clocked(FIVE_IN_THE_MORNING) as worker:
        service.wait(lambda: service.made(NACHT) >= 3)
        worker.send_signal(how)
        assert worker.wait(PATIENCE) == 0, service.log
    assert {taak.uitkomst for taak in service.taken(NACHT)} <= {Uitkomst.WACHT, Uitkomst.GEMAAKT}
    if service.database.dialect == "sqlite":  # huey's tasks are pickles
        queue = service.settings.var / "taken.sqlite"
        assert stat.S_IMODE(queue.stat().st_mode) == 0o600
