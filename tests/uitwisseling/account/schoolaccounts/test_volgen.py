"""Imports keep one account for each person, at the same cost for few pupils and for many."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.hypothesis_profiles import examples
from tests.support.people.mensen import Klok, klok
from tests.support.people.schoolaccounts import CLI, KEPT, is_open, read_in, rows
from tests.support.schools.builders import (
    JAAR,
    SCHOOL,
    eckid,
    leerkracht,
    leerling,
    schoolgegevens,
)
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.leerkracht import Groepsbinding
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository

__all__ = ["klok"]


def costs(diensten: Diensten, code: Schoolcode, pupils: int) -> dict[str, int]:
    """The statements of each step at a school with accounts, of whose pupils half change and a third go."""
    diensten.edexml.store(schoolgegevens(code, leerlingen=(leerling("L0"),)))
    diensten.inlogaccounts.turn_on(code, door=CLI)
    first = schoolgegevens(
        code,
        leerlingen=tuple(leerling(f"L{at}", eckid=eckid(at)) for at in range(pupils)),
        leerkrachten=tuple(leerkracht(f"K{at}", groepen=(Groepsbinding("G1"),)) for at in range(6)),
        groepen=schoolgegevens().groepen,
    )
    second = replace(
        first,
        leerlingen=tuple(
            replace(pupil, roepnaam="Anders", eckid=None) if at % 2 else pupil
            for at, pupil in enumerate(first.leerlingen)
            if at % 3
        ),
        leerkrachten=tuple(replace(each, groepen=(Groepsbinding("G2"),)) for each in first.leerkrachten),
    )
    steps = {
        "first": lambda: read_in(diensten, first),
        "again": lambda: read_in(diensten, first),
        "change": lambda: read_in(diensten, second),
        "undo": lambda: diensten.edexml.undo(code, JAAR, KEPT, door=CLI),
        "off": lambda: diensten.inlogaccounts.turn_off(code, door=CLI),
        "on": lambda: diensten.inlogaccounts.turn_on(code, door=CLI),
    }
    counted = {}
    for name, step in steps.items():
        with recorded() as statements:
            step()
        counted[name] = len(statements)
    return counted


def test_it_costs_the_same_for_few_pupils_and_for_many(diensten: Diensten) -> None:
    few = costs(diensten, Schoolcode("99XX"), 12)
    many = costs(diensten, Schoolcode("99XY"), 1200)
    assert few == many
    assert many["again"] <= 16, many
    assert max(many.values()) <= 36, many


FILES = st.lists(
    st.tuples(
        st.tuples(st.permutations([None, 11, 12, 13]), st.sets(st.sampled_from("ABC"), min_size=1)),
        st.booleans(),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=FILES)
def test_any_sequence_of_imports_and_undos_leaves_one_account_for_each_person(
    on: Diensten, database: Database, files: list[tuple[tuple[list[int | None], set[str]], bool]]
) -> None:
    for (numbers, keys), is_undone in files:
        leerlingen = tuple(
            leerling(key, eckid=None if number is None else eckid(number))
            for key, number in zip(sorted(keys), numbers, strict=False)
        )
        read_in(on, replace(schoolgegevens(), leerlingen=leerlingen))
        present = keys
        if is_undone:
            on.edexml.undo(SCHOOL, JAAR, KEPT, door=CLI)
            with database.read() as connection:
                state = SchoolgegevensRepository(connection).present(SCHOOL, JAAR)
            assert state is not None
            present = {each.key for each in state.leerlingen}
        pupils = [row for row in rows(database) if row.rol == "leerling"]
        assert sorted(row.persoon for row in pupils if row.tot is None) == sorted(present)
        assert len({row.inlog_id for row in pupils}) == len(pupils)


def test_a_day_that_passes_closes_accounts_without_an_import(
    on: Diensten, database: Database, klok: Klok
) -> None:
    leaves = leerling("L2", uitstroomdatum=tijd.today() + timedelta(days=1))
    read_in(on, replace(schoolgegevens(), leerlingen=(leerling("L1"), leaves)))
    clock = Handelende.klok()
    assert on.inlogaccounts.keep_up(door=clock) == 0
    klok.pass_by(days=2)
    assert on.inlogaccounts.keep_up(door=clock) == 1
    assert is_open(database) == {"K1": True, "K2": True, "L1": True, "L2": False, "L3": False}
    assert on.inlogaccounts.keep_up(door=clock) == 0
    on.inlogaccounts.turn_off(SCHOOL, door=CLI)
    assert on.inlogaccounts.keep_up(door=clock) == 0


def test_a_year_that_begins_brings_its_people(on: Diensten, database: Database, klok: Klok) -> None:
    following = Schooljaar(f"{int(JAAR[:4]) + 1}-{int(JAAR[:4]) + 2}")
    read_in(on, schoolgegevens(jaar=following, leerlingen=(leerling("L1"), leerling("N1"))))
    assert "N1" not in is_open(database)
    klok.moment = datetime(int(JAAR[:4]) + 1, 8, 2, 12, tzinfo=UTC)
    on.inlogaccounts.keep_up(door=Handelende.klok())
    assert is_open(database) == {"K1": False, "K2": False, "L1": True, "L2": False, "L3": False, "N1": True}
