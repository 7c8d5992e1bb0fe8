"""A LAS follows the feed of a server that is hurt: it sees every confirmed result, and each once."""

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.fresh_databases import DATABASES, migrated
from tests.support.hypothesis_profiles import examples
from tests.support.las.follower import Volger
from tests.support.las.verbinding import Verbinding
from tests.support.publishers import RESULTS, Publishers, stored
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server, serving

pytestmark = pytest.mark.e2e
ENOUGH = 100_000
KILLS = 4
"""Ten times as many in the thorough profile, which takes a minute."""


@pytest.fixture(params=DATABASES)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A server of its own: it will be hurt."""
    with migrated(request, tmp_path) as url, serving(url, tmp_path, UWLR_WORKERS="2") as running:
        running.invoer.store(schoolgegevens())
        yield running


@pytest.fixture
def las(server: Server) -> Iterator[Verbinding]:
    """A LAS that has the small school."""
    verbinding = Verbinding(server, [SCHOOL])
    yield verbinding
    verbinding.close()


def kill(server: Server) -> None:
    workers = server.workers()
    if workers:
        with suppress(ProcessLookupError):
            os.kill(random.choice(workers), signal.SIGKILL)


def test_every_confirmed_result_is_seen_once_under_kills(server: Server, las: Verbinding) -> None:
    uitgifte = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL])
    with Volger(las) as volger, Publishers(server.url, uitgifte.sleutel, ENOUGH, senders=4) as load:
        for _ in range(examples(KILLS)):
            time.sleep(1.5)
            assert load.is_running
            kill(server)
        time.sleep(1.5)
        load.stop()
    assert len(load.confirmed) > len(load.sent) / 2
    assert len(set(volger.seen)) == len(volger.seen)
    of_confirmed = {f"{name}-{part}" for name in load.confirmed for part in range(RESULTS)}
    assert of_confirmed <= set(volger.seen)
    # And nothing else than what is there: a message that was not confirmed may have been stored.
    there = {f"{name}-{part}" for name in stored(server.database).whole for part in range(RESULTS)}
    assert set(volger.seen) == there


def test_a_result_is_in_the_feed_as_soon_as_it_is_confirmed(server: Server, las: Verbinding) -> None:
    uitgifte = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL])
    token = las.token()
    cursor = las.call("/resultaten", token).json()["cursor"]
    with Publishers(server.url, uitgifte.sleutel, 4, senders=4) as load:
        pass
    assert len(load.confirmed) == 4
    entries = las.call(f"/resultaten?na={cursor}", token).json()["resultaten"]
    assert len(entries) == 4 * RESULTS
