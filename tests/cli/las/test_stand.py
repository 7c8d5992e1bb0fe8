"""What a command of the LAS remembers is written whole, belongs to one command, and to one run at a time."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from uwlr_service.cli.las.stand import StandBezet, StandOnbruikbaar, held

URL = "https://uwlr.example.nl"
FOR_EVER = """
import sys
from pathlib import Path
from uwlr_service.cli.las.stand import held
with held(Path(sys.argv[1]), "uwlr las push", "https://uwlr.example.nl", 1) as stand:
    number = 0
    while True:
        number += 1
        stand.inhoud["geplaatst"] = {str(place): str(number) * 50 for place in range(200)}
        stand.store(safely=number % 2 == 0)
        if number == 3:
            print("ready", flush=True)
"""
"""Writes a state again and again, until somebody kills it."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "stand.json"


def remembered(
    path: Path, opdracht: str = "uwlr las push", url: str = URL, las: int = 1
) -> dict[str, object]:
    with held(path, opdracht, url, las) as stand:
        return stand.inhoud


def test_nothing_is_remembered_before_the_first_run(path: Path) -> None:
    assert remembered(path) == {}
    assert not path.exists()


@pytest.mark.parametrize("safely", [True, False])
def test_what_was_stored_is_there_the_next_time(path: Path, safely: bool) -> None:
    with held(path, "uwlr las push", URL, 1) as stand:
        stand.inhoud["cursor"] = "abc"
        stand.store(safely=safely)
    assert remembered(path, url=f"{URL}/") == {"cursor": "abc"}
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["stand.json", "stand.json.slot"]


def test_nobody_else_reads_it(path: Path) -> None:
    with held(path, "uwlr las push", URL, 1) as stand:
        stand.store()
    assert path.stat().st_mode & 0o777 == 0o600


def test_two_runs_take_turns(path: Path) -> None:
    with held(path, "uwlr las push", URL, 1), pytest.raises(StandBezet, match="loopt al een opdracht"):
        remembered(path)
    assert remembered(path) == {}


OTHER = pytest.mark.parametrize(
    "changed", [{"opdracht": "uwlr las results"}, {"url": "https://elders.example.nl"}, {"las": 2}]
)


@OTHER
def test_a_state_that_remembers_nothing_is_anybodys(path: Path, changed: dict[str, object]) -> None:
    with held(path, "uwlr las push", URL, 1) as stand:
        stand.store()
    assert remembered(path, **changed) == {}  # type: ignore[arg-type]


@OTHER
def test_the_state_of_another_is_not_taken(path: Path, changed: dict[str, object]) -> None:
    with held(path, "uwlr las push", URL, 1) as stand:
        stand.inhoud["cursor"] = "abc"
        stand.store()
    with pytest.raises(StandOnbruikbaar, match="van een andere opdracht"):
        remembered(path, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b"\xff", b'{"inhoud": {}, "opdracht": "x"}', b'{"inhoud": 1}']
)
def test_what_is_no_state_is_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StandOnbruikbaar):
        remembered(path)
    assert path.read_bytes() == content


def test_a_process_that_is_killed_leaves_a_whole_state_and_no_lock(path: Path) -> None:
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", FOR_EVER, str(path)], stdout=subprocess.PIPE, env=dict(os.environ)
        )
        assert process.stdout is not None
        with process, process.stdout as said:
            assert said.readline() == b"ready\n"
            process.send_signal(signal.SIGKILL)
        placed = remembered(path)["geplaatst"]
        assert isinstance(placed, dict)
        assert len(placed) == 200
        assert len(set(placed.values())) == 1
    assert json.loads(path.read_text(encoding="utf-8"))["las"] == 1
