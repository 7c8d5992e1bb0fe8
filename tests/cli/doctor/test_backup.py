"""``uwlr doctor`` on backups: how old the last one is, and whether the newest in a folder is whole."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.support.commandline import Uwlr
from tests.support.toezicht.doctor import Doctor
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.herstel import besluit

AGE = "Backup"
FOLDER = "Map met backups"


@pytest.fixture
def folder(uwlr: Uwlr) -> Path:
    """A folder with a backup in it."""
    place = uwlr.folder / "backups"
    uwlr.good("db", "backup", "--to", place)
    return place


def test_there_never_was_one(doctor: Doctor) -> None:
    assert "nog nooit" in doctor.about(AGE)["herstel"]


@pytest.mark.parametrize(
    ("age", "ernst"),
    [
        (timedelta(hours=25), "goed"),
        (timedelta(hours=27), "let op"),
        (timedelta(days=4), "herstel"),
    ],
)
def test_how_old_the_last_one_is(
    doctor: Doctor, folder: Path, cli_database: Database, age: timedelta, ernst: str
) -> None:
    with cli_database.write() as connection:
        connection.execute(
            update(besluit).where(besluit.c.soort == Besluitsoort.BACKUP).values(moment=tijd.now() - age)
        )
    assert doctor.about(AGE).keys() == {ernst}


def test_the_newest_one_is_whole(uwlr: Uwlr, doctor: Doctor, folder: Path) -> None:
    uwlr.good("db", "backup", "--to", folder)
    newest = max(folder.iterdir())
    assert newest.name in doctor.about(FOLDER, "--backups", folder)["goed"]


@pytest.mark.parametrize("file", ["uwlr.sqlite", "journaal.jsonl", "backup.json"])
def test_a_file_of_it_is_gone_or_cut_off(doctor: Doctor, folder: Path, file: str) -> None:
    (newest,) = folder.iterdir()
    path = newest / file
    path.write_bytes(path.read_bytes()[:-1] if file == "backup.json" else b"")
    assert file in doctor.about(FOLDER, "--backups", folder)["herstel"]
    if file != "backup.json":
        path.unlink()
        assert file in doctor.about(FOLDER, "--backups", folder)["herstel"]


def test_a_folder_without_any(doctor: Doctor, tmp_path: Path) -> None:
    empty = tmp_path / "leeg"
    empty.mkdir()
    assert "ligt geen backup" in doctor.about(FOLDER, "--backups", empty)["herstel"]
    assert "ligt geen backup" in doctor.about(FOLDER, "--backups", tmp_path / "nergens")["herstel"]


def test_no_folder_was_named(doctor: Doctor) -> None:
    assert "--backups MAP" in doctor.about(FOLDER)["onbekend"]


def test_a_folder_that_stands_open(doctor: Doctor, folder: Path) -> None:
    assert "herstel" not in doctor.about(FOLDER, "--backups", folder)
    folder.chmod(0o755)
    assert f"chmod 700 {folder}" in doctor.about(FOLDER, "--backups", folder)["herstel"]
