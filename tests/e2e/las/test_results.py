"""``uwlr las results`` and a real server: every result once, whatever kills the command or the server."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.las.verbinding import Verbinding
from tests.support.places import ROOT
from tests.support.publishers import RESULTS, Publishers
from tests.support.schools.builders import SCHOOL
from tests.support.servers.uwlr import Server
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

pytestmark = pytest.mark.e2e

KILLS = 4
PATIENCE = 30


class Las:
    """A LAS that follows a server into a file, by the command, which may be killed."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server = server
        self.verbinding = Verbinding(server, [SCHOOL])
        self.lines = folder / "resultaten.jsonl"
        self.stand = folder / "stand.json"
        key = folder / "sleutel.json"
        key.write_text(json.dumps(self.verbinding.private))
        self.command = [
            *(sys.executable, "-m", "uwlr_service.cli", "las", "results", "--url", server.url),
            *("--las", str(self.verbinding.las.id), "--key-file", str(key), "--stand", str(self.stand)),
        ]

    @contextmanager
    def following(self) -> Iterator["subprocess.Popen[bytes]"]:
        """The command with ``--follow``; whoever leaves the block has ended it."""
        with self.lines.open("ab") as out:
            process = subprocess.Popen([*self.command, "--follow"], stdout=out, env=environ())
            try:
                yield process
            finally:
                process.kill()
                process.wait(PATIENCE)

    def take(self, *options: str | Path) -> None:
        """Take over what there is, once."""
        with self.lines.open("ab") as out:
            subprocess.run([*self.command, *options], stdout=out, env=environ(), timeout=PATIENCE, check=True)

    def seen(self) -> Counter[str]:
        """How often each result went out, by its cursor."""
        return Counter(json.loads(line)["cursor"] for line in self.lines.read_bytes().splitlines())

    def keys(self) -> set[str]:
        """The keys of what went out."""
        return {json.loads(line)["key"] for line in self.lines.read_bytes().splitlines()}

    def definitions(self) -> set[str]:
        """The definitions that they name."""
        return {json.loads(line)["toetsdefinitie"] for line in self.lines.read_bytes().splitlines()}

    def wait_for(self, count: int) -> None:
        """Wait until so many lines are out."""
        until = time.monotonic() + PATIENCE
        while not self.lines.exists() or self.lines.read_bytes().count(b"\n") < count:
            assert time.monotonic() < until
            time.sleep(0.05)


def environ() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


@pytest.fixture
def las(fresh: Server, tmp_path: Path) -> Las:
    return Las(fresh, tmp_path)


def test_what_there_is_goes_out_once_and_is_confirmed(las: Las, uitgifte: Uitgifte) -> None:
    folder = las.stand.parent / "definities"
    las.take("--definities", folder)
    before = sum(las.seen().values())  # what other tests brought to this school
    with Publishers(las.server.url, uitgifte.sleutel, 4, senders=2) as load:
        pass
    las.take("--definities", folder)
    las.take()
    assert {file.stem for file in folder.iterdir()} == las.definitions()
    assert set(las.seen().values()) == {1}
    assert sum(las.seen().values()) == before + 4 * RESULTS
    assert {f"{name}-{part}" for name in load.confirmed for part in range(RESULTS)} <= las.keys()
    assert json.loads(las.stand.read_text(encoding="utf-8"))["inhoud"]["bevestigd"] is True


def test_following_under_kills_misses_nothing(las: Las, uitgifte: Uitgifte) -> None:
    """A kill between a line and its cursor gives that one line again, which its cursor tells."""
    with Publishers(las.server.url, uitgifte.sleutel, 1000, senders=2, pace=0.05) as load:
        for _ in range(KILLS):
            with las.following() as process:
                time.sleep(2)
                process.send_signal(signal.SIGKILL)
        load.stop()
    with las.following() as process:
        las.wait_for(len(load.confirmed) * RESULTS)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    las.take()
    assert {f"{name}-{part}" for name in load.confirmed for part in range(RESULTS)} <= las.keys()
    again = sum(las.seen().values()) - len(las.seen())
    assert again <= KILLS
