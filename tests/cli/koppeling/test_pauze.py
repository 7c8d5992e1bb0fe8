"""``uwlr koppeling pause|resume|school sleutel`` and ``uwlr school soort``: what the states need."""

import pytest

from tests.support.commandline import Uwlr
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

HERE = ("--school", str(SCHOOL))


@pytest.mark.usefixtures("koppeling")
def test_a_school_pauses_and_goes_on(uwlr: Uwlr) -> None:
    said = uwlr.good("koppeling", "pause", "1", *HERE).stderr
    assert said == f"School {SCHOOL} is gepauzeerd in koppeling 1: er gaat niets meer uit.\n"
    again = uwlr.refused("koppeling", "pause", "1", *HERE)
    assert "Dit is al gebeurd: de stand is nu gepauzeerd. Nu kan: versmallen, hervatten, intrekken." in again
    assert "uwlr koppeling resume" in again
    assert f"Gepauzeerd, er gaat niets uit: {SCHOOL}." in uwlr.good("koppeling", "show", "1").stderr
    paused = [{"school": str(SCHOOL), "stand": "gepauzeerd"}]
    assert uwlr.json("koppeling", "show", "1")["deelnames"] == paused
    said = uwlr.good("koppeling", "resume", "1", *HERE).stderr
    assert said == f"School {SCHOOL} doet weer mee in koppeling 1.\n"
    assert "valt niet onder koppeling 1" in uwlr.refused("koppeling", "resume", "1", "--school", "99ZZ")


@pytest.mark.usefixtures("koppeling")
def test_a_school_gets_a_key_of_its_own_and_ends_it(uwlr: Uwlr) -> None:
    made = uwlr.json("koppeling", "school", "sleutel", "1", *HERE)
    assert (made["koppeling"], made["school"]) == (1, str(SCHOOL))
    assert len(made["autorisatiesleutel"]) == 43
    assert f"De sleutel van school {SCHOOL}" in uwlr.good("koppeling", "school", "sleutel", "1", *HERE).stdout
    said = uwlr.good("koppeling", "school", "sleutel", "1", *HERE, "--beeindig", "2").stderr
    assert said == "Sleutel 2 van koppeling 1 werkt niet meer.\n"
    assert "geen sleutel 2" in uwlr.refused("koppeling", "school", "sleutel", "1", *HERE, "--beeindig", "2")


@pytest.mark.usefixtures("koppeling")
def test_only_a_key_of_that_school_is_ended(uwlr: Uwlr, cli_database: Database) -> None:
    EdexmlUitwisseling(cli_database).store(schoolgegevens(ANDERE_SCHOOL))
    other = ("--school", str(ANDERE_SCHOOL))
    uwlr.good("koppeling", "school", "add", "1", *other)
    uwlr.good("koppeling", "school", "sleutel", "1", *other)
    key = ("koppeling", "school", "sleutel", "1")
    for number in ("1", "2", "404"):  # of the partner, of the other school, of nobody
        assert f"is niet van school {SCHOOL}" in uwlr.refused(*key, *HERE, "--beeindig", number)
    assert [each["geldig_tot"] for each in uwlr.json("koppeling", "show", "1")["sleutels"]] == [None, None]
    ended = uwlr.json(*key, *other, "--beeindig", "2")
    assert ended == {"koppeling": 1, "school": str(ANDERE_SCHOOL), "sleutel": 2}
    of_partner, of_school = uwlr.json("koppeling", "show", "1")["sleutels"]
    assert of_partner["geldig_tot"] is None
    assert of_school["geldig_tot"] is not None


@pytest.mark.usefixtures("koppeling")
def test_the_last_school_that_leaves_does_not_end_the_link(uwlr: Uwlr) -> None:
    uwlr.good("koppeling", "revoke", "1", *HERE, "--ja")
    (link,) = uwlr.json("koppeling", "list")
    assert (link["stand"], link["scholen"]) == ("actief", [])
    gone = uwlr.refused("koppeling", "resume", "1", *HERE)
    assert "Dit kan nu niet: de stand is nu ingetrokken." in gone
    assert "uwlr koppeling school add" in gone
    assert uwlr.json("koppeling", "school", "add", "1", *HERE)["teruggekomen"] is True


@pytest.mark.usefixtures("koppeling")
def test_special_fields_ask_for_two_names(uwlr: Uwlr) -> None:
    add = ("koppeling", "add", "--klantnaam", "Zorg", "--klantcode", "Z1", *HERE, "--gegevensset")
    special = (*add, "gkv-uitgebreid", "--veld", "set/absenties=aan")
    assert "--namens NAAM --namens NAAM" in uwlr.refused(*special)
    same = uwlr.refused(*special, "--namens", "Eva", "--namens", "e\nva")
    assert "--namens NAAM --namens NAAM" in same
    assert "allemaal te zien" in uwlr.refused(*special, "--namens", "Eva", "--namens", "E\u200bva")
    uwlr.good(*special, "--namens", "A. Besluiter", "--namens", "B. Tweede")
    uit = ("koppeling", "afspraak", "2", "--veld")
    uwlr.good(*uit, "set/absenties=uit")
    assert "extra beschermde" in uwlr.refused(*uit, "set/absenties=aan", "--namens", "A. Besluiter")


def test_a_school_becomes_a_test_school(uwlr: Uwlr, cli_database: Database) -> None:
    EdexmlUitwisseling(cli_database).store(schoolgegevens())
    assert uwlr.json("school", "soort", str(SCHOOL)) == {"school": str(SCHOOL), "soort": "echt"}
    assert (
        uwlr.good("school", "soort", str(SCHOOL), "--test").stderr == f"School {SCHOOL} is een testschool.\n"
    )
    assert uwlr.good("school", "soort", str(SCHOOL)).stdout == f"School {SCHOOL} is een testschool.\n"
    assert "is niet bekend" in uwlr.refused("school", "soort", "99ZZ")
