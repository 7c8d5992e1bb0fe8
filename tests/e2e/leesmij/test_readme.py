"""The exercise of README.rst, letter for letter, in a folder where nothing is."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.places import ROOT
from tests.support.servers.ports import free_port, wait_for_port

pytestmark = pytest.mark.e2e

BLOCK = re.compile(r"^\.\. code-block:: console\n\n((?:   .*\n|\n)+)", re.MULTILINE)
SERVE = "uwlr serve"
KEY = re.compile(r"^ (?:\S+ )+ +Groep \S+ +(\S+) *$", re.MULTILINE)
SLEUTEL = re.compile(r"autorisatiesleutel +(\S+)")


def blocks() -> list[list[str]]:
    """The commands of each block of the exercise; a line that goes on below is one."""
    text = (ROOT / "README.rst").read_text(encoding="utf-8")
    exercise = text.partition("First steps\n")[2].partition("From then on")[0]
    return [
        [command.strip() for command in re.sub(r"\\\n", "", block).split("   $ ")[1:]]
        for block in BLOCK.findall(exercise)
    ]


class Terminal:
    """A shell in a bare folder, with ``uwlr`` on the path as ``make venv`` puts it."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self.environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
            "COLUMNS": "80",
            # Somebody else may have the port of the README.
            "UWLR_BIND": f"127.0.0.1:{port}",
        }

    def line(self, command: str) -> list[str]:
        """The command as a person types it, in the environment that README made first."""
        typed = command.replace("127.0.0.1:8080", f"127.0.0.1:{self.port}")
        return ["bash", "-c", f". .venv/bin/activate; {typed}"]

    def run(self, command: str) -> str:
        """What a command wrote; it must end well."""
        done = subprocess.run(
            self.line(command),
            cwd=self.folder,
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        return done.stdout + done.stderr


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal in a folder that holds the environment of ``make venv``, and nothing else."""
    (tmp_path / ".venv").symlink_to(sys.prefix)
    return Terminal(tmp_path, free_port())


@pytest.fixture
def served(terminal: Terminal) -> Iterator[list[str]]:
    """What the first block wrote, with its server running behind it."""
    first = blocks()[0]
    assert first[0] == ". .venv/bin/activate"
    assert first[-1] == SERVE
    written = [terminal.run(command) for command in first[1:-1]]
    with (terminal.folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            terminal.line(f"exec {SERVE}"), cwd=terminal.folder, env=terminal.environ, stdout=log, stderr=log
        )
        try:
            assert wait_for_port(server, terminal.port)
            yield written
        finally:
            server.terminate()
            server.wait(30)


def test_the_exercise_is_done_as_it_is_written(terminal: Terminal, served: list[str]) -> None:
    shown = SLEUTEL.search(served[-1])
    assert shown is not None, served[-1]
    terminal.environ["UWLR_SLEUTEL"] = shown[1]
    _, pull, narrowed, brought, packages = blocks()
    (pulled,) = (terminal.run(command) for command in pull)
    assert "Leerlingen (" in pulled
    *_, state = [terminal.run(command) for command in narrowed]
    assert "Verstrekt van school 99AA/00" in state

    with_keys, written, sent, listed = brought
    key = KEY.search(terminal.run(with_keys))
    assert key is not None
    terminal.run(written.replace(" KEY ", f" {key[1]} "))
    assert "Bevestigd: 1 resultaat van 1 leerling voor 1 toets." in terminal.run(sent)
    assert "BLOK-1" in terminal.run(listed)

    *_, verified = [terminal.run(command) for command in packages]
    assert "99AA" in verified
    made = {path.name for path in terminal.folder.iterdir()} - {"server.log"}
    assert made == {".venv", "var", "scholen", "sleutels.json", "toets.csv"}
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {f"/{name}" for name in made} <= {line.rstrip("/") for line in ignored}
