"""Why the machine could not do it: what SQLite and the system really raise, in Dutch."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from uwlr_service.domain.oorzaak import AWAY, DAMAGED, NOT_ALLOWED, READ_ONLY, oorzaak


def no_sqlite(folder: Path) -> None:
    path = folder / "lijst.csv"
    path.write_text("dit is geen database;" * 100)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma application_id").fetchone()


def read_only(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "x.sqlite")) as connection:
        connection.execute("create table x (y)")
    with closing(sqlite3.connect(f"file:{folder}/x.sqlite?mode=ro", uri=True)) as connection:
        connection.execute("create table z (y)")


def no_folder(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "nergens" / "x.sqlite")) as connection:
        connection.execute("select 1")


def busy(folder: Path) -> None:
    made = [sqlite3.connect(folder / "x.sqlite", isolation_level=None, timeout=0) for _ in "ab"]
    with closing(made[0]) as first, closing(made[1]) as second:
        first.execute("begin immediate")
        second.execute("begin immediate")


def damaged(folder: Path) -> None:
    path = folder / "x.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("create table x (y)")
        connection.executemany("insert into x values (?)", [("z" * 500,)] * 100)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("select * from x").fetchall()


@pytest.mark.parametrize(
    ("fail", "why"),
    [
        (no_sqlite, "het is geen SQLite-bestand"),
        (read_only, READ_ONLY),
        (no_folder, NOT_ALLOWED),
        (busy, "een ander programma is ermee bezig"),
        (damaged, DAMAGED),
    ],
)
def test_sqlite_is_understood(tmp_path: Path, fail: Callable[[Path], None], why: str) -> None:
    with pytest.raises(sqlite3.Error) as caught:
        fail(tmp_path)
    assert oorzaak(caught.value) == why


def test_the_system_is_understood(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nergens") as caught:
        (tmp_path / "nergens").read_bytes()
    assert oorzaak(caught.value) == AWAY
    with pytest.raises(OSError, match="deel") as caught:
        os.mkdir(b"/dev/null/deel")
    assert oorzaak(caught.value) == "een deel van het pad is geen map"


def test_what_is_not_known_is_left_to_its_own_words() -> None:
    assert oorzaak(ValueError("x")) is None
    assert oorzaak(OSError("x")) is None
    assert oorzaak(sqlite3.ProgrammingError("x")) is None
