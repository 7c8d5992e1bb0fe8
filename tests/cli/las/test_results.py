"""``uwlr las results``: lines of JSON on standard output, and nothing else there."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from tests.support.gkv.answering import Service, serving
from tests.support.places import ROOT
from uwlr_service.formats.gkv import handtekening

FEED = "/las/v1/resultaten?limiet=500"
CONFIRM = "/las/v1/resultaten/ontvangstbevestiging"
FIRST = {"cursor": "1", "key": "R1", "leerling": "Zoë \u202e"}
SECOND = {"cursor": "2", "key": "R2", "leerling": "L2"}


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as answering:
        answering.tell(CONFIRM, {})
        answering.tell(FEED, {"resultaten": [FIRST, SECOND], "cursor": "2", "meer": False})
        yield answering


@pytest.fixture
def options(service: Service, tmp_path: Path) -> list[str]:
    key = tmp_path / "sleutel.json"
    key.write_text(json.dumps(handtekening.new_key()))
    stand = tmp_path / "stand.json"
    return ["--url", service.url, "--las", "1", "--key-file", str(key), "--stand", str(stand)]


def test_each_result_is_a_line(options: list[str], tmp_path: Path) -> None:
    done = Uwlr(tmp_path).good("las", "results", *options)
    lines = done.stdout_bytes.decode("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [FIRST, SECOND]
    assert "Zoë \\u202e" in lines[0]  # a terminal shows what is there
    assert done.stderr == ""


def test_definitions_are_collected_once_and_before_their_results(
    service: Service, options: list[str], tmp_path: Path
) -> None:
    content = b'{"toetscode": "T1"}'
    digest = hashlib.sha256(content).hexdigest()
    path = f"/las/v1/toetsdefinities/{digest}"
    service.tell(path, content)
    named = [{**result, "toetsdefinitie": digest} for result in (FIRST, SECOND)]
    odd = {"cursor": "3", "toetsdefinitie": "../../etc"}
    service.answers[FEED] = []
    service.tell(FEED, {"resultaten": [*named, odd], "cursor": "3", "meer": False})
    folder = tmp_path / "definities"
    Uwlr(tmp_path).good("las", "results", *options, "--definities", folder)
    assert [file.name for file in folder.iterdir()] == [f"{digest}.json"]
    assert (folder / f"{digest}.json").read_bytes() == content
    assert service.asked.count(path) == 1


@pytest.mark.parametrize("probleem", ["cursor-verlopen", "cursor-ongeldig"])
def test_a_cursor_that_leads_nowhere_says_how_to_begin_anew(
    service: Service, options: list[str], tmp_path: Path, probleem: str
) -> None:
    uwlr = Uwlr(tmp_path)
    uwlr.good("las", "results", *options)
    problem = {"type": f"urn:uwlr-service:probleem:{probleem}", "detail": "Begin opnieuw."}
    service.tell(f"{FEED}&na=2", problem, 410)
    said = uwlr.refused("las", "results", *options)
    assert said == f"Begin opnieuw. Daarvoor haalt u {tmp_path / 'stand.json'} weg."


def test_another_refusal_keeps_its_own_words(service: Service, options: list[str], tmp_path: Path) -> None:
    service.answers[FEED] = []
    service.tell(FEED, {"detail": "De scope is te klein."}, 403)
    assert Uwlr(tmp_path).refused("las", "results", *options) == "De scope is te klein."


def test_following_is_stopped_by_sigterm_and_ends_well(service: Service, options: list[str]) -> None:
    waits = threading.Event()
    answer = service.answer

    def seen(path: str) -> tuple[int, dict[str, str], bytes]:
        if path == f"{FEED}&na=2":
            waits.set()
        return answer(path)

    service.answer = seen  # type: ignore[method-assign]
    empty = {"resultaten": [], "cursor": "2", "meer": False}
    service.tell(f"{FEED}&na=2", empty, 200, Retry_After="60")
    command = [sys.executable, "-m", "uwlr_service.cli", "las", "results", "--follow", *options]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert waits.wait(30)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, b"")
    assert [json.loads(line)["cursor"] for line in out.splitlines()] == ["1", "2"]
    assert service.asked.count(CONFIRM) == 1


def test_a_reader_that_leaves_loses_nothing(service: Service, options: list[str], tmp_path: Path) -> None:
    """Whoever reads along takes one line and goes; the other comes again."""
    many = [{"cursor": str(number), "key": "x" * 100_000} for number in range(1, 40)]
    service.answers[FEED] = []
    service.tell(FEED, {"resultaten": many, "cursor": "39", "meer": False})
    command = [sys.executable, "-m", "uwlr_service.cli", "las", "results", *options]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["cursor"] == "1"
        process.stdout.close()
        assert process.wait(30) == 1
    remembered = json.loads((tmp_path / "stand.json").read_text(encoding="utf-8"))["inhoud"]
    assert 1 <= int(remembered["cursor"]) < 39
    assert remembered["bevestigd"] is False
