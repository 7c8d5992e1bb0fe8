"""Receivers of webhooks that never come to an end keep no package waiting, nor the end of a worker."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import pytest

from tests.support.gkv.hostile import NEVER_ACCEPTS, WAYS, receiving
from tests.support.gkv.listening import Listener, listening
from tests.support.gkv.nights import Service
from tests.support.partners.handelenden import DOOR
from uwlr_service.config import Settings
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.gkv.webhookbeheer import Webhookbeheer

BEFORE = date(2026, 11, 19)
NACHT = date(2026, 11, 20)
LATE_BEFORE = datetime(2026, 11, 19, 4, tzinfo=UTC)
LATE = datetime(2026, 11, 20, 4, tzinfo=UTC)
HOSTILE = [*WAYS, NEVER_ACCEPTS]
SCHOOLS = 2
STOPPED_WITHIN = 20


@pytest.fixture
def urls() -> Iterator[list[str]]:
    """Where each hostile partner wants to be told."""
    with ExitStack() as stack:
        yield [stack.enter_context(receiving(name)) for name in HOSTILE]


@pytest.fixture
def honest() -> Iterator[Listener]:
    with listening() as listener:
        yield listener


@pytest.fixture
def service(settings: Settings, database: Database, urls: list[str], honest: Listener) -> Service:
    """As many links as partners, each with a message for every school that waits."""
    everybody = [*urls, honest.url]
    hosts = frozenset(urlsplit(url).netloc for url in everybody)
    made = Service(replace(settings, webhook_hosts=hosts), database, schools=SCHOOLS, links=len(everybody))
    beheer = Webhookbeheer(database, Ondertekening(database, settings.secret))
    for koppeling, url in zip(made.koppelingen, everybody, strict=True):
        beheer.set(koppeling, url, door=DOOR)
    work = made.work(lambda: LATE_BEFORE)
    nacht, rijen = work.tick() or (BEFORE, [])
    for rij in rijen:
        work.make(nacht, rij)
    return made


def test_everybody_gets_a_package_and_the_worker_ends(service: Service, honest: Listener) -> None:
    with service.clocked(LATE) as worker:
        service.wait(lambda: service.made(NACHT) == len(service.koppelingen) * SCHOOLS)
        service.wait(lambda: len(honest.heard) >= SCHOOLS)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(STOPPED_WITHIN) == 0, service.log
    service.check(BEFORE, NACHT)


def test_a_night_that_is_worked_off_once_can_be_stopped_while_it_tells(service: Service) -> None:
    with service.worker("--once", "--nacht", str(NACHT)) as worker:
        service.wait(lambda: "night" in service.log)
        worker.send_signal(signal.SIGTERM)
        worker.wait(STOPPED_WITHIN)
    service.check(BEFORE, NACHT)
