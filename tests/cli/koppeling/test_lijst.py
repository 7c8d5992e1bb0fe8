"""``uwlr koppeling list`` and what else says of a link whether it lives, in a terminal of 80 columns."""

from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.schools.many import store_schools
from uwlr_service.domain.school.dossier import Dossier
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

LIST = ("koppeling", "list")
REVOKE = ("koppeling", "revoke", "1", "--ja")


@pytest.fixture
def andere(cli_database: Database) -> str:
    """Another school, with data."""
    EdexmlUitwisseling(cli_database).store(schoolgegevens(ANDERE_SCHOOL))
    return str(ANDERE_SCHOOL)


def ids(listed: list[dict[str, Any]]) -> list[int]:
    return [record["koppeling"] for record in listed]


@pytest.mark.usefixtures("koppeling")
def test_a_withdrawn_link_is_listed_only_with_all(uwlr: Uwlr) -> None:
    (record,) = uwlr.json(*LIST)
    assert (record["stand"], record["ingetrokken"]) == ("actief", None)
    assert "actief sinds" in uwlr.good(*LIST, COLUMNS="120").stdout
    uwlr.good(*REVOKE)
    assert uwlr.json(*LIST) == []
    hidden = uwlr.good(*LIST)
    assert "Koppelingen (0)" in hidden.stdout
    assert "Ingetrokken en niet getoond: 1." in hidden.stderr
    (record,) = uwlr.json(*LIST, "--all")
    assert record["stand"] == "ingetrokken"
    assert record["ingetrokken"] is not None
    shown = uwlr.good(*LIST, "--all", COLUMNS="120")
    assert "ingetrokken" in shown.stdout
    assert shown.stderr == ""


def test_a_key_that_is_only_too_old_does_not_end_a_link(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    uwlr.good("koppeling", "rotate", "1", "--dagen", "0")
    assert uwlr.json(*LIST)[0]["stand"] == "actief"


@pytest.mark.usefixtures("koppeling")
def test_the_links_of_one_school(uwlr: Uwlr, andere: str, cli_database: Database) -> None:
    args = ("--klantnaam", "Rooster", "--klantcode", "R1", "--gegevensset", "gkv-basis")
    uwlr.good("koppeling", "add", *args, "--school", andere, "--school", str(SCHOOL))
    assert ids(uwlr.json(*LIST, "--school", str(SCHOOL))) == [1, 2]
    assert ids(uwlr.json(*LIST, "--school", andere)) == [2]
    assert "99ZZ/00 is niet bekend" in uwlr.refused(*LIST, "--school", "99ZZ")
    Intrekkingen(cli_database).withdraw(2, ANDERE_SCHOOL, door=DOOR)
    assert uwlr.json(*LIST, "--school", andere) == []
    assert ids(uwlr.json(*LIST, "--school", andere, "--all")) == [2]
    assert "school eruit" in uwlr.good(*LIST, "--school", andere, "--all").stdout
    assert ids(uwlr.json(*LIST, "--school", str(SCHOOL))) == [1, 2]


@pytest.mark.usefixtures("koppeling")
def test_schools_go_by_name_where_it_is_known(uwlr: Uwlr, cli_database: Database) -> None:
    assert str(SCHOOL) in uwlr.good(*LIST, COLUMNS="120").stdout
    Dossiers(cli_database).store(Dossier(school=SCHOOL, objecten=(), naam="De Regenboog"))
    assert f"De Regenboog ({SCHOOL})" in uwlr.good(*LIST, COLUMNS="120").stdout


def test_a_link_with_many_schools_stays_readable_at_80_columns(uwlr: Uwlr, cli_database: Database) -> None:
    scholen = [option for code in store_schools(cli_database, 50) for option in ("--school", str(code))]
    args = ("--klantnaam", "Een uitgever van leermiddelen", "--klantcode", "LANG-12345")
    uwlr.good("koppeling", "add", *args, "--gegevensset", "gkv-uitgebreid", *scholen)
    lines = uwlr.good(*LIST, COLUMNS="80").stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) < 15
    assert "en nog 47" in "\n".join(lines)
    assert len(uwlr.json(*LIST)[0]["scholen"]) == 50


