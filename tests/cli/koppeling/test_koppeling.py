"""``uwlr koppeling``: made, narrowed, given a new key, withdrawn; a key is shown once."""

from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ALL_ALLOWED, JAAR, SCHOOL, leerling, schoolgegevens
from uwlr_service.domain.koppeling.klant import hash_sleutel
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

ADD = ("koppeling", "add", "--klantnaam", "Uitgeverij", "--klantcode", "U1")


def test_add_prints_what_a_publisher_needs_and_nothing_else(koppeling: dict[str, Any]) -> None:
    names = ["koppeling", "klantnaam", "klantcode", "autorisatiesleutel", "scholen", "proeftuin"]
    assert list(koppeling) == names
    assert (koppeling["koppeling"], koppeling["scholen"]) == (1, [str(SCHOOL)])
    assert 32 <= len(koppeling["autorisatiesleutel"]) <= 64


def test_a_person_sees_the_key_whole_and_is_told_it_is_once(uwlr: Uwlr, school: str) -> None:
    result = uwlr.good(*ADD, "--school", school, COLUMNS="80")
    (line,) = (line for line in result.stdout.splitlines() if "autorisatiesleutel" in line)
    assert len(line.split()[1]) == 43
    assert "enige keer" in result.stderr
    assert line.split()[1] not in result.stderr


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_a_link_holds_the_narrowest_set_unless_one_is_named(
    uwlr: Uwlr, school: str, as_json: tuple[str, ...]
) -> None:
    said = uwlr.good(*ADD, "--school", school, *as_json).stderr
    assert "U noemde geen gegevensset, dus het is smalle-set" in said
    assert uwlr.json("koppeling", "show", "1")["gegevensset"] == "smalle-set"
    assert "emailadres" in uwlr.refused("koppeling", "afspraak", "1", "--veld", "leerling/emailadres=aan")


@pytest.mark.parametrize("gegevensset", ["volledig", "smalle-set", "lvs-set", "gkv-basis"])
def test_a_set_that_was_named_is_taken_without_a_remark(uwlr: Uwlr, school: str, gegevensset: str) -> None:
    assert "gegevensset" not in uwlr.good(*ADD, "--school", school, "--gegevensset", gegevensset).stderr
    assert uwlr.json("koppeling", "show", "1")["gegevensset"] == gegevensset


def test_a_link_of_sso_is_for_schools_to_agree_to(uwlr: Uwlr, school: str) -> None:
    said = " ".join(uwlr.refused(*ADD, "--school", school, "--gegevensset", "sso", exit_code=2).split())
    assert "begint bij de school" in said
    assert "uwlr koppeling voorstel add" in said
    assert uwlr.json("koppeling", "list") == []
    # What it says exists.
    for words in (("aanvraag", "add"), ("aanvraag", "admit"), ("koppeling", "voorstel", "add")):
        uwlr.good(*words, "--help")


def test_the_options_of_add_are_kept(uwlr: Uwlr, school: str) -> None:
    options = ("--gegevensset", "smalle-set", "--richting", "ophalen", "--tolerant", "--prefix", "s")
    made = uwlr.json(*ADD, "--school", school, "--school", school, *options)
    assert made["scholen"] == [school]
    shown = uwlr.json("koppeling", "show", "1")
    assert (shown["gegevensset"], shown["richting"]) == ("smalle-set", "ophalen")
    (sleutel,) = shown["sleutels"]
    assert (sleutel["tolerant"], sleutel["prefix"], sleutel["geldig"]) == (True, "s", True)


def test_an_unknown_school_is_refused(uwlr: Uwlr, school: str) -> None:
    assert "99ZZ/00" in uwlr.refused(*ADD, "--school", school, "--school", "99ZZ")
    assert uwlr.json("koppeling", "list") == []


