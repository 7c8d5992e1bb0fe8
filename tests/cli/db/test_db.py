"""``uwlr db``: make, migrate, forget."""

import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from tests.support.migrations import migrate_as_newer
from tests.support.schools.builders import leerling, schoolgegevens
from uwlr_service.domain import tijd
from uwlr_service.domain.toezicht.schemastand import Migratiesoort
from uwlr_service.domain.toezicht.verkeer import Telling
from uwlr_service.formats import edexml
from uwlr_service.repository.database import Database
from uwlr_service.repository.toezicht.verkeersdagen import Dagsleutel, VerkeersdagRepository

COMMANDS = [
    ("koppeling", "list"),
    ("koppeling", "show", "1"),
    ("koppeling", "todo", "1"),
    ("koppeling", "afspraak", "1"),
    ("edexml", "export", "--school", "99XX"),
    ("demo-data", "--schools", "1", "--pupils", "3", "--seed", "1"),
    ("db", "purge"),
    ("serve",),
]


@pytest.fixture
def wijziging(tmp_path: Path) -> Path:
    """The small school with one pupil renamed."""
    gegevens = schoolgegevens(leerlingen=(leerling("L1", achternaam="de Wit"), leerling("L2")))
    path = tmp_path / "gewijzigd.xml"
    path.write_bytes(b"".join(edexml.write(gegevens)))
    return path


