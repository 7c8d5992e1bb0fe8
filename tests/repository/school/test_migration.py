"""A database from before states knew where they came from keeps its data, and puts back what is whole."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.migrations import downgrade
from tests.support.schools.builders import ALL_ALLOWED, JAAR, SCHOOL, school
from tests.support.schools.states import named, stand
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import ImportAangehouden, NietTerugTeZetten
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository
from uwlr_service.uitwisseling.school.bewaring import Bewaring
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

BEFORE = "0016"
"""The migration before the one that is tested."""
KEPT = timedelta(days=400)
MADE = datetime(2026, 11, 1, 8, tzinfo=UTC)


def present(database: Database) -> Schoolgegevens | None:
    with database.read() as connection:
        return SchoolgegevensRepository(connection).present(SCHOOL, JAAR)


def roepnaam(database: Database) -> str | None:
    gegevens = present(database)
    assert gegevens is not None
    return gegevens.leerlingen[0].roepnaam


def migrate(database: Database) -> None:
    """Go back to before, and up again, with the data in it."""
    downgrade(database, BEFORE)
    database.upgrade()


def test_data_stay_and_an_import_of_before_is_taken_back(database: Database) -> None:
    invoer = EdexmlUitwisseling(database)
    for naam in "ABC":
        invoer.store(named(naam, MADE))
    before = (present(database), stand(database))
    migrate(database)
    assert (present(database), stand(database)) == before
    with pytest.raises(ImportAangehouden, match="ouder"):
        invoer.store(replace(named("C", MADE), school=school(aanmaakdatum=MADE - KEPT)))
    for naam in "BA":
        invoer.undo(SCHOOL, JAAR, KEPT, door=Handelende.opdrachtregel())
        assert roepnaam(database) == naam
    with pytest.raises(NietTerugTeZetten, match="geen eerdere"):
        invoer.undo(SCHOOL, JAAR, KEPT, door=Handelende.opdrachtregel())


def test_what_was_purged_before_is_not_put_back_in_part(database: Database) -> None:
    invoer = EdexmlUitwisseling(database)
    invoer.store(named("A", MADE))
    invoer.store(named("B", MADE))
    moment = stand(database).moment
    invoer.store(named("C", MADE), ALL_ALLOWED)
    Bewaring(database).purge(moment + timedelta(seconds=1))
    migrate(database)
    invoer.undo(SCHOOL, JAAR, KEPT, door=Handelende.opdrachtregel())
    assert roepnaam(database) == "B"
    with pytest.raises(NietTerugTeZetten, match="bewaartermijn"):
        invoer.undo(SCHOOL, JAAR, KEPT, door=Handelende.opdrachtregel())
    assert roepnaam(database) == "B"


def test_where_no_version_is_left_to_tell_nothing_is_put_back(database: Database) -> None:
    invoer = EdexmlUitwisseling(database)
    invoer.store(named("A", MADE))
    invoer.store(named("B", MADE))
    Bewaring(database).purge(stand(database).moment + timedelta(seconds=1))
    migrate(database)
    with pytest.raises(NietTerugTeZetten, match="bewaartermijn"):
        invoer.undo(SCHOOL, JAAR, KEPT, door=Handelende.opdrachtregel())
    invoer.store(named("C", MADE))
    invoer.undo(SCHOOL, JAAR, KEPT, door=Handelende.opdrachtregel())
    assert roepnaam(database) == "B"