def test_a_klantcode_under_another_name_is_refused(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    args = ("koppeling", "add", "--klantnaam", "Ander", "--klantcode", "U1", "--school", "99XX/16")
    assert "Uitgeverij" in uwlr.refused(*args)


@pytest.mark.parametrize("name", ["", " Uitgeverij", "U" * 65])
def test_a_klantnaam_that_no_header_can_carry_is_refused(uwlr: Uwlr, school: str, name: str) -> None:
    args = ("koppeling", "add", "--klantnaam", name, "--klantcode", "U2", "--school", school)
    assert "klantnaam" in uwlr.refused(*args)


def test_neither_the_key_nor_its_hash_is_ever_shown_again(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    sleutel = koppeling["autorisatiesleutel"]
    secret = (uwlr.folder / "var" / "secret").read_text(encoding="ascii").strip().encode()
    digest = hash_sleutel(secret, sleutel)
    commands = (("list",), ("show", "1"), ("afspraak", "1"), ("todo", "1"))
    shown = "".join(
        uwlr.good("koppeling", *command, *extra).output for command in commands for extra in ((), ("--json",))
    )
    assert "Uitgeverij" in shown
    assert sleutel not in shown
    assert digest not in shown
    stored = (uwlr.folder / "uwlr.sqlite").read_bytes()
    assert digest.encode() in stored
    assert sleutel.encode() not in stored


def test_list_shows_every_koppeling(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    (record,) = uwlr.json("koppeling", "list")
    assert (record["koppeling"], record["klantcode"], record["scholen"]) == (1, "U1", ["99XX/16"])
    assert "Uitgeverij (U1)" in uwlr.good("koppeling", "list").stdout


def test_list_keeps_words_whole_on_a_narrow_screen(uwlr: Uwlr, school: str) -> None:
    args = ("--klantnaam", "Onderwijsuitgeverij De Proef", "--klantcode", "PROEF-1", "--school", school)
    uwlr.good("koppeling", "add", *args)
    words = uwlr.good("koppeling", "list", COLUMNS="80").stdout.split()
    assert {"Onderwijsuitgeverij", "gegevensset", "99XX/16"} <= set(words)


def test_rotate_gives_another_key_and_lets_the_old_one_end(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    new = uwlr.json("koppeling", "rotate", "1", "--dagen", "3")
    assert new["autorisatiesleutel"] != koppeling["autorisatiesleutel"]
    assert {name: new[name] for name in ("koppeling", "klantnaam", "scholen")} == {
        name: koppeling[name] for name in ("koppeling", "klantnaam", "scholen")
    }
    old, young = uwlr.json("koppeling", "show", "1")["sleutels"]
    assert old["geldig"]
    assert old["geldig_tot"] is not None
    assert young["geldig_tot"] is None
    uwlr.good("koppeling", "rotate", "1", "--dagen", "0")
    assert [s["geldig"] for s in uwlr.json("koppeling", "show", "1")["sleutels"]] == [False, False, True]


def test_revoke_closes_all_keys(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    uwlr.good("koppeling", "revoke", "1", "--ja")
    assert [s["geldig"] for s in uwlr.json("koppeling", "show", "1")["sleutels"]] == [False]
    assert "ingetrokken" in uwlr.good("koppeling", "show", "1").stdout


@pytest.mark.parametrize("verb", ["show", "rotate", "revoke", "todo", "afspraak"])
def test_a_koppeling_that_is_not_there_is_refused(uwlr: Uwlr, verb: str) -> None:
    said = uwlr.refused("koppeling", verb, "7")
    assert "7" in said
    assert "uwlr koppeling list" in said


def test_todo_ends_with_1_when_somebody_is_left_out(uwlr: Uwlr, school: str, cli_database: Database) -> None:
    leerlingen = (leerling("L1"), leerling("L2"), leerling("L3", bsn_ondwnr_4=None))
    EdexmlUitwisseling(cli_database).store(schoolgegevens(leerlingen=leerlingen), ALL_ALLOWED)
    made = uwlr.good(*ADD, "--school", school, "--gegevensset", "lvs-set")
    assert "bij koppeling 1 wordt 1 leerling weggelaten" in made.stderr
    (found,) = (t for t in uwlr.json("koppeling", "todo", "1", exit_code=1) if t["weggelaten"])
    assert found == {
        "school": "99XX/16",
        "schooljaar": JAAR,
        "leerling": "L3",
        "veld": "leerling/bsn_ondwnr-4",
        "xsdversies": ["2.1", "2.2"],
        "oorzaak": "gegevens",
        "weggelaten": True,
        "eerder_verstrekt": False,
    }
    shown = uwlr("koppeling", "todo", "1")
    assert shown.exit_code == 1
    assert "L3" in shown.stdout
    assert "1 leerling weggelaten" in shown.stderr
    assert "Vul de gegevens aan in het LAS" in shown.stderr


def test_todo_says_what_the_agreement_keeps_back(uwlr: Uwlr, school: str, cli_database: Database) -> None:
    EdexmlUitwisseling(cli_database).store(schoolgegevens(leerlingen=(leerling("L1"),)), ALL_ALLOWED)
    uwlr.good(*ADD, "--school", school, "--gegevensset", "smalle-set")
    for veld in ("achternaam", "roepnaam"):
        uwlr.good("koppeling", "afspraak", "1", "--veld", f"leerling/{veld}=uit")
    (found,) = (t for t in uwlr.json("koppeling", "todo", "1", exit_code=1) if t["weggelaten"])
    assert (found["veld"], found["oorzaak"]) == ("leerling/achternaam of roepnaam", "afspraak")
    said = uwlr("koppeling", "todo", "1").stderr
    assert "uwlr koppeling afspraak" in said
    assert "Vul de gegevens aan" not in said


@pytest.fixture
def lenient(koppeling: dict[str, Any], cli_database: Database) -> str:
    """A link as one of before an unknown gegevenssetid was refused."""
    Koppelingbeheer(cli_database, b"a secret").judge_gegevenssetid(1, streng=False, door=DOOR)
    return "1"


def test_todo_names_a_link_that_answers_to_any_gegevenssetid(uwlr: Uwlr, lenient: str) -> None:
    named = uwlr("koppeling", "todo", lenient)
    assert named.exit_code == 1
    assert "uwlr koppeling gegevenssetid 1 --streng" in named.stderr
    (record,) = uwlr.json("koppeling", "todo", lenient, exit_code=1)
    assert (record["veld"], record["weggelaten"], record["leerling"]) == ("gegevenssetid", False, None)
    assert "weigert" in uwlr.good("koppeling", "gegevenssetid", lenient, "--streng").stderr
    assert uwlr.json("koppeling", "todo", lenient) == []


@pytest.mark.parametrize("ending", [("revoke", "1", "--ja"), ("gegevenssetid", "1", "--streng")])
def test_todo_without_a_number_is_about_every_link_that_lives(
    uwlr: Uwlr, lenient: str, cli_database: Database, ending: tuple[str, ...]
) -> None:
    args = ("--klantnaam", "LVS", "--klantcode", "L1", "--school", "99XX/16", "--gegevensset", "lvs-set")
    uwlr.good("koppeling", "add", *args)
    leerlingen = (leerling("L1"), leerling("L2"), leerling("L3", geslacht=None))
    EdexmlUitwisseling(cli_database).store(schoolgegevens(leerlingen=leerlingen), ALL_ALLOWED)
    todos = uwlr.json("koppeling", "todo", exit_code=1)
    assert {(todo["koppeling"], todo["veld"]) for todo in todos if todo["weggelaten"]} == {
        (2, "leerling/geslacht")
    }
    assert [todo["koppeling"] for todo in todos if todo["veld"] == "gegevenssetid"] == [1]
    shown = uwlr("koppeling", "todo", COLUMNS="80")
    assert "aan te vullen voor koppeling 2" in shown.stdout
    uwlr.good("koppeling", *ending)
    assert not [todo for todo in uwlr.json("koppeling", "todo", exit_code=1) if todo["koppeling"] == 1]


def test_what_becomes_of_an_unknown_gegevenssetid_is_shown_and_switched(
    uwlr: Uwlr, koppeling: dict[str, Any]
) -> None:
    command = ("koppeling", "gegevenssetid", "1")
    assert uwlr.json(*command) == {"koppeling": 1, "gegevenssetid_streng": True}
    assert "beantwoordt" in uwlr.good(*command, "--soepel").stderr
    assert "beantwoordt" in uwlr.good(*command).stdout
    assert uwlr.json("koppeling", "list")[0]["gegevenssetid_streng"] is False
    assert "weigert" in uwlr.good(*command, "--streng").stderr
    uwlr.good("koppeling", "revoke", "1", "--ja")
    assert "is ingetrokken" in uwlr.refused(*command, "--soepel")


def test_nobody_sends_a_gegevenssetid_to_a_link_of_gkv(uwlr: Uwlr, school: str) -> None:
    uwlr.good(*ADD, "--school", school, "--gegevensset", "gkv-basis")
    for options in ((), ("--streng",), ("--soepel",)):
        assert "is een GKV-koppeling" in uwlr.refused("koppeling", "gegevenssetid", "1", *options)
    assert uwlr.json("koppeling", "todo", "1") == []


def test_todo_ends_with_0_when_nobody_is(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    assert uwlr.json("koppeling", "todo", "1") == []
    assert "Er ontbreekt niets" in uwlr.good("koppeling", "todo", "1").stderr


def test_todo_ends_with_0_when_there_are_warnings_only(
    uwlr: Uwlr, school: str, cli_database: Database
) -> None:
    bare = leerling("L1", geboortedatum=None)
    EdexmlUitwisseling(cli_database).store(schoolgegevens(leerlingen=(bare,)), ALL_ALLOWED)
    uwlr.good(*ADD, "--school", school, "--gegevensset", "smalle-set")
    todos = uwlr.json("koppeling", "todo", "1")
    assert todos
    assert not any(todo["weggelaten"] for todo in todos)
    shown = uwlr.good("koppeling", "todo", "1")
    assert "waarschuwing" in shown.stdout
    assert shown.stderr == "Alle leerlingen gaan mee.\n"
