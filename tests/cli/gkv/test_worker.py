"""``uwlr worker`` and ``uwlr gkv nacht``: a night worked off from the command line, and what became of it."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.schools.builders import schoolgegevens
from uwlr_service.domain import tijd
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.nachttaken import NachttaakRepository
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

ADD = ("koppeling", "add", "--klantnaam", "Ouders", "--klantcode", "O1", "--gegevensset", "gkv-basis")
NACHT = str(tijd.today() - timedelta(days=2))
"""A night that is not the last one, at whatever hour the tests run."""


@pytest.fixture
def link(uwlr: Uwlr, school: str) -> dict[str, Any]:
    made: dict[str, Any] = uwlr.json(*ADD, "--school", school)
    return made


def elsewhere() -> str:
    """A window that is not now."""
    hour = tijd.now().astimezone(tijd.AMSTERDAM).hour
    return "20:00-21:00" if hour < 12 else "01:00-02:00"


def test_a_night_is_worked_off_and_told(uwlr: Uwlr, link: dict[str, Any]) -> None:
    done = uwlr.good("worker", "--once", "--nacht", NACHT)
    assert "1 gemaakt" in done.stderr
    told = uwlr.json("gkv", "nacht", NACHT)
    (pakket,) = told["pakketten"]
    assert (pakket["koppeling"], pakket["school"], pakket["uitkomst"]) == (1, "99XX/16", "gemaakt")
    assert (pakket["volgnummer"], pakket["pogingen"], pakket["reden"]) == (1, 1, None)
    assert told["totalen"]["gemaakt"] == 1
    shown = uwlr.good("gkv", "nacht", NACHT).stdout
    assert shown.index("1 gemaakt") < shown.index("99XX/16")
    report = uwlr.folder / "var" / "nachten" / f"{NACHT}.json"
    assert json.loads(report.read_text())["totalen"] == told["totalen"]


def test_the_same_night_again_makes_nothing(uwlr: Uwlr, link: dict[str, Any]) -> None:
    for _ in range(2):
        uwlr.good("worker", "--once", "--nacht", NACHT)
    assert len(uwlr.json("gkv", "list", "1")) == 1


def test_what_was_refused_is_told_and_can_be_done_anew(
    uwlr: Uwlr, link: dict[str, Any], cli_database: Database
) -> None:
    uwlr.good("gkv", "generate", "1")
    whole, edexml = schoolgegevens(), EdexmlUitwisseling(cli_database)
    edexml.store(replace(whole, leerlingen=whole.leerlingen[:1]), allow_shrink=True)
    refused = uwlr("worker", "--once", "--nacht", NACHT)
    assert (refused.exit_code, "1 geweigerd" in refused.stderr) == (1, True)
    (pakket,) = uwlr.json("gkv", "nacht", NACHT, exit_code=1)["pakketten"]
    assert "2 van de 3 leerlingen" in pakket["reden"]
    told = uwlr("gkv", "nacht", NACHT, COLUMNS="80")
    assert told.exit_code == 1
    assert uwlr("gkv", "nacht", NACHT, "--koppeling", "1").exit_code == 1
    shown = told.stdout
    assert pakket["reden"] in " ".join(shown.split())
    assert "uwlr gkv generate ID --school" in uwlr.refused("gkv", "generate", "1")
    edexml.store(whole)
    assert "1 gemaakt" in uwlr.good("worker", "--once", "--nacht", NACHT).stderr


def test_a_link_that_is_withdrawn_during_the_night_gets_nothing(
    uwlr: Uwlr, link: dict[str, Any], cli_database: Database
) -> None:
    with cli_database.write() as connection:
        NachttaakRepository(connection).plan(date.fromisoformat(NACHT), tijd.now())
    uwlr.good("koppeling", "revoke", "1", "--ja")
    assert uwlr("worker", "--once", "--nacht", NACHT).exit_code == 1
    (pakket,) = uwlr.json("gkv", "nacht", NACHT, exit_code=1)["pakketten"]
    assert "ingetrokken" in pakket["reden"]


def test_a_package_that_failed_is_in_the_log_with_its_link_and_school(
    uwlr: Uwlr, school: str, link: dict[str, Any]
) -> None:
    result = uwlr("worker", "--once", "--nacht", NACHT, UWLR_OPSLAG="/proc/nope")
    lines = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    failed = [line for line in lines if line.get("message") == "storage unusable"]
    assert failed
    assert {(line["koppeling"], line["school"]) for line in failed} == {(link["koppeling"], school)}
    assert result.exit_code == 1


def test_a_school_and_a_partner_see_their_own_part(uwlr: Uwlr, link: dict[str, Any]) -> None:
    uwlr.json(*ADD[:3], "Rooster", *ADD[4:5], "R1", *ADD[6:], "--school", "99XX/16")
    uwlr.good("worker", "--once", "--nacht", NACHT)
    assert uwlr.json("gkv", "nacht", NACHT)["totalen"]["gemaakt"] == 2
    (own,) = uwlr.json("gkv", "nacht", NACHT, "--koppeling", "2")["pakketten"]
    assert own["koppeling"] == 2
    assert len(uwlr.json("gkv", "nacht", NACHT, "--school", "99XX/16")["pakketten"]) == 2
    assert "geen pakketten" in uwlr.good("gkv", "nacht").stdout


def test_before_any_worker_ran_that_is_said(uwlr: Uwlr, link: dict[str, Any]) -> None:
    told = uwlr.good("gkv", "nacht")
    assert "geen pakketten" in told.stdout
    assert "Er heeft nog geen worker gedraaid" in told.stderr
    assert uwlr.json("gkv", "nacht")["worker_gedraaid"] is False
    uwlr.good("worker", "--once", "--nacht", NACHT)
    assert uwlr.good("gkv", "nacht").stderr == ""
    assert uwlr.json("gkv", "nacht")["worker_gedraaid"] is True


def test_a_package_that_nobody_came_to_is_a_fault_once_the_night_is_over(
    uwlr: Uwlr, link: dict[str, Any], cli_database: Database
) -> None:
    with cli_database.write() as connection:
        NachttaakRepository(connection).plan(date.fromisoformat(NACHT), tijd.now())
    told = uwlr("gkv", "nacht", NACHT, UWLR_NACHTVENSTER=elsewhere())
    assert told.exit_code == 1
    assert "Niet aan de beurt gekomen" in told.stdout


def test_outside_the_window_a_night_has_to_be_named(uwlr: Uwlr, link: dict[str, Any]) -> None:
    said = uwlr.refused("worker", "--once", UWLR_NACHTVENSTER=elsewhere())
    assert "buiten het venster" in said
    assert uwlr.json("gkv", "list", "1") == []


def test_who_is_not_known_has_no_nights(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    assert uwlr.refused("gkv", "nacht", "--school", "99ZZ") == "School 99ZZ/00 is niet bekend."
    assert uwlr.refused("gkv", "nacht", "--koppeling", "99").startswith("Er is geen koppeling 99.")
    assert uwlr.refused("gkv", "nacht", "--koppeling", "1") == "Koppeling 1 is geen GKV-koppeling."


def test_a_night_that_is_still_to_come_is_not_made(uwlr: Uwlr) -> None:
    tomorrow = str(tijd.today() + timedelta(days=1))
    assert "moet nog komen" in uwlr.refused("gkv", "nacht", tomorrow)
    assert "moet nog komen" in uwlr.refused("worker", "--once", "--nacht", tomorrow)


def test_a_night_of_long_ago_is_not_made(uwlr: Uwlr, link: dict[str, Any]) -> None:
    assert "in te halen" in uwlr.refused("worker", "--once", "--nacht", "1999-01-01")
    last = str(tijd.today() - timedelta(days=30))
    assert "1 gemaakt" in uwlr.good("worker", "--once", "--nacht", last).stderr


def test_a_night_belongs_to_once(uwlr: Uwlr) -> None:
    assert "--once" in uwlr.refused("worker", "--nacht", NACHT, exit_code=2)
    said = uwlr.refused("gkv", "nacht", "gisteren", exit_code=2)
    assert said.startswith("het argument DATUM: 'gisteren' is geen datum")
    assert "geen datum" in uwlr.refused("worker", "--once", "--nacht", "gisteren", exit_code=2)


def test_a_database_that_is_not_migrated_is_refused(empty_uwlr: Uwlr) -> None:
    assert "uwlr db upgrade" in empty_uwlr.refused("worker", "--once", "--nacht", NACHT)
    assert "uwlr db upgrade" in empty_uwlr.refused("worker")
    Database.open(empty_uwlr.database_url).ping()
    assert "uwlr db upgrade" in empty_uwlr.refused("worker")


@pytest.mark.parametrize("command", [("worker",), ("worker", "--once", "--nacht", NACHT), ("serve",)])
def test_invalid_storage_is_refused_at_the_start(uwlr: Uwlr, command: tuple[str, ...]) -> None:
    assert "UWLR_OPSLAG moet een map zijn" in uwlr.refused(*command, exit_code=2, UWLR_OPSLAG="onzin://x")
