"""``uwlr koppeling school add``: a school joins a link, and is told apart from one that comes back."""

from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, leerling, schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

ADD = ("koppeling", "school", "add", "1")


@pytest.fixture
def andere(cli_database: Database) -> str:
    """Another school, with data."""
    EdexmlUitwisseling(cli_database).store(schoolgegevens(ANDERE_SCHOOL))
    return str(ANDERE_SCHOOL)


@pytest.mark.usefixtures("koppeling")
def test_a_school_joins_a_link(uwlr: Uwlr, andere: str) -> None:
    said = uwlr.good(*ADD, "--school", andere).stderr
    assert said == f"School {andere} valt nu onder koppeling 1, met wat volledig zonder aanpassing bevat.\n"
    assert uwlr.json("koppeling", "show", "1")["scholen"] == [str(SCHOOL), andere]
    again = uwlr.refused(*ADD, "--school", andere)
    assert f"School {andere} valt al onder koppeling 1. Er is niets veranderd." in again
    assert "school add" not in again
    assert "99ZZ/00" in uwlr.refused(*ADD, "--school", "99ZZ")


@pytest.mark.usefixtures("koppeling")
def test_a_school_that_comes_back_is_told_so(uwlr: Uwlr, andere: str, cli_database: Database) -> None:
    assert uwlr.json(*ADD, "--school", andere) == {
        "koppeling": 1,
        "school": andere,
        "gegevensset": "volledig",
        "teruggekomen": False,
    }
    Intrekkingen(cli_database).withdraw(1, ANDERE_SCHOOL, door=DOOR)
    assert "De school is terug" in uwlr.good(*ADD, "--school", andere).stderr
    (afspraak,) = uwlr.json("koppeling", "afspraak", "1", "--school", andere)["afspraken"]
    assert afspraak["versie"] == 2


def test_who_is_left_out_at_the_school_is_told(uwlr: Uwlr, school: str, cli_database: Database) -> None:
    leerlingen = tuple(leerling(f"L{number}", geslacht=None) for number in (1, 2))
    EdexmlUitwisseling(cli_database).store(schoolgegevens(ANDERE_SCHOOL, leerlingen=leerlingen))
    args = ("--klantnaam", "LVS", "--klantcode", "L1", "--gegevensset", "lvs-set", "--school", school)
    uwlr.good("koppeling", "add", *args)
    said = uwlr.good(*ADD, "--school", str(ANDERE_SCHOOL)).stderr
    assert "worden 2 leerlingen weggelaten" in said


def test_a_withdrawn_link_takes_nobody(
    uwlr: Uwlr, koppeling: dict[str, Any], andere: str, cli_database: Database
) -> None:
    Intrekkingen(cli_database).withdraw(1, door=DOOR)
    assert "is ingetrokken" in uwlr.refused(*ADD, "--school", andere)
