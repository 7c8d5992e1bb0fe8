"""``Prefer: wait``: a LAS hears of a result when it comes, and nobody else has to wait for that."""

import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.support.callers import post
from tests.support.databases import Cluster
from tests.support.las.verbinding import Verbinding
from tests.support.messages.results import BRENG, bericht
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server, serving

pytestmark = pytest.mark.e2e
WAIT = {"Prefer": "wait=30"}


@pytest.fixture
def server(postgres: Cluster, tmp_path: Path) -> Iterator[Server]:
    """A worker with eight threads, of which two may wait."""
    with (
        postgres.migrated() as url,
        serving(url, tmp_path, UWLR_WORKERS="1", UWLR_THREADS="8") as running,
    ):
        running.invoer.store(schoolgegevens())
        yield running


@pytest.fixture
def las(server: Server) -> Iterator[Verbinding]:
    """A LAS that has the small school."""
    verbinding = Verbinding(server, [SCHOOL])
    yield verbinding
    verbinding.close()


class Wachter:
    """A call in a thread of its own, that may take its time."""

    def __init__(self, las: Verbinding, cursor: str, token: str) -> None:
        self._answers: list[requests.Response] = []
        self.seconds = 0.0
        self._call: Any = lambda: requests.get(
            f"{las.server.url}/las/v1/resultaten",
            params={"na": cursor},
            headers={"Authorization": f"Bearer {token}", **WAIT},
            timeout=60,
        )
        self.thread = threading.Thread(target=self._wait)
        self.thread.start()

    @property
    def is_waiting(self) -> bool:
        """Whether there is no answer yet."""
        return not self._answers

    def answer(self) -> requests.Response:
        """The answer, once it is there."""
        self.thread.join()
        (answer,) = self._answers
        return answer

    def _wait(self) -> None:
        began = time.monotonic()
        self._answers.append(self._call())
        self.seconds = time.monotonic() - began


@pytest.mark.postgres
def test_a_las_that_is_shut_out_while_it_waits_gets_nothing(server: Server, las: Verbinding) -> None:
    uitgifte = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL])
    token = las.token()
    cursor = las.call("/resultaten", token).json()["cursor"]
    waiting = Wachter(las, cursor, token)
    time.sleep(1)
    assert waiting.is_waiting
    las.sleutels.remove(las.las.id, las.sleutel, door=DOOR)
    assert post(server.url, bericht(uitgifte.sleutel), BRENG).status == 200
    assert waiting.answer().status_code == 401


@pytest.mark.postgres
def test_two_of_eight_threads_wait_and_hear_of_what_comes(server: Server, las: Verbinding) -> None:
    uitgifte = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL])
    token = las.token()
    cursor = las.call("/resultaten", token).json()["cursor"]
    waiting = [Wachter(las, cursor, token) for _ in range(2)]
    time.sleep(1)
    assert [wachter.is_waiting for wachter in waiting] == [True, True]
    # There is no third place: this one has to come back.
    third = las.call(f"/resultaten?na={cursor}", token, headers=WAIT)
    assert third.status_code == 200
    assert third.json()["resultaten"] == []
    assert int(third.headers["Retry-After"]) > 0
    assert post(server.url, bericht(uitgifte.sleutel), BRENG).status == 200
    for wachter in waiting:
        answer = wachter.answer()
        assert [entry["key"] for entry in answer.json()["resultaten"]] == ["R1"]
        assert answer.headers["Preference-Applied"]
    # The places are free again.
    last = Wachter(las, waiting[0].answer().json()["cursor"], token)
    time.sleep(1)
    assert last.is_waiting
    # A worker that is asked to stop keeps nobody waiting.
    assert server.stop(signal.SIGTERM) == 0
    answer = last.answer()
    assert (answer.status_code, answer.json()["resultaten"]) == (200, [])
    assert last.seconds < 20
