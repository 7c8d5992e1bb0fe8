"""A school narrows a link by the names of its groups and locations."""

from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.schools.builders import ANDERE_SCHOOL, groep, leerling, schoolgegevens
from uwlr_service.domain.school.groep import Groep
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling


def other_school(*groepen: Groep) -> Schoolgegevens:
    """A second school, with groups of its own."""
    return schoolgegevens(ANDERE_SCHOOL, groepen=groepen, leerlingen=(leerling("L1", groep=groepen[0].key),))


def selectie(uwlr: Uwlr, *args: str) -> dict[str, list[str]]:
    """The groups that each school of link 1 is narrowed to, after a change."""
    changed = uwlr.json("koppeling", "afspraak", "1", *args)
    return {afspraak["school"]: afspraak["leerlingen"]["groepen"] for afspraak in changed["afspraken"]}


@pytest.fixture
def both(uwlr: Uwlr, koppeling: dict[str, Any], store: Any) -> None:
    """Two schools in one link, of which the second has a group with the same name and another key."""
    store(other_school(groep("ANDERS", naam="GROEP 4"), groep("G2", naam="Groep 6", jaargroep="6")))
    uwlr.good("koppeling", "school", "add", "1", "--school", str(ANDERE_SCHOOL))


@pytest.mark.usefixtures("koppeling")
def test_a_group_is_named_as_people_name_it(uwlr: Uwlr) -> None:
    assert selectie(uwlr, "--groep", "groep 4", "--groep", "G2") == {"99XX/16": ["G1", "G2"]}
    screen = uwlr.good("koppeling", "afspraak", "1").stdout
    assert "Groep 4, Groep 5" in screen
    (afspraak,) = uwlr.json("koppeling", "afspraak", "1", "--vestiging", "de brug")["afspraken"]
    assert afspraak["leerlingen"]["vestigingen"] == ["V1"]
    assert afspraak["namen"] == {"G1": "Groep 4", "G2": "Groep 5", "V1": "De Brug"}


@pytest.mark.usefixtures("koppeling")
def test_an_unknown_name_is_refused_with_those_that_are_there(uwlr: Uwlr) -> None:
    refused = uwlr("koppeling", "afspraak", "1", "--groep", "Goep 4")
    assert refused.exit_code == 1
    said = " ".join(refused.stderr.split())
    assert "Er is geen groep 'Goep 4'. Bedoeld: Groep 4? Er zijn: Groep 4, Groep 5, Plusklas." in said
    assert "geen vestiging 'Noord'" in uwlr("koppeling", "afspraak", "1", "--vestiging", "Noord").stderr


@pytest.mark.usefixtures("both")
def test_a_name_means_at_each_school_the_group_that_has_it_there(uwlr: Uwlr) -> None:
    wanted = {"99XX/16": ["G1"], str(ANDERE_SCHOOL): ["ANDERS"]}
    assert selectie(uwlr, "--groep", "Groep 4") == wanted
    screen = uwlr.good("koppeling", "afspraak", "1").stdout
    assert screen.lower().count("groep 4") == 2  # two tables: the names are not written alike


@pytest.mark.usefixtures("both")
def test_a_name_that_some_school_lacks_changes_nothing(uwlr: Uwlr) -> None:
    refused = uwlr("koppeling", "afspraak", "1", "--groep", "Groep 5")
    assert refused.exit_code == 1
    said = " ".join(refused.stderr.split())
    assert f"Niet elke school van de koppeling heeft een groep 'Groep 5': {ANDERE_SCHOOL} niet." in said
    assert set(map(tuple, selectie(uwlr).values())) == {()}
    assert selectie(uwlr, "--school", "99XX/16", "--groep", "Groep 5") == {"99XX/16": ["G2"]}


@pytest.mark.usefixtures("both")
def test_a_key_that_one_school_has_leaves_out_everybody_of_the_others(uwlr: Uwlr) -> None:
    wanted = {"99XX/16": ["ANDERS"], str(ANDERE_SCHOOL): ["ANDERS"]}
    assert selectie(uwlr, "--groep", "ANDERS") == wanted


@pytest.mark.usefixtures("koppeling")
def test_a_name_of_two_groups_is_refused_with_their_keys(uwlr: Uwlr, store: Any) -> None:
    store(other_school(groep("A", naam="Plus"), groep("B", naam="plus")))
    uwlr.good("koppeling", "school", "add", "1", "--school", str(ANDERE_SCHOOL))
    refused = uwlr("koppeling", "afspraak", "1", "--school", str(ANDERE_SCHOOL), "--groep", "Plus")
    assert refused.exit_code == 1
    said = " ".join(refused.stderr.split())
    assert "hoort bij 2: Plus (key A, jaargroep 4); plus (key B, jaargroep 4). Noem de key" in said


@pytest.fixture
def store(cli_database: Database) -> Any:
    """Import a school into the database of the commands."""
    return EdexmlUitwisseling(cli_database).store
