"""``uwlr db backup``: whole or absent, for its owner alone, and with a program that fits the server."""

import fcntl
import hashlib
import json
import os
import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.fresh_databases import DATABASES, migrated
from tests.support.installation import Installation
from tests.support.schools.builders import SCHOOL, schoolgegevens

ADD = ("koppeling", "add", "--klantnaam", "Ouders", "--klantcode", "O1", "--gegevensset", "gkv-basis")


@pytest.fixture(params=DATABASES)
def installation(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Installation]:
    """An installation with the small school and one package."""
    monkeypatch.chdir(tmp_path)
    with migrated(request, tmp_path) as url:
        made = Installation(url, tmp_path)
        with made.diensten() as diensten:
            diensten.edexml.store(schoolgegevens())
        made.uwlr(*ADD, "--school", str(SCHOOL))
        made.uwlr("gkv", "generate", "1")
        yield made


@pytest.fixture
def on_postgresql(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """An installation on PostgreSQL, without any school."""
    with request.getfixturevalue("postgres").migrated() as url:
        yield Installation(url, tmp_path)


def fake_pg_dump(folder: Path, script: str) -> str:
    """A path on which another ``pg_dump`` comes first."""
    program = folder / "bin" / "pg_dump"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    return f"{program.parent}:{os.environ['PATH']}"


def test_it_has_what_it_says_for_its_owner_alone(installation: Installation) -> None:
    folder = installation.backup()
    told = json.loads((folder / "backup.json").read_text())
    names = {"uwlr.sqlite" if installation.url.startswith("sqlite") else "uwlr.dump"}
    names |= {"journaal.jsonl", "pakketten.json"}
    assert {entry["naam"] for entry in told["bestanden"]} == names
    for entry in told["bestanden"]:
        content = (folder / entry["naam"]).read_bytes()
        assert (entry["bytes"], entry["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_its_list_of_packages_has_their_digests(installation: Installation) -> None:
    folder = installation.backup()
    (entry,) = json.loads((folder / "pakketten.json").read_text())
    content = (installation.var / "leveringen" / entry["pad"]).read_bytes()
    assert (entry["bytes"], entry["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_the_secret_is_not_in_it_and_it_says_so(installation: Installation) -> None:
    result = installation.uwlr("db", "backup", "--to", installation.folder / "backups")
    assert "Het geheim (UWLR_SECRET) zit er niet in" in result.stderr
    secret = (installation.var / "secret").read_bytes().strip()
    (folder,) = (installation.folder / "backups").iterdir()
    assert all(secret not in path.read_bytes() for path in folder.iterdir())


def test_unless_told_it_lies_beside_the_database(installation: Installation) -> None:
    folder = Path(installation.json("db", "backup")["map"])
    assert folder.parent == installation.var / "backups"


def test_a_copy_on_sqlite_is_one_whole_file(tmp_path: Path, migrated_sqlite: Path) -> None:
    (tmp_path / "uwlr.sqlite").write_bytes(migrated_sqlite.read_bytes())
    installation = Installation(f"sqlite:///{tmp_path / 'uwlr.sqlite'}", tmp_path)
    folder = installation.backup()
    assert sorted(path.name for path in folder.glob("uwlr*")) == ["uwlr.sqlite"]
    with closing(sqlite3.connect(folder / "uwlr.sqlite")) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert connection.execute("pragma journal_mode").fetchall() == [("delete",)]


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo 'pg_dump (PostgreSQL) 9.6.24'", "is 9: installeer postgresql-client-"),
        ("echo iets anders", "een onbekende versie"),
        (
            "case $1 in --version) echo '(PostgreSQL) 99.1';; *) echo 'geen ruimte' >&2; exit 1;; esac",
            "geen ruimte",
        ),
    ],
)
def test_a_program_that_does_not_fit_makes_no_backup(
    on_postgresql: Installation, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    monkeypatch.setenv("PATH", fake_pg_dump(on_postgresql.folder, script))
    parent = on_postgresql.folder / "backups"
    result = on_postgresql.uwlr("db", "backup", "--to", parent, exit_code=3)
    assert said in result.stderr
    assert list(parent.iterdir()) == []


@pytest.mark.postgres
def test_without_the_program_no_backup_is_made(
    on_postgresql: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(on_postgresql.folder))
    result = on_postgresql.uwlr("db", "backup", "--to", on_postgresql.folder / "backups", exit_code=3)
    assert "pg_dump is er niet" in result.stderr


def test_a_folder_that_cannot_be_written_is_named(installation: Installation) -> None:
    place = installation.folder / "bestand"
    place.write_text("")
    assert str(place) in installation.uwlr("db", "backup", "--to", place, exit_code=2).stderr


def test_what_a_killed_backup_left_is_removed_and_one_that_is_made_stays(
    installation: Installation, tmp_path: Path
) -> None:
    parent = tmp_path / "backups"
    left = parent / ".backup-left"
    busy = parent / ".backup-busy"
    for draft in (left, busy):
        draft.mkdir(parents=True)
        (draft / "uwlr.sqlite").write_text("pupils")
    handle = os.open(busy, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    installation.backup()
    os.close(handle)
    assert not left.exists()
    assert busy.exists()


def test_the_way_back_that_it_prints_can_be_pasted(installation: Installation) -> None:
    folder = installation.folder / "van o'brien"
    told = installation.uwlr("db", "backup", "--to", folder).stderr
    (line,) = (line for line in told.splitlines() if line.startswith("Terugzetten: "))
    words = shlex.split(line.removeprefix("Terugzetten: "))
    (backup,) = folder.iterdir()
    if installation.url.startswith("sqlite"):
        with closing(sqlite3.connect(":memory:")) as connection:
            (quoted,) = connection.execute("select quote(?)", [str(backup / "uwlr.sqlite")]).fetchone()
        assert words == ["sqlite3", "PAD-VAN-DE-DATABASE", f".restore {quoted}"]
    else:
        assert words == ["pg_restore", "--clean", "--create", "--dbname=postgres", str(backup / "uwlr.dump")]
