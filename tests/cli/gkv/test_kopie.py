"""``uwlr gkv apply`` and ``fetch --kopie``: only a copy is written to, and what is wrong with it is said."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from joserfc.jwk import ECKey

from tests.support.commandline import Uwlr

ADD = ("koppeling", "add", "--klantnaam", "Ouders", "--klantcode", "O1", "--gegevensset", "gkv-basis")
FORMER = """
create table stand (koppeling text, school text, volgnummer integer not null,
    primary key (koppeling, school));
create table object (koppeling text, school text, naam text, entiteit text, key text,
    xml text not null, primary key (koppeling, school, entiteit, key));
"""
"""A copy as former versions made it."""


@pytest.fixture
def jwks(uwlr: Uwlr, school: str) -> Path:
    """The keys of a service with one link of GKV."""
    uwlr.good(*ADD, "--school", school)
    path = uwlr.folder / "sleutels.json"
    path.write_text(uwlr.good("gkv", "jwks").stdout, encoding="utf-8")
    return path


def generate(uwlr: Uwlr) -> Path:
    (made,) = uwlr.json("gkv", "generate", "1")["leveringen"]
    return uwlr.folder / "var" / "leveringen" / made["pad"]


@pytest.fixture
def apply(uwlr: Uwlr, jwks: Path) -> tuple[str | Path, ...]:
    """The command up to the copy."""
    return ("gkv", "apply", "--jwks", jwks, generate(uwlr), "--to")


@pytest.fixture
def fetch(uwlr: Uwlr) -> tuple[str | Path, ...]:
    """The same for ``fetch``, at an address where nothing is: the copy is opened first."""
    key = uwlr.folder / "sleutel.json"
    key.write_text(json.dumps(ECKey.generate_key("P-256").as_dict(private=True)))
    return ("gkv", "fetch", "--url", "http://127.0.0.1:1", "--koppeling", "1", "--key-file", key, "--kopie")


@pytest.fixture(params=["apply", "fetch"])
def command(request: pytest.FixtureRequest) -> tuple[str | Path, ...]:
    found: tuple[str | Path, ...] = request.getfixturevalue(request.param)
    return found


def test_a_file_that_is_not_a_database_is_refused(uwlr: Uwlr, command: tuple[str | Path, ...]) -> None:
    other = uwlr.folder / "README.rst"
    other.write_text("Geen database\n" * 100)
    said = uwlr.refused(*command, other)
    assert f"{other} is niet te gebruiken: het is geen SQLite-bestand." in said
    assert other.read_text() == "Geen database\n" * 100


def test_the_database_of_the_service_is_refused_and_stays_as_it_was(
    uwlr: Uwlr, command: tuple[str | Path, ...]
) -> None:
    assert "database van een ander programma" in uwlr.refused(*command, uwlr.folder / "uwlr.sqlite")
    with closing(sqlite3.connect(uwlr.folder / "uwlr.sqlite")) as connection:
        assert connection.execute("select name from sqlite_master where name = 'stand'").fetchall() == []
        assert connection.execute("pragma application_id").fetchone() == (0,)


def test_a_database_that_says_it_is_of_another_is_refused(uwlr: Uwlr, apply: tuple[str | Path, ...]) -> None:
    other = uwlr.folder / "kaart.gpkg"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("pragma application_id = 1196444487")
    assert "database van een ander programma" in uwlr.refused(*apply, other)


def test_a_folder_that_is_not_there_is_said(uwlr: Uwlr, command: tuple[str | Path, ...]) -> None:
    said = uwlr.refused(*command, uwlr.folder / "nergens" / "kopie.sqlite")
    assert said.endswith("kopie.sqlite is niet te gebruiken: het bestand of de map is er niet.")


def test_only_its_owner_may_read_a_new_copy(uwlr: Uwlr, apply: tuple[str | Path, ...]) -> None:
    kopie = uwlr.folder / "kopie.sqlite"
    uwlr.good(*apply, kopie)
    assert kopie.stat().st_mode & 0o777 == 0o600


def test_a_copy_of_a_former_version_keeps_working(uwlr: Uwlr, apply: tuple[str | Path, ...]) -> None:
    kopie = uwlr.folder / "kopie.sqlite"
    with closing(sqlite3.connect(kopie)) as connection:
        connection.executescript(FORMER)
    assert "verwerkt" in uwlr.good(*apply, kopie).stderr
    assert "was al verwerkt" in uwlr.good(*apply, kopie).stderr


def test_a_first_delivery_that_is_refused_leaves_no_file(uwlr: Uwlr, jwks: Path) -> None:
    generate(uwlr)
    second, kopie = generate(uwlr), uwlr.folder / "kopie.sqlite"
    said = uwlr.refused("gkv", "apply", "--jwks", jwks, "--to", kopie, second)
    assert said.startswith(f"{second}: Levering 2 van school 99XX/16 volgt op 1, en deze kopie")
    assert not kopie.exists()


def test_nothing_is_left_where_nothing_was_collected(uwlr: Uwlr, fetch: tuple[str | Path, ...]) -> None:
    kopie = uwlr.folder / "kopie.sqlite"
    uwlr.refused(*fetch, kopie, exit_code=3)
    assert not kopie.exists()


def test_a_package_that_is_wrong_is_named(uwlr: Uwlr, apply: tuple[str | Path, ...]) -> None:
    other = uwlr.folder / "brief.zip"
    other.write_text("Beste ouders")
    result = uwlr(*apply, uwlr.folder / "kopie.sqlite", other)
    assert (result.exit_code, result.stderr.startswith(f"Fout: {other}: ")) == (1, True)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[]", "het is geen object."),
        ("{}", "'kty' ontbreekt."),
        ("{", "het is geen JSON (regel 1)."),
        ("[" * 200_000, "het is te diep genest."),
    ],
)
def test_an_invalid_key_file_is_named_with_its_cause(
    uwlr: Uwlr, fetch: tuple[str | Path, ...], content: str, why: str
) -> None:
    key = uwlr.folder / "sleutel.json"
    key.write_text(content)
    said = uwlr.refused(*fetch, uwlr.folder / "kopie.sqlite", exit_code=2)
    assert said == f"{key}: Dit is geen JWK: {why}"
