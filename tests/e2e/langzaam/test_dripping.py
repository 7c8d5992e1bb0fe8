"""Clients that never come to an end, in every way of theirs; honest callers notice nothing of them."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from tests.support.callers import post
from tests.support.messages.soap import request
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server, serving
from tests.support.slow_clients import WAYS, SlowClients

pytestmark = pytest.mark.e2e
SLOW = 400
CALLS = 200
CALLERS = 8
SECONDS = 18
"""Longer than a head may take, so that all of those were let go once."""
ALLOWED = 100
"""Megabytes that a worker may take above what it had at its start."""


@pytest.fixture(params=[("1", "1"), ("2", "8")], ids=["1x1", "2x8"])
def server(
    request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path: Path
) -> Iterator[tuple[Server, str]]:
    """A server without a proxy, and the key of a link."""
    workers, threads = request.param
    (tmp_path / "uwlr.sqlite").write_bytes(migrated_sqlite.read_bytes())
    url = f"sqlite:///{tmp_path / 'uwlr.sqlite'}"
    with serving(url, tmp_path, UWLR_WORKERS=workers, UWLR_THREADS=threads) as running:
        running.wait(lambda: running.log.count("worker_ready") == int(workers))
        running.invoer.store(schoolgegevens())
        uitgifte = running.beheer.add(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], door=DOOR)
        yield running, uitgifte.sleutel


def memory(server: Server) -> int:
    """The resident memory of all workers, in megabytes."""
    return sum(psutil.Process(pid).memory_info().rss for pid in server.workers()) >> 20


def test_honest_callers_notice_nothing(server: tuple[Server, str]) -> None:
    running, sleutel = server
    before = running.workers()
    at_start = memory(running)
    crowd = SlowClients(running.url, SLOW)
    dripping = threading.Thread(target=crowd.work, args=(SECONDS,))
    dripping.start()
    with ThreadPoolExecutor(CALLERS) as callers:
        while dripping.is_alive():
            calls = [callers.submit(post, running.url, request(sleutel)) for _ in range(CALLS)]
            assert {call.result().status for call in calls} == {200}
    crowd.close()
    assert running.workers() == before
    assert memory(running) - at_start < ALLOWED * len(before)
    let_go = {name for name in WAYS if crowd.ended[name]}
    assert let_go >= {"idle", "request line", "headers", "body", "chunk sizes", "half closed"}


def test_a_server_that_stops_waits_for_no_slow_client(server: tuple[Server, str]) -> None:
    running, _ = server
    crowd = SlowClients(running.url, len(WAYS) * 4)
    crowd.work(2)
    running.process.terminate()
    assert running.process.wait(20) == 0
    crowd.close()
