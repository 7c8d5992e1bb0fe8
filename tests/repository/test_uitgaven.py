"""A database of an earlier release is upgraded with all that is in it, and serves its partners as before.

``uitgaven/`` has databases as such a release left them: a made-up school, three links (one of GKV, and one
that was withdrawn), a pull, a result, a package and a proposal. 0.1.0 was the number of every checkout before
0.2.0: the second part of a name is the last migration of that one. ``uitgaven/make.sh`` makes the next.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import func, inspect, select, table
from werkzeug.test import Client

from tests.support.commandline import Uwlr
from tests.support.fresh_databases import DATABASES
from tests.support.messages.soap import LG, PULL, Answer, envelope, header, verzoek
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.repository.database import Database

HERE = Path(__file__).parent / "uitgaven"
UITGAVEN = sorted(folder.name for folder in HERE.iterdir() if folder.is_dir())
SECRET = "een-geheim-voor-een-proef-van-32-tekens-lang"
OWN = "alembic_version"


@dataclass(frozen=True, kw_only=True)
class Vorige:
    """An installation of an earlier release; its database was not upgraded yet."""

    settings: Settings
    environ: dict[str, str]
    sleutel: str
    """The key of UitgeverX."""


def load(request: pytest.FixtureRequest, kind: str, script: str, folder: Path) -> Iterator[str]:
    """The address of a database that a script filled."""
    if kind == "sqlite":
        path = folder / "uwlr.sqlite"
        made = sqlite3.connect(path)
        made.executescript(script)
        made.close()
        yield f"sqlite:///{path}"
        return
    with request.getfixturevalue("postgres").empty() as url:
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(script.encode())
        yield url


@pytest.fixture(params=DATABASES)
def kind(request: pytest.FixtureRequest) -> str:
    """On SQLite and on PostgreSQL."""
    return str(request.param)


@pytest.fixture(params=UITGAVEN)
def vorige(request: pytest.FixtureRequest, kind: str, tmp_path: Path) -> Iterator[Vorige]:
    """An installation of each release."""
    script = (HERE / request.param / f"{kind}.sql").read_text(encoding="utf-8")
    var = tmp_path / "var"
    var.mkdir(mode=0o700)
    journaal = HERE / request.param / f"{kind}.journaal.jsonl"
    if journaal.exists():
        shutil.copy(journaal, var / "journaal.jsonl")
    for url in load(request, kind, script, tmp_path):
        environ = {"UWLR_DATABASE_URL": url, "UWLR_VAR": str(var), "UWLR_SECRET": SECRET}
        first_line = script.partition("\n")[0]
        yield Vorige(
            settings=Settings.from_environment(environ),
            environ=environ,
            sleutel=first_line.removeprefix("-- sleutel: "),
        )


def numbers(settings: Settings) -> dict[str, int]:
    """How many rows each table has."""
    database = Database.open(settings.database_url)
    with database.read() as connection:
        names = set(inspect(connection).get_table_names()) - {OWN}
        rows = {
            name: connection.execute(select(func.count()).select_from(table(name))).scalar_one()
            for name in names
        }
    database.close()
    return rows


def test_no_row_is_lost(vorige: Vorige, tmp_path: Path) -> None:
    before = numbers(vorige.settings)
    assert before["leerling"] == before["koppeling"] == 3
    Uwlr(tmp_path).good("db", "upgrade", **vorige.environ)
    after = numbers(vorige.settings)
    before["deelname"] = before.pop("koppeling_school")
    assert {name for name in before if after.get(name, 0) < before[name]} == set()
    Uwlr(tmp_path).good("db", "upgrade", **vorige.environ)
    assert numbers(vorige.settings) == after


def test_a_partner_pulls_with_its_key_what_was_agreed(vorige: Vorige, tmp_path: Path) -> None:
    Uwlr(tmp_path).good("db", "upgrade", **vorige.environ)
    asked = verzoek(schooljaar="2026-2027", brincode="99AA", dependancecode=None)
    message = envelope(asked, header(vorige.sleutel, "UX1", "UitgeverX"))
    application = create_app(vorige.settings)
    response = Client(application).post(PULL, data=message, content_type="text/xml")
    answer = Answer(response.status_code, {}, response.data)
    application.close()
    assert answer.kind == "leerlinggegevens"
    assert len(answer.keys()) == 3
    assert answer.body.findall(f".//{LG}leerling/{LG}emailadres") == []
    assert answer.body.findall(f".//{LG}leerkracht/{LG}emailadres") != []


def test_the_operator_sees_what_there_was(vorige: Vorige, tmp_path: Path) -> None:
    uwlr = Uwlr(tmp_path)
    uwlr.good("db", "upgrade", **vorige.environ)

    def shown(*words: str) -> Any:
        return json.loads(uwlr.good(*words, "--json", **vorige.environ).stdout)

    (resultaat,) = shown("resultaten", "list", "--school", "99AA")
    assert (resultaat["toetscode"], resultaat["score"]) == ("BLOK-1", 7)
    koppelingen = shown("koppeling", "list", "--all")
    assert [koppeling["klantcode"] for koppeling in koppelingen] == ["UX1", "OA1", "W1"]
    assert [koppeling["ingetrokken"] is not None for koppeling in koppelingen] == [False, False, True]
    (levering,) = shown("gkv", "list", "2")
    assert levering["volgnummer"] == 1
    (voorstel,) = shown("koppeling", "voorstellen", "2")
    assert voorstel["gegevensset"] == "gkv-uitgebreid"
    (intrekking,) = shown("koppeling", "verwijderd", "3")
    assert intrekking["bevestigd"] is None
