"""``uwlr koppeling afspraak``: what a supplier gets, shown and changed."""

from typing import Any

import pytest
from sqlalchemy import update

from tests.support.commandline import Uwlr
from tests.support.schools.builders import schoolgegevens
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.koppeling import klant
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

COMMAND = ("koppeling", "afspraak", "1")
EMAIL = "leerling/emailadres"


def only(printed: dict[str, Any]) -> dict[str, Any]:
    """The one agreement of a link with one school."""
    (afspraak,) = printed["afspraken"]
    assert isinstance(afspraak, dict)
    return afspraak


def test_it_shows_every_field_per_version(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    afspraak = only(uwlr.json(*COMMAND))
    assert (afspraak["school"], afspraak["gegevensset"], afspraak["versie"]) == ("99XX/16", "volledig", 1)
    assert afspraak["velden"]["leerling/key"]["gebruik"] == "verplicht"
    assert "2.1" not in afspraak["velden"]["leerling/eckid"]["aan"]
    assert afspraak["leerlingen"]["jaargroepen"] == []
    shown = uwlr.good(*COMMAND).stdout
    assert all(veld in shown for veld in afspraak["velden"])


def test_a_field_goes_off_and_on_again(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    assert only(uwlr.json(*COMMAND))["velden"][EMAIL]["aan"]["2.2"]
    off = only(uwlr.json(*COMMAND, "--veld", f"{EMAIL}=uit"))
    assert (off["velden"][EMAIL]["aan"]["2.2"], off["velden"][EMAIL]["omgezet"]) == (False, True)
    assert off["versie"] == 2
    assert "uitgezet" in uwlr.good(*COMMAND).stdout
    assert only(uwlr.json(*COMMAND, "--veld", f"{EMAIL}=aan"))["velden"][EMAIL]["aan"]["2.2"]


def test_showing_makes_no_new_version(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    uwlr.good(*COMMAND)
    uwlr.good(*COMMAND)
    assert only(uwlr.json(*COMMAND))["versie"] == 1


@pytest.mark.parametrize("veld", ["groep/naam", "leerling/bsn_ondwnr-4", "leerling/onzin", "onzin/key"])
def test_a_field_that_must_be_there_or_is_not_in_the_set_is_refused(
    uwlr: Uwlr, koppeling: dict[str, Any], veld: str
) -> None:
    assert veld.partition("/")[2] in uwlr.refused(*COMMAND, "--veld", f"{veld}=uit")
    assert only(uwlr.json(*COMMAND))["versie"] == 1


def test_pupils_are_narrowed_by_kind_and_all_come_back(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    uwlr.good(*COMMAND, "--jaargroep", "7", "--jaargroep", "8", "--groep", "G1")
    narrowed = only(uwlr.json(*COMMAND, "--vestiging", "V1"))["leerlingen"]
    assert narrowed["jaargroepen"] == ["7", "8"]
    assert (narrowed["groepen"], narrowed["vestigingen"]) == (["G1"], ["V1"])
    back = only(uwlr.json(*COMMAND, "--alle"))["leerlingen"]
    assert (back["jaargroepen"], back["groepen"], back["vestigingen"]) == ([], [], [])


def test_one_school_of_several_has_its_own_agreement(uwlr: Uwlr, school: str, cli_database: Database) -> None:
    EdexmlUitwisseling(cli_database).store(schoolgegevens(Schoolcode("99YY")))
    add = ("koppeling", "add", "--klantnaam", "U", "--klantcode", "U", "--gegevensset", "volledig")
    uwlr.good(*add, "--school", school, "--school", "99YY")
    uwlr.good(*COMMAND, "--school", "99YY", "--veld", f"{EMAIL}=uit")
    aan = {a["school"]: a["velden"][EMAIL]["aan"]["2.2"] for a in uwlr.json(*COMMAND)["afspraken"]}
    assert aan == {"99XX/16": True, "99YY/00": False}
    shown = uwlr.good(*COMMAND).stdout
    assert "School 99XX/16:" in shown
    assert "School 99YY/00:" in shown
    assert "99ZZ" in uwlr.refused(*COMMAND, "--school", "99ZZ")


def test_schools_with_the_same_agreement_are_shown_together(
    uwlr: Uwlr, school: str, cli_database: Database
) -> None:
    EdexmlUitwisseling(cli_database).store(schoolgegevens(Schoolcode("99YY")))
    add = ("koppeling", "add", "--klantnaam", "U", "--klantcode", "U", "--gegevensset", "volledig")
    uwlr.good(*add, "--school", school, "--school", "99YY")
    assert "School 99XX/16, 99YY/00: gegevensset volledig" in uwlr.good(*COMMAND).stdout


@pytest.mark.usefixtures("koppeling")
def test_control_characters_do_nothing_to_a_terminal(uwlr: Uwlr, cli_database: Database) -> None:
    """They are refused by now; a name of before may have them."""
    name = "Uit\x1b[31mgeverij"
    with cli_database.write() as connection:
        connection.execute(update(klant).values(naam=name))
    assert "\x1b" not in uwlr.good("koppeling", "list").output
    assert uwlr.json("koppeling", "list")[0]["klantnaam"] == name


@pytest.mark.usefixtures("koppeling")
def test_a_version_that_asks_less_is_named(uwlr: Uwlr) -> None:
    shown = uwlr.good(*COMMAND).stdout.splitlines()
    (key,) = (line for line in shown if line.split()[:1] == ["leerling/key"])
    assert "verplicht, 2.3 optioneel" in key
    (key,) = (line for line in shown if line.split()[:1] == ["groep/key"])
    assert "optioneel" not in key