@pytest.mark.usefixtures("koppeling")
def test_what_keeps_a_link_from_running_is_seen_at_a_glance(uwlr: Uwlr, andere: str) -> None:
    here = ("--school", str(SCHOOL))
    (record,) = uwlr.json(*LIST)
    assert (record["toelating"], record["deelnames"]) == (
        "actief",
        [{"school": str(SCHOOL), "stand": "actief"}],
    )
    assert "school actief" not in uwlr.good(*LIST).stdout
    uwlr.good("koppeling", "school", "add", "1", "--school", andere)
    uwlr.good("koppeling", "pause", "1", *here)
    (record,) = uwlr.json(*LIST)
    standen = {deelname["school"]: deelname["stand"] for deelname in record["deelnames"]}
    assert standen == {str(SCHOOL): "gepauzeerd", andere: "actief"}
    assert "1 school gepauzeerd" in uwlr.good(*LIST, COLUMNS="80").stdout
    assert "1 school gepauzeerd" in uwlr.good(*LIST, *here).stdout
    assert "gepauzeerd" not in uwlr.good(*LIST, "--school", andere).stdout
    uwlr.good("koppelpartner", "suspend", "1", "--reden", "Er is een lek.")
    assert "product: opgeschort" in uwlr.good(*LIST, COLUMNS="80").stdout
    assert uwlr.json(*LIST)[0]["toelating"] == "opgeschort"
    uwlr.good("koppeling", "revoke", "1", "--school", andere, "--ja")
    lines = uwlr.good(*LIST, COLUMNS="80").stdout
    assert "1 school ingetrokken" in lines
    assert max(map(len, lines.splitlines())) <= 80


def test_show_and_afspraak_say_first_that_a_link_was_withdrawn(uwlr: Uwlr, school: str) -> None:
    args = ("--klantnaam", "Rooster", "--klantcode", "R1", "--gegevensset", "gkv-basis", "--generiek")
    uwlr.good("koppeling", "add", *args, "--school", school)
    assert "staat aan" in uwlr.good("koppeling", "show", "1").stderr
    uwlr.good(*REVOKE)
    shown = uwlr.good("koppeling", "show", "1")
    assert shown.stdout.startswith("Koppeling 1 is ingetrokken op ")
    assert "GeneriekeService" not in shown.output
    assert uwlr.good("koppeling", "afspraak", "1").stdout.startswith("Koppeling 1 is ingetrokken op ")
    record = uwlr.json("koppeling", "show", "1")
    assert (record["stand"], record["generiek"]) == ("ingetrokken", False)
    assert "staat uit" in uwlr.good("koppeling", "generiek", "1").stdout


def test_another_link_of_the_supplier_is_named_beside_an_agreement(
    uwlr: Uwlr, koppeling: dict[str, Any], andere: str
) -> None:
    args = ("--klantnaam", "Uitgeverij", "--klantcode", "U1", "--gegevensset", "gkv-basis")
    assert "ook gekoppeld" not in uwlr.good("koppeling", "afspraak", "1").stderr
    uwlr.good("koppeling", "add", *args, "--school", str(SCHOOL), "--school", andere)
    assert f"school {SCHOOL} is ook gekoppeld via 2." in uwlr.good("koppeling", "afspraak", "1").stderr
    (afspraak,) = uwlr.json("koppeling", "afspraak", "1")["afspraken"]
    assert afspraak["ook_gekoppeld_via"] == [2]
    afspraken = uwlr.json("koppeling", "afspraak", "2")["afspraken"]
    beside = {record["school"]: record["ook_gekoppeld_via"] for record in afspraken}
    assert beside == {str(SCHOOL): [1], andere: []}
    assert "ook gekoppeld" not in uwlr.good("koppeling", "afspraak", "2", "--school", andere).stderr
    uwlr.good("koppeling", "revoke", "2", "--ja")
    assert "ook gekoppeld" not in uwlr.good("koppeling", "afspraak", "1").stderr
