"""Rows in versions: every state that ever was can be read back, until its retention ends."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.schools.builders import ALL_ALLOWED, JAAR, SCHOOL, leerling, schoolgegevens
from uwlr_service.domain import tijd
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.invoer import InvoerRepository
from uwlr_service.repository.school.scholen import Schooljaarstand, SchoolRepository
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository
from uwlr_service.repository.school.vergelijking import MANY

OLD = datetime(2026, 9, 1, tzinfo=UTC)


def put(database: Database, gegevens: Schoolgegevens) -> None:
    """Make this the present state."""
    with database.write() as connection:
        InvoerRepository(connection).replace(gegevens, ALL_ALLOWED)


def stand(database: Database) -> Schooljaarstand:
    """The present state of the small school."""
    with database.read() as connection:
        found = SchoolRepository(connection).stand(SCHOOL, JAAR)
    assert found is not None
    return found


def names(database: Database, revisie: int) -> dict[str, str | None]:
    """The pupils of a revision and what they are called."""
    with database.read() as connection:
        gegevens = SchoolgegevensRepository(connection).read(
            SCHOOL, JAAR, replace(stand(database), revisie=revisie)
        )
    return {leerling.key: leerling.roepnaam for leerling in gegevens.leerlingen}


def test_what_is_stored_comes_back(database: Database, gegevens: Schoolgegevens) -> None:
    put(database, gegevens)
    with database.read() as connection:
        read = SchoolgegevensRepository(connection).read(SCHOOL, JAAR, stand(database))
    moment = read.leerlingen[0].mutatiedatum
    assert moment is not None
    for part in ("vestigingen", "groepen", "samengestelde_groepen", "leerlingen", "leerkrachten"):
        expected = tuple(replace(item, mutatiedatum=moment) for item in getattr(gegevens, part))
        assert getattr(read, part) == expected
    assert read.school == gegevens.school


def test_many_rows_keep_what_only_a_few_of_them_have(database: Database) -> None:
    leerlingen = tuple(
        leerling(f"L{number:03}", geslacht=0, land=None if number else "NL") for number in range(MANY)
    )
    put(database, schoolgegevens(leerlingen=leerlingen))
    put(database, schoolgegevens(leerlingen=tuple(replace(each, geslacht=None) for each in leerlingen)))
    with database.read() as connection:
        repository = SchoolgegevensRepository(connection)
        states = [repository.read(SCHOOL, JAAR, stand(database), revisie).leerlingen for revisie in (1, 2)]
    for state, geslacht in zip(states, (0, None), strict=True):
        assert [each.land for each in state] == ["NL", *[None] * (MANY - 1)]
        assert {each.geslacht for each in state} == {geslacht}
        assert all(each.mutatiedatum for each in state)


def test_every_earlier_state_can_be_read_back(database: Database) -> None:
    put(database, schoolgegevens(leerlingen=(leerling("L1", roepnaam="An"), leerling("L2", roepnaam="Bo"))))
    put(
        database, schoolgegevens(leerlingen=(leerling("L1", roepnaam="Anne"), leerling("L3", roepnaam="Cas")))
    )
    put(database, schoolgegevens(leerlingen=(leerling("L1", roepnaam="An"),)))
    assert stand(database).revisie == 3
    assert names(database, 1) == {"L1": "An", "L2": "Bo"}
    assert names(database, 2) == {"L1": "Anne", "L3": "Cas"}
    assert names(database, 3) == {"L1": "An"}


def test_unchanged_rows_keep_their_mutatiedatum_and_make_no_revision(
    database: Database, gegevens: Schoolgegevens
) -> None:
    put(database, gegevens)
    before = stand(database)
    put(database, replace(gegevens, school=replace(gegevens.school, peildatum=tijd.today())))
    after = stand(database)
    assert (after.revisie, after.moment) == (before.revisie, before.moment)
    assert after.peildatum == tijd.today()


@pytest.mark.parametrize(
    ("given", "kept"),
    [(OLD, True), (None, False), (OLD - timedelta(days=9), False)],
    ids=["newer", "absent", "older than the last"],
)
def test_a_changed_row_takes_the_files_mutatiedatum_when_that_is_news(
    database: Database, given: datetime | None, kept: bool
) -> None:
    first = leerling("L1", mutatiedatum=OLD - timedelta(days=1))
    put(database, schoolgegevens(leerlingen=(first,)))
    put(database, schoolgegevens(leerlingen=(replace(first, roepnaam="Anders", mutatiedatum=given),)))
    with database.read() as connection:
        read = SchoolgegevensRepository(connection).read(SCHOOL, JAAR, stand(database))
    expected = given if kept else stand(database).moment
    assert read.leerlingen[0].mutatiedatum == expected


def test_purging_forgets_ended_versions_and_never_the_present(database: Database) -> None:
    put(database, schoolgegevens(leerlingen=(leerling("L1", roepnaam="An"), leerling("L2", roepnaam="Bo"))))
    put(database, schoolgegevens(leerlingen=(leerling("L1", roepnaam="Anne"),)))
    with database.write() as connection:
        assert SchoolgegevensRepository(connection).purge(tijd.now() - timedelta(days=1)) == 0
    assert names(database, 1) == {"L1": "An", "L2": "Bo"}
    with database.write() as connection:
        assert SchoolgegevensRepository(connection).purge(tijd.now() + timedelta(days=1)) == 2
    assert names(database, 1) == {}
    assert names(database, 2) == {"L1": "Anne"}


def test_the_days_on_which_a_status_changes_are_known(database: Database) -> None:
    leaves = leerling("L1", uitstroomdatum=tijd.today())
    put(database, schoolgegevens(leerlingen=(leaves, leerling("L2", uitstroomdatum=tijd.today()))))
    assert stand(database).omslagdagen == ((tijd.today() + timedelta(days=1)).isoformat(),)


def test_a_transaction_that_fails_leaves_nothing(database: Database, gegevens: Schoolgegevens) -> None:
    put(database, gegevens)

    def half_way() -> None:
        with database.write() as connection:
            InvoerRepository(connection).replace(schoolgegevens(leerlingen=(leerling("L9"),)), ALL_ALLOWED)
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        half_way()
    assert stand(database).revisie == 1
    assert set(names(database, 1)) == {"L1", "L2", "L3"}
