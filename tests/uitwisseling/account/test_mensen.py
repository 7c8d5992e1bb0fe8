"""What ended is forgotten when its time has come, and what holds stays."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.support.people.mensen import Klok, Persoon, at_school, invite, new_person
from tests.support.schools.builders import SCHOOL
from uwlr_service.domain.account.uitnodiging import GELDIG
from uwlr_service.domain.fouten import AanmeldenMislukt
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema import account as tables
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.account.sessies import Sessies

COUNTED = (tables.sessie, tables.uitnodiging, tables.aanmeldteller, tables.inlog_apparaat)


@pytest.fixture
def jet(mensen: Mensen, klok: Klok) -> Persoon:
    return new_person(mensen, klok, at_school(SCHOOL))


def counts(database: Database) -> list[int]:
    """How many rows there are of each kind that is forgotten."""
    with database.read() as connection:
        counted = (select(func.count()).select_from(table) for table in COUNTED)
        return [connection.execute(statement).scalar_one() for statement in counted]


def test_what_ended_is_forgotten(
    mensen: Mensen, jet: Persoon, sessies: Sessies, klok: Klok, database: Database
) -> None:
    invite(mensen, at_school(SCHOOL))
    with pytest.raises(AanmeldenMislukt):
        mensen.aanmelding.sign_in(Bezoeker(), jet.inlognaam, "iets anders")
    assert counts(database) == [1, 2, 3, 1]
    assert mensen.purge(klok()) == 0
    assert mensen.purge(klok() + timedelta(minutes=61)) == 1
    assert counts(database) == [0, 2, 3, 1]
    mensen.purge(klok() + GELDIG + timedelta(days=29))
    assert counts(database) == [0, 2, 0, 1]
    mensen.purge(klok() + GELDIG + timedelta(days=31))
    assert counts(database) == [0, 0, 0, 1]
    mensen.purge(klok() + timedelta(days=401))
    assert counts(database) == [0, 0, 0, 0]


def test_a_session_that_ended_early_is_forgotten_with_the_rest(
    mensen: Mensen, jet: Persoon, sessies: Sessies, klok: Klok, database: Database
) -> None:
    sessies.end(jet.aangemeld.sessie)
    assert mensen.purge(klok()) == 0
    assert mensen.purge(klok() + timedelta(hours=13)) == 1
