"""``uwlr school list``: which schools there are, of which years, and who gets their data."""

from dataclasses import replace
from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.schools.builders import ANDERE_SCHOOL, JAAR, SCHOOL, leerling, schoolgegevens
from tests.support.schools.many import MANY, store_schools
from tests.support.statements import recorded
from uwlr_service.domain.school.school import School, Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

LIST = ("school", "list")
VORIG_JAAR = Schooljaar("2025-2026")


def test_a_school_with_its_years_pupils_and_links(
    uwlr: Uwlr, koppeling: dict[str, Any], cli_database: Database
) -> None:
    invoer = EdexmlUitwisseling(cli_database)
    before = replace(schoolgegevens(), school=School(code=SCHOOL, schooljaar=VORIG_JAAR))
    invoer.store(before)
    invoer.store(schoolgegevens(ANDERE_SCHOOL, leerlingen=(leerling("L1"),)))
    assert uwlr.json(*LIST) == [
        {
            "school": str(SCHOOL),
            "naam": None,
            "schooljaren": [
                {"schooljaar": VORIG_JAAR, "leerlingen": 3},
                {"schooljaar": JAAR, "leerlingen": 3},
            ],
            "koppelingen": [1],
        },
        {
            "school": str(ANDERE_SCHOOL),
            "naam": None,
            "schooljaren": [{"schooljaar": JAAR, "leerlingen": 1}],
            "koppelingen": [],
        },
    ]
    shown = uwlr.good(*LIST, COLUMNS="80").stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert "Scholen (2)" in shown
    uwlr.good("koppeling", "revoke", "1", "--ja")
    assert [school["koppelingen"] for school in uwlr.json(*LIST)] == [[], []]


def test_a_pupil_who_is_gone_is_not_counted(uwlr: Uwlr, school: str, cli_database: Database) -> None:
    invoer = EdexmlUitwisseling(cli_database)
    invoer.store(schoolgegevens(leerlingen=(leerling("L1"),)), allow_shrink=True)
    ((jaar,),) = (each["schooljaren"] for each in uwlr.json(*LIST))
    assert jaar["leerlingen"] == 1


def test_a_school_without_brin_goes_by_its_schoolkey(uwlr: Uwlr, cli_database: Database) -> None:
    EdexmlUitwisseling(cli_database).store(schoolgegevens(Schoolcode(schoolkey="vlaams-1")))
    assert [each["school"] for each in uwlr.json(*LIST)] == ["schoolkey:vlaams-1"]


def test_without_schools_it_is_empty(uwlr: Uwlr) -> None:
    assert uwlr.json(*LIST) == []
    assert "Scholen (0)" in uwlr.good(*LIST).stdout


@pytest.mark.parametrize("count", [1, MANY])
def test_it_costs_the_same_for_one_school_and_for_many(
    uwlr: Uwlr, cli_database: Database, count: int
) -> None:
    uwlr.good(*LIST)
    store_schools(cli_database, count)
    with recorded() as statements:
        assert len(uwlr.json(*LIST)) == count
    assert len(statements) == 5
