"""``uwlr doctor`` says what is right and what to mend, changes nothing, and ends by what it found."""

from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from tests.support.toezicht.doctor import Doctor
from uwlr_service import __version__
from uwlr_service.domain import tijd
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.toezicht.levenstekens import Levenstekens

COLUMNS = 80
SUBJECTS = [
    *(
        "Instellingen",
        "Rechten",
        "Schijf",
        "Server",
        "Database",
        "Klok van de database",
        "Worker",
        "Sleutels",
    ),
    *("Backup", "Logboek", "Map met backups", "Adressen", "Andere klokken", "Certificaten"),
]
SOME_PORT = "127.0.0.1:0"
"""A server that nobody can look for."""


def test_it_fits_a_terminal_and_names_every_subject(uwlr: Uwlr) -> None:
    shown = uwlr("doctor", COLUMNS=str(COLUMNS)).stdout
    assert max(map(len, shown.splitlines())) <= COLUMNS
    assert [line for line in shown.splitlines() if line in SUBJECTS] == SUBJECTS
    assert shown.splitlines()[-1].startswith("Te herstellen: ")


def test_it_makes_no_database_and_no_secret(empty_uwlr: Uwlr) -> None:
    found = Doctor(empty_uwlr).about("Database")
    assert "uwlr db upgrade" in found["herstel"]
    assert "pas als de database" in Doctor(empty_uwlr).about("Backup")["onbekend"]
    assert list(empty_uwlr.folder.iterdir()) == []


@pytest.fixture
def worker(cli_database: Database) -> None:
    """A worker that gave a sign of life just now."""
    levenstekens = Levenstekens(cli_database)
    levenstekens.give(levenstekens.begin(__version__, tijd.now()), tijd.now())


def test_warnings_alone_are_no_reason_to_fail(uwlr: Uwlr, worker: None) -> None:
    uwlr.good("db", "backup")
    said = uwlr.json("doctor", UWLR_THREADS="4", UWLR_BIND=SOME_PORT)
    assert said["aantallen"]["let op"] > 0
    assert said["goed"] is True


def test_it_ends_with_1_where_something_is_to_be_mended(uwlr: Uwlr, worker: None) -> None:
    assert uwlr("doctor", UWLR_BIND=SOME_PORT).exit_code == 1  # there never was a backup
    uwlr.good("db", "backup")
    assert uwlr("doctor", UWLR_BIND=SOME_PORT).exit_code == 0


def test_it_shows_no_secret(uwlr: Uwlr, tmp_path: Path) -> None:
    secret = "geheim" * 6
    address = "postgresql://uwlr:wachtwoord@127.0.0.1:1/uwlr"
    result = uwlr("doctor", UWLR_SECRET=secret, UWLR_DATABASE_URL=address)
    assert result.exit_code == 1
    for hidden in (secret, "wachtwoord@"):
        assert hidden not in result.stdout + result.stderr
