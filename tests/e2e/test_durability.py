"""Results survive: what was confirmed is there whole, and everything else is there whole or not at all."""

import itertools
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.callers import post
from tests.support.databases import DURABLE, Cluster, cluster, postgres_binaries
from tests.support.fresh_databases import DATABASES, migrated
from tests.support.hypothesis_profiles import examples
from tests.support.messages.results import BRENG, bericht, resultaat, toetsafname
from tests.support.publishers import Publishers, judge
from tests.support.schools.builders import SCHOOL, eckid, leerling, schoolgegevens
from tests.support.servers.uwlr import Server, serving
from uwlr_service.domain.uwlr.resultatenlijst import Resultatenfilter
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.uwlr.resultaten import Resultatenoverzicht

pytestmark = pytest.mark.e2e


ENOUGH = 100_000
"""Messages of a load that nobody gets to the end of."""


def disturb(load: Publishers, blow: Callable[[], None], pause: float, times: int) -> None:
    """Strike so often, at random moments while the load runs; then let it end.

    Ten times as often in the thorough profile, and a thousand times in ``make chaos``.
    """
    chance = random.Random(3)
    for _ in range(examples(times)):
        time.sleep(chance.uniform(0.2, 1.0) * pause)
        assert load.is_running
        blow()
    time.sleep(pause)
    load.stop()


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

    with Publishers(server.url, uitgifte.sleutel, ENOUGH) as load:
        disturb(load, kill, 1.5, 16)
    assert len(load.confirmed) > len(load.sent) / 2
    judge(server.database, load)


@pytest.mark.postgres
@pytest.mark.parametrize("server", ["postgresql"], indirect=True)
def test_a_database_that_drops_everybody_loses_nothing(
    server: Server, uitgifte: Uitgifte, postgres: Cluster
) -> None:
    name = server.settings.database_url.rpartition("/")[2]

    def drop() -> None:
        postgres.execute(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'")

    with Publishers(server.url, uitgifte.sleutel, ENOUGH) as load:
        disturb(load, drop, 0.4, 24)
    assert len(load.confirmed) > len(load.sent) / 2
    judge(server.database, load)


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

        with Publishers(server.url, uitgifte.sleutel, ENOUGH) as load:
            disturb(load, restart, 1.5, 8)
        assert len(load.sent) > len(load.confirmed) > len(load.sent) / 4
        server.database.close()
        judge(server.database, load)


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
