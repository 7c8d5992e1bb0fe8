"""Results survive: what was confirmed is there whole, and everything else is there whole or not at all."""

import http.client
import itertools
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.callers import post
from tests.support.databases import DURABLE, Cluster, cluster, postgres_binaries
from tests.support.fresh_databases import DATABASES, migrated
from tests.support.messages.results import BRENG, bericht, resultaat, toetsafname
from tests.support.schools.builders import SCHOOL, eckid, leerling, schoolgegevens
from tests.support.servers.uwlr import Server, serving
from uwlr_service.domain.uwlr.resultatenlijst import Resultatenfilter
from uwlr_service.uitwisseling.koppeling.koppelingen import Uitgifte
from uwlr_service.uitwisseling.uwlr.resultaten import Resultatenoverzicht

pytestmark = pytest.mark.e2e

SENDERS, RESULTS = 4, 3
LOST = (http.client.HTTPException, OSError)
PAUSE = 0.2
"""Seconds before a publisher goes on after a call that was not confirmed: or a dead server eats the load."""


class Load:
    """Publishers that send small messages one after another, and remember what was confirmed."""

    def __init__(self, url: str, sleutel: str, messages: int) -> None:
        self._url, self._sleutel, self._each = url, sleutel, messages // SENDERS
        self.sent: set[str] = set()
        self.confirmed: set[str] = set()
        self._threads = [threading.Thread(target=self._send, args=(number,)) for number in range(SENDERS)]

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for thread in self._threads:
            thread.join()

    @property
    def is_running(self) -> bool:
        return any(thread.is_alive() for thread in self._threads)

    def _send(self, sender: int) -> None:
        for number in range(self._each):
            name = f"{sender}-{number}"
            day = f"2026-{1 + number % 9:02d}-{1 + number // 9 % 28:02d}"
            results = (resultaat(f"{name}-{part}", part, datum=day) for part in range(RESULTS))
            self.sent.add(name)
            if self._confirms(bericht(self._sleutel, toetsafname("L1", *results))):
                self.confirmed.add(name)
            else:
                time.sleep(PAUSE)

    def _confirms(self, message: bytes) -> bool:
        try:
            return post(self._url, message, BRENG).status == 200
        except LOST:
            return False


def judge(server: Server, load: Load) -> None:
    """Compare what is stored with what was sent and confirmed."""
    found = Resultatenoverzicht(server.database).of_school(SCHOOL, Resultatenfilter(history=True))
    stored = Counter(regel.resultaat.key.rpartition("-")[0] for regel in found)
    assert set(stored.values()) <= {RESULTS}
    assert load.confirmed <= set(stored) <= load.sent
    assert len({regel.resultaat.key for regel in found}) == len(found)


def disturb(load: Load, blow: Callable[[], None], pause: float) -> int:
    """Strike at random moments for as long as the load runs; returns how often."""
    struck, chance = 0, random.Random(3)
    while load.is_running:
        time.sleep(chance.uniform(0.2, 1.0) * pause)
        blow()
        struck += 1
    return struck


@pytest.fixture(params=DATABASES)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A server of its own: it will be hurt."""
    with migrated(request, tmp_path) as url, serving(url, tmp_path, UWLR_WORKERS="2") as running:
        running.invoer.store(schoolgegevens())
        yield running


@pytest.fixture
def uitgifte(server: Server) -> Uitgifte:
    """A link with the small school."""
    return server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL])


def test_killing_workers_loses_nothing_that_was_confirmed(server: Server, uitgifte: Uitgifte) -> None:
    def kill() -> None:
        workers = server.workers()
        if workers:
            with suppress(ProcessLookupError):
                os.kill(random.choice(workers), signal.SIGKILL)

    with Load(server.url, uitgifte.sleutel, 2000) as load:
        assert disturb(load, kill, 1.5) > 3
    assert len(load.confirmed) > len(load.sent) / 2
    judge(server, load)


@pytest.mark.postgres
@pytest.mark.parametrize("server", ["postgresql"], indirect=True)
def test_a_database_that_drops_everybody_loses_nothing(
    server: Server, uitgifte: Uitgifte, postgres: Cluster
) -> None:
    name = server.settings.database_url.rpartition("/")[2]

    def drop() -> None:
        postgres.execute(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'")

    with Load(server.url, uitgifte.sleutel, 1200) as load:
        assert disturb(load, drop, 0.4) > 3
    assert len(load.confirmed) > len(load.sent) / 2
    judge(server, load)


@pytest.mark.postgres
def test_a_database_that_stops_and_crashes_loses_nothing(tmp_path: Path) -> None:
    binaries = postgres_binaries()
    if binaries is None:
        pytest.skip("this machine has no PostgreSQL server binaries")
    ways = itertools.cycle((signal.SIGINT, signal.SIGQUIT))
    with (
        cluster(binaries, **DURABLE) as postgres,
        postgres.migrated() as url,
        serving(url, tmp_path, UWLR_WORKERS="2") as server,
    ):
        server.invoer.store(schoolgegevens())
        uitgifte = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL])

        def restart() -> None:
            postgres.stop(next(ways))
            time.sleep(0.2)
            postgres.start()

        with Load(server.url, uitgifte.sleutel, 3000) as load:
            assert disturb(load, restart, 1.5) > 2
        assert len(load.sent) > len(load.confirmed) > len(load.sent) / 4
        server.database.close()
        judge(server, load)


def day(number: int) -> str:
    """One for every thousand results."""
    return f"2025-{1 + number // 5000:02d}-{1 + number // 1000 % 5:02d}"


def test_fifty_thousand_results_in_one_message(server: Server) -> None:
    pupils = tuple(leerling(f"P{number}", eckid=eckid(number)) for number in range(1000))
    server.invoer.store(schoolgegevens(leerlingen=pupils), allow_shrink=True)
    uitgifte = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL])
    message = bericht(
        uitgifte.sleutel,
        *(
            toetsafname(
                f"P{number % 1000}",
                resultaat(
                    f"R{number}", datum=day(number), infourl=f"https://uitgever.example/uitslag/{number}"
                ),
                eckid=eckid(number % 1000),
            )
            for number in range(50_000)
        ),
    )
    assert len(message) > 20_000_000
    assert post(server.url, message, BRENG).status == 200
    found = Resultatenoverzicht(server.database).of_school(SCHOOL, Resultatenfilter())
    assert len(found) == 50_000
    assert {regel.resultaat.uitslag for regel in found} == {7}
