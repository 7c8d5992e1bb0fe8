"""``/metrics`` tells the truth: beside a second server, after killed workers, and on a disk that is full."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.chaos.mounts import Disk, mounted
from tests.chaos.outcome import NotPossible
from tests.support.callers import get, post
from tests.support.messages.soap import request
from tests.support.places import ROOT
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server, serving

pytestmark = pytest.mark.e2e
PATIENCE = 60


def pulled(server: Server, outcome: str = "gegevens") -> float:
    """How many calls of leerlinggegevens the server counted."""
    labels = {"operation": "leerlinggegevens", "outcome": outcome}
    document = get(server.url, "/metrics").content.decode()
    (number,) = (
        sample.value
        for family in text_string_to_metric_families(document)
        for sample in family.samples
        if sample.name == "uwlr_calls_total" and sample.labels == labels
    )
    return number


@pytest.fixture
def server(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Server]:
    """Two workers with the small school."""
    path = tmp_path / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    with serving(f"sqlite:///{path}", tmp_path) as running:
        running.invoer.store(schoolgegevens())
        yield running


def pull(server: Server, sleutel: str, times: int) -> None:
    """So many answers with data, from any worker."""
    for _ in range(times):
        assert post(server.url, request(sleutel)).kind == "leerlinggegevens"


def test_what_is_watched_stands_at_zero_before_the_first_call(server: Server) -> None:
    assert pulled(server) == 0
    assert pulled(server, "Server.InterneFout") == 0
    document = get(server.url, "/metrics").content.decode()
    assert 'uwlr_calls_total{operation="gkv.pakket",outcome="200"} 0.0' in document
    assert 'uwlr_calls_total{operation="getLeerlingen",outcome="gegevens"} 0.0' in document


@pytest.mark.parametrize("port", ["its own", "another"])
def test_a_second_server_leaves_the_numbers_of_the_first_alone(server: Server, port: str) -> None:
    sleutel = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL]).sleutel
    pull(server, sleutel, 8)
    bind = server.url.removeprefix("http://") if port == "its own" else "127.0.0.1:0"
    environ = {
        "UWLR_DATABASE_URL": server.settings.database_url,
        "UWLR_VAR": str(server.settings.var),
        "UWLR_BIND": bind,
        "UWLR_WORKERS": "1",
        "PYTHONPATH": str(ROOT),
    }
    second = subprocess.Popen(
        [sys.executable, "-m", "uwlr_service.cli", "serve"],
        env=os.environ | environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert second.stdout is not None
    if port == "another":
        assert any('"worker_ready"' in line for line in second.stdout)
        assert pulled(server) == 8
        second.kill()
    assert second.wait(PATIENCE) != 0
    second.stdout.close()
    assert pulled(server) == 8
    pull(server, sleutel, 8)
    assert pulled(server) == 16


def test_what_a_killed_worker_counted_stays_and_its_follower_goes_on(server: Server) -> None:
    sleutel = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL]).sleutel
    for round_ in range(1, 4):
        pull(server, sleutel, 4)
        before = server.workers()
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        server.wait(lambda before=set(before): _are_new(server, before))
        assert pulled(server) == 4 * round_


def _are_new(server: Server, before: set[int]) -> bool:
    """Whether both workers are others than those before."""
    workers = server.workers()
    return len(workers) == 2 and not before.intersection(workers)


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """A disk that can be filled; the test is skipped where there is none."""
    try:
        with mounted(folder, 3) as disk:
            yield disk
    except NotPossible as error:
        pytest.skip(str(error))


def test_a_full_disk_ends_no_worker_and_takes_no_numbers(migrated_sqlite: Path, tmp_path: Path) -> None:
    """The folder of the service is full before its workers count anything, and when a new one begins."""
    path = tmp_path / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    with (
        small_disk(tmp_path / "klein") as disk,
        serving(f"sqlite:///{path}", tmp_path, UWLR_VAR=str(disk.folder / "var")) as server,
    ):
        server.invoer.store(schoolgegevens())
        sleutel = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL]).sleutel
        disk.fill()
        pull(server, sleutel, 4)
        (first, _) = server.workers()
        os.kill(first, signal.SIGKILL)
        server.wait(lambda: len(server.workers()) == 2 and first not in server.workers())
        pull(server, sleutel, 4)
        assert pulled(server) == 8
        assert "SIGBUS" not in server.log
        disk.free()
        assert server.stop() == 0