def test_upgrade_makes_the_database_and_its_folder(empty_uwlr: Uwlr, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/diep/map/uwlr.sqlite"
    result = empty_uwlr.good("db", "upgrade", UWLR_DATABASE_URL=url)
    assert url in result.stderr
    assert empty_uwlr.json("koppeling", "list", UWLR_DATABASE_URL=url) == []


def test_upgrade_keeps_what_is_there(uwlr: Uwlr, school: str) -> None:
    uwlr.good("db", "upgrade")
    assert "L1" in uwlr.good("edexml", "export", "--school", school).stdout


@pytest.mark.parametrize("command", [("db", "upgrade"), *COMMANDS], ids=" ".join)
def test_a_database_of_a_newer_version_is_refused_in_a_sentence(uwlr: Uwlr, command: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(uwlr.folder / "uwlr.sqlite")) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
        connection.commit()
    assert uwlr.refused(*command).startswith("De database is van een nieuwere versie")


def test_one_that_a_newer_version_extended_is_left_alone(uwlr: Uwlr) -> None:
    database = Database.open(uwlr.database_url)
    migrate_as_newer(database, Migratiesoort.EXPAND)
    database.close()
    assert "er is niets veranderd" in uwlr.good("db", "upgrade").stderr
    assert uwlr.json("koppeling", "list") == []


def test_without_standing_still_a_new_database_is_not_made(empty_uwlr: Uwlr) -> None:
    """The first migrations are not of the kind that only adds."""
    assert empty_uwlr.refused("db", "upgrade", "--zonder-stilstand").endswith("elke worker van die versie.")
    assert "nog niet gemaakt" in empty_uwlr.refused("koppeling", "list")


def test_upgrade_never_shows_the_password(empty_uwlr: Uwlr) -> None:
    result = empty_uwlr("db", "upgrade", UWLR_DATABASE_URL="postgresql://uwlr:geheim@127.0.0.1:1/uwlr")
    assert result.exit_code == 3
    assert "geheim" not in result.output


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_without_tables_every_command_says_how_to_make_them(
    empty_uwlr: Uwlr, command: tuple[str, ...]
) -> None:
    (empty_uwlr.folder / "uwlr.sqlite").touch()
    assert empty_uwlr.refused(*command).endswith("Voer eerst uit: uwlr db upgrade")


@pytest.mark.parametrize("command", [c for c in COMMANDS if c != ("serve",)], ids=" ".join)
def test_without_a_database_a_command_says_so_and_makes_none(
    empty_uwlr: Uwlr, command: tuple[str, ...]
) -> None:
    said = empty_uwlr.refused(*command)
    assert said.startswith(f"Er is nog geen database op {empty_uwlr.database_url}.")
    assert said.endswith("uwlr db upgrade")
    assert list(empty_uwlr.folder.iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_database_that_is_away_ends_with_3(empty_uwlr: Uwlr, command: tuple[str, ...]) -> None:
    url = "postgresql://uwlr:geheim@127.0.0.1:1/uwlr"
    said = empty_uwlr.refused(*command, exit_code=3, UWLR_DATABASE_URL=url)
    assert said.startswith("De database is onbereikbaar: ")
    assert "UWLR_DATABASE_URL" in said
    assert "geheim" not in said


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_database_file_that_cannot_be_used_is_told_with_its_cause(
    empty_uwlr: Uwlr, command: tuple[str, ...]
) -> None:
    text, folder = empty_uwlr.folder / "lijst.csv", empty_uwlr.folder / "map"
    text.write_text("leerling;score\n" * 100)
    folder.mkdir()
    for path, why in ((text, "het is geen SQLite-bestand"), (folder, "dit is een map")):
        said = empty_uwlr.refused(*command, exit_code=3, UWLR_DATABASE_URL=f"sqlite:///{path}")
        assert said.startswith("De database is onbereikbaar: ")
        assert f"{why}. Het gaat om het bestand van UWLR_DATABASE_URL" in said


@pytest.mark.parametrize(
    ("name", "value"),
    [("UWLR_BIND", "ergens"), ("UWLR_SECRET", "kort"), ("UWLR_DATABASE_URL", "mysql://x")],
)
def test_a_wrong_setting_is_named_and_ends_with_2(uwlr: Uwlr, name: str, value: str) -> None:
    assert uwlr.refused("koppeling", "list", exit_code=2, **{name: value}).startswith(name)


def test_purge_forgets_what_was_replaced_and_nothing_else(uwlr: Uwlr, school: str, wijziging: Path) -> None:
    uwlr.good("edexml", "import", wijziging, "--allow-shrink", "--allow-mass-change")
    before = uwlr.good("edexml", "export", "--school", school).stdout
    assert uwlr.json("db", "purge")["vergeten"] == 0
    until = time.monotonic() + 10
    while not uwlr.json("db", "purge", "--dagen", "0")["vergeten"]:
        assert time.monotonic() < until  # a second import within a second is dated a second ahead
    assert uwlr.json("db", "purge", "--dagen", "0")["vergeten"] == 0
    assert uwlr.good("edexml", "export", "--school", school).stdout == before
    assert "de Wit" in before


def test_purge_keeps_to_the_retention_of_the_settings(uwlr: Uwlr, school: str, wijziging: Path) -> None:
    uwlr.good("edexml", "import", wijziging, "--allow-shrink", "--allow-mass-change")
    moment = uwlr.json("db", "purge", UWLR_RETENTION_DAYS="30")["voor"]
    assert abs(tijd.parse_moment(moment) - (tijd.now() - timedelta(days=30))) < timedelta(minutes=1)
    assert "rijen zijn vergeten" in uwlr.good("db", "purge", UWLR_RETENTION_DAYS="0").stderr


def test_purge_with_an_endless_retention_keeps_all(uwlr: Uwlr, school: str) -> None:
    assert uwlr.json("db", "purge", UWLR_RETENTION_DAYS="999999999")["vergeten"] == 0


def test_purge_logs_the_calls_of_past_days_that_gave_nothing(
    uwlr: Uwlr, koppeling: dict, cli_database: Database
) -> None:
    now = tijd.now()
    yesterday = tijd.today(now) - tijd.DAY
    sleutel = Dagsleutel(yesterday, koppeling["koppeling"], 1, "leerlinggegevens", "geenwijzigingen")
    with cli_database.write() as connection:
        VerkeersdagRepository(connection).add({sleutel: Telling(now, now, 7)})
    assert "1 regel over aanroepen die niets opleverden" in uwlr.good("db", "purge").stderr
    assert uwlr.json("db", "purge")["gelogd"] == 0
    (regel,) = uwlr.json("audit", "list", "--soort", "uitwisseling", "--aantal", "1")
    assert regel["inhoud"]["aantal"] == 7
