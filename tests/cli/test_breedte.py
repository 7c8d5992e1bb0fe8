"""Every list stays readable in a terminal of 80 columns, with 500 schools and 60 links."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.partners.handelenden import DOOR
from tests.support.places import ROOT
from tests.support.schools.many import store_deliveries, store_schools, store_verstrekkingen
from uwlr_service.domain.koppeling.gegevenssets import NAMEN
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer

SCHOLEN = 500
KOPPELINGEN = 60
COLUMNS = 80
LANGE_NAAM = "Uitgeverij van Leermiddelen en Toetsen voor het Basisonderwijs"
SCREENS = {
    ("koppeling", "list"): 300,
    ("koppeling", "list", "--school", "99XA/00"): 60,
    ("koppeling", "show", "1"): 750,
    ("koppeling", "show", "2"): 600,
    ("koppeling", "afspraak", "1"): 100,
    ("koppeling", "afspraak", "2"): 60,
    ("koppeling", "todo", "1"): 200,
    ("koppeling", "todo"): 200,
    ("koppeling", "voorstellen", "2"): 20,
    ("koppeling", "verwijderd", "1"): 20,
    ("gkv", "list", "2"): 1100,
    ("gkv", "nacht"): 20,
    ("school", "list"): 520,
    ("audit", "list"): 600,
    ("doctor",): 100,
}
"""Each list, and the lines that nobody minds."""
BROKEN = re.compile(r"(99X[A-Z]/?[0-9]?|\d\d-\d\d-)$")
"""A code of a school or a date that goes on below."""


@pytest.fixture(scope="module")
def environ(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The surroundings of commands on a large database."""
    folder = tmp_path_factory.mktemp("groot")
    (folder / "uwlr.sqlite").write_bytes(migrated_sqlite.read_bytes())
    url = f"sqlite:///{folder / 'uwlr.sqlite'}"
    database = Database.open(url)
    scholen = store_schools(database, SCHOLEN)
    beheer = Koppelingbeheer(database, b"a secret")
    beheer.add(klantnaam=LANGE_NAAM, klantcode="LANG-0001", scholen=scholen, gegevensset="lvs-set", door=DOOR)
    beheer.add(
        klantnaam="Ouderapp", klantcode="OA1", scholen=scholen, gegevensset="gkv-uitgebreid", door=DOOR
    )
    for number in range(KOPPELINGEN - 2):
        some = scholen[number : number + 1 + number % 5 * 20]
        beheer.add(
            klantnaam=f"Uitgever {number}",
            klantcode=f"U{number}",
            scholen=some,
            gegevensset=NAMEN[number % len(NAMEN)],
            door=DOOR,
        )
    beheer.change_afspraak(1, school=scholen[0], velden={"leerling/eckid": False}, door=DOOR)
    store_verstrekkingen(database, 1)
    store_deliveries(database, 2)
    database.close()
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "COLUMNS": str(COLUMNS),
        "LANG": "C.UTF-8",
        "UWLR_DATABASE_URL": url,
        "UWLR_VAR": str(folder / "var"),
    }


def screen(environ: dict[str, str], *words: str) -> str:
    """What a command shows, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "uwlr_service.cli", *words],
        cwd=Path(environ["UWLR_VAR"]).parent,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr  # 1 where data are missing
    return done.stdout


@pytest.mark.parametrize("words", SCREENS, ids=" ".join)
def test_a_list_of_many_is_readable_at_80_columns(environ: dict[str, str], words: tuple[str, ...]) -> None:
    lines = screen(environ, *words).splitlines()
    assert max(map(len, lines), default=0) <= COLUMNS
    assert len(lines) <= SCREENS[words]
    assert not [line for line in lines if BROKEN.search(line.rstrip())]


def test_a_link_with_many_schools_says_how_many(environ: dict[str, str]) -> None:
    listed = screen(environ, "koppeling", "list")
    # A cell goes on below, beside other cells.
    assert all(part in listed for part in ("500 scholen:", "99XA/00, 99XA/01,", "99XA/02 en nog 497"))
    shown = screen(environ, "koppeling", "show", "1")
    assert len(set(re.findall(r"^ (99X[A-Z]/\d\d) ", shown, re.MULTILINE))) == SCHOLEN
