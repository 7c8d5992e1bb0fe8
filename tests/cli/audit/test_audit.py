"""``uwlr audit``: the log on the command line, and its anchors."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from uwlr_service.domain.account.handelende import Handelende, Herkomst
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


@pytest.fixture
def logged(uwlr: Uwlr) -> Uwlr:
    """The command line on a log of two lines, one of them about the first school."""
    database = Database.open(uwlr.database_url)
    for wat, school_id in (("sleutel-gemaakt", None), ("school-begonnen", 1)):
        with database.write() as connection:
            record(
                connection,
                Gebeurtenis(
                    soort=Logsoort.BESLUIT,
                    wat=wat,
                    door=Handelende(herkomst=Herkomst.OPDRACHTREGEL, naam="Jo <b>\nBeheer"),
                    school_id=school_id,
                    inhoud={"koppeling": 3},
                ),
            )
    database.close()
    return uwlr


def test_a_name_of_two_lines_makes_no_line_of_its_own(logged: Uwlr) -> None:
    shown = logged.good("audit", "list").stdout
    assert "Jo <b> Beheer" in shown
    assert not [line for line in shown.splitlines() if line.strip(" │|").startswith("Beheer")]


def test_a_line_is_a_sentence_with_its_code(uwlr: Uwlr, school: str) -> None:
    uwlr.good("koppeling", "add", "--klantnaam", "Rooster", "--klantcode", "R", "--school", school)
    uwlr.good("koppeling", "pause", "1", "--school", school)
    shown = " ".join(uwlr.good("audit", "list", COLUMNS="80").stdout.split())
    assert "Rooster is gepauzeerd voor" in shown
    assert "besluit: deelname-gepauzeerd" in shown
    assert "Koppeling: 1, Rooster (UWLR," in shown
    assert "op de opdrachtregel, met account" in shown
    (paused,) = [line for line in uwlr.json("audit", "list") if line["wat"] == "deelname-gepauzeerd"]
    assert paused["inhoud"] == {"koppeling": 1, "periode": 1}


def tamper(uwlr: Uwlr, statement: str) -> None:
    """Change the log behind the back of the service."""
    with closing(sqlite3.connect(uwlr.folder / "uwlr.sqlite")) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_whole_log(logged: Uwlr) -> None:
    assert "2 regels onder 2 zegels" in logged.good("audit", "verify").stderr
    assert logged.json("audit", "verify") == {"heel": True, "zegels": 2, "regels": 2, "breuk": None}


def test_a_broken_log_ends_with_1_and_the_place(logged: Uwlr) -> None:
    tamper(logged, "update logregel set digest = 'x' where id = 2")
    result = logged("audit", "verify")
    assert result.exit_code == 1
    assert "regel 2: is veranderd" in result.stderr
    assert logged.json("audit", "verify", exit_code=1)["breuk"] == {
        "plaats": "regel",
        "nummer": 2,
        "reden": "is veranderd",
    }


def test_a_cut_tail_is_found_with_the_anchor_that_was_kept(logged: Uwlr, tmp_path: Path) -> None:
    anker = tmp_path / "anker.json"
    assert "zegel 2" in logged.good("audit", "anker", "--to", anker).stderr
    assert anker.stat().st_mode & 0o777 == 0o600
    assert json.loads(logged.good("audit", "anker").stdout)["zegel"] == 2
    logged.good("audit", "verify", "--anker", anker)
    tamper(logged, "delete from logregel where id = 2")
    tamper(logged, "delete from logzegel where nummer = 2")
    tamper(logged, "update logkop set zegel = 1, regel = 1, hash = (select hash from logzegel)")
    logged.good("audit", "verify")
    assert logged("audit", "verify", "--anker", anker).exit_code == 1


def test_without_lines_there_is_no_anchor(uwlr: Uwlr) -> None:
    uwlr.good("audit", "verify")
    assert uwlr("audit", "anker").exit_code == 1


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe\xff", b"[" * 5000])
def test_what_is_not_an_anchor_is_named(logged: Uwlr, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "geen-anker"
    path.write_bytes(content)
    said = logged.refused("audit", "verify", "--anker", path)
    assert said == f"{path}: Dit is geen anker van het logboek."


def test_lines_are_listed_the_newest_first(logged: Uwlr, school: str) -> None:
    every = logged.json("audit", "list", "--soort", "besluit")
    lines = [line for line in every if line["wat"] in ("school-begonnen", "sleutel-gemaakt")]
    assert [line["wat"] for line in lines] == ["school-begonnen", "sleutel-gemaakt"]
    assert lines[0]["door"] == "Jo <b>\nBeheer"
    assert lines[0]["inhoud"] == {"koppeling": 3}
    assert 2 in [line["regel"] for line in logged.json("audit", "list", "--school", school)]
    assert len(logged.json("audit", "list", "--aantal", "1")) == 1
    assert logged.json("audit", "list", "--soort", "toegang") == []
    shown = logged.good("audit", "list", COLUMNS="200").stdout
    assert "school-begonnen" in shown
    assert school in shown


def test_a_school_that_is_not_known_is_refused(logged: Uwlr) -> None:
    assert "99ZZ" in logged.refused("audit", "list", "--school", "99ZZ")
