"""A worker says that it is there, once a minute, and is forgotten a week after it fell silent."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.gkv.nights import Service
from uwlr_service import __version__
from uwlr_service.config import Settings
from uwlr_service.domain import tijd
from uwlr_service.domain.toezicht.levensteken import KEPT, SILENT
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.toezicht.levenstekens import Levenstekens

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def service(settings: Settings, database: Database) -> Service:
    return Service(settings, database, schools=1, links=1)


def test_a_worker_gives_a_sign_when_it_starts(service: Service, database: Database) -> None:
    before = tijd.now()
    with service.worker():
        service.wait(lambda: bool(Levenstekens(database).all()))
    (teken,) = Levenstekens(database).all()
    assert teken.versie == __version__
    assert before <= teken.begonnen <= teken.gezien
    assert not teken.is_silent(teken.gezien + SILENT)
    assert teken.is_silent(teken.gezien + SILENT + timedelta(seconds=1))


def test_each_sign_takes_the_place_of_the_one_before(service: Service, database: Database) -> None:
    moments = iter([NOON, NOON + timedelta(minutes=1), NOON + timedelta(minutes=2)])
    work = service.work(lambda: next(moments))
    for _ in range(2):
        work.live(lambda: False)
    (teken,) = Levenstekens(database).all()
    assert (teken.begonnen, teken.gezien) == (NOON, NOON + timedelta(minutes=2))


def test_a_worker_that_stops_gives_none(service: Service, database: Database) -> None:
    service.work(lambda: NOON).live(lambda: True)
    assert Levenstekens(database).all() == []


def test_it_is_forgotten_in_the_morning_a_week_later(service: Service, database: Database) -> None:
    service.work(lambda: NOON).live(lambda: False)
    service.work(lambda: NOON + KEPT).clear_up()
    assert len(Levenstekens(database).all()) == 1
    service.work(lambda: NOON + KEPT + timedelta(seconds=1)).clear_up()
    assert Levenstekens(database).all() == []
