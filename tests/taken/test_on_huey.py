"""The tasks on huey: what a tick puts in its queue."""

from datetime import UTC, datetime

import pytest

from tests.support.gkv.nights import Service
from uwlr_service.config import Settings
from uwlr_service.repository.database import Database
from uwlr_service.taken.on_huey import build

LATE = datetime(2026, 11, 20, 4, tzinfo=UTC)
NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)


@pytest.mark.parametrize(("moment", "queued"), [(NOON, 0), (LATE, 6)], ids=["by day", "at night"])
def test_a_tick_queues_every_package_once_and_only_at_night(
    settings: Settings, database: Database, moment: datetime, queued: int
) -> None:
    service = Service(settings, database, schools=3, links=2)
    huey, tick = build(service.work(lambda: moment))
    tick()
    tick()
    assert [task.name for task in huey.pending()] == ["pakket"] * queued
    huey.storage.close()
