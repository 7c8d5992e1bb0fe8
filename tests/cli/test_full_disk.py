"""A disk that is full, or takes no file of this size: a sentence, and nothing half written."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from tests.support.commandline import Uwlr
from tests.support.places import ROOT

SCHOOL = ("demo-data", "--schools", "1", "--pupils", "200", "--seed", "1")
FAULT = "Fout: Het lezen of schrijven van een bestand lukt niet"
ROOM = 60_000
"""Bytes that a file may have: less than a school in EDEXML, and than a database."""
LITTLE_ROOM = 34_000


def little_room() -> None:
    """Let files of the process that is started be no larger than this."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))


def very_little_room() -> None:
    """Less than the enrollments of a school in OneRoster, and enough to read a database."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (LITTLE_ROOM, LITTLE_ROOM))


def run(
    folder: Path,
    *args: str,
    stdout: int | IO[bytes] = subprocess.PIPE,
    preexec: Callable[[], None] | None = None,
) -> tuple[int, list[str]]:
    """The exit code of a command in a process of its own, and what it said on standard error."""
    # A measure of coverage would not fit on the disk either, and would say so.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    done = subprocess.run(
        [sys.executable, "-m", "uwlr_service.cli", *args],
        env={**inherited, "PYTHONPATH": str(ROOT), "UWLR_VAR": str(folder / "var")},
        cwd=folder,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=preexec,
    )
    return done.returncode, done.stderr.splitlines()


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The folder of an installation with one school."""
    uwlr = Uwlr(tmp_path)
    environ = {"UWLR_DATABASE_URL": f"sqlite:///{tmp_path / 'var' / 'uwlr.sqlite'}"}
    uwlr.good("db", "upgrade", **environ)
    uwlr.good(*SCHOOL, **environ)
    return tmp_path


def test_a_file_that_cannot_be_written_to_its_end(tmp_path: Path) -> None:
    code, said = run(tmp_path, *SCHOOL, "--to", "files", preexec=little_room)
    assert (code, said) == (2, [f"{FAULT}: het bestand wordt te groot voor deze schijf."])
    assert list((tmp_path / "files").iterdir()) == []


def test_standard_output_that_cannot_be_written(installed: Path) -> None:
    with open("/dev/full", "wb") as full:
        code, said = run(installed, "edexml", "export", "--school", "99AA/00", stdout=full)
    assert (code, said) == (2, [f"{FAULT}: de schijf is vol."])


def test_a_backup_that_does_not_fit(installed: Path) -> None:
    code, said = run(installed, "db", "backup", preexec=little_room)
    assert code == 3
    assert said[-1].startswith("Fout: De database is niet te kopiëren: ")
    assert list((installed / "var" / "backups").iterdir()) == []
    assert run(installed, "db", "backup")[0] == 0


def test_a_roster_that_does_not_fit_is_not_there_and_not_in_the_register(installed: Path) -> None:
    uwlr = Uwlr(installed, f"sqlite:///{installed / 'var' / 'uwlr.sqlite'}")
    link = ("--klantnaam", "Rooster", "--klantcode", "R1", "--gegevensset", "gkv-basis", "--school", "99AA")
    uwlr.good("koppeling", "add", *link)
    uwlr.good("koppeling", "afspraak", "1", "--veld", "leerling/gebruikersnaam=aan")
    before = sorted(installed.iterdir())
    export = ("gkv", "export", "1", "--formaat", "oneroster", "--school", "99AA", "--to", "rooster")
    code, said = run(installed, *export, preexec=very_little_room)
    assert (code, said[-2:]) == (
        2,
        ["Er is niets geschreven.", "Fout: rooster: het bestand wordt te groot voor deze schijf."],
    )
    assert sorted(installed.iterdir()) == before
    assert uwlr.json("koppeling", "show", "1")["verstrekkingen"] == []
