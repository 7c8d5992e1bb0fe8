"""``undo`` and retention: a state comes back whole or not at all."""

import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.support.schools.builders import JAAR, SCHOOL
from tests.support.schools.states import named, stand, state
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import NietTerugTeZetten
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.slot import lock
from uwlr_service.repository.school.terugzetten import TerugzetRepository
from uwlr_service.uitwisseling.school.bewaring import Bewaring
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling, Terugzetverslag

KEPT = timedelta(days=400)
DAY = timedelta(days=1)


@pytest.fixture
def uitwisseling(database: Database) -> EdexmlUitwisseling:
    return EdexmlUitwisseling(database)


def undo(uitwisseling: EdexmlUitwisseling) -> Terugzetverslag:
    return uitwisseling.undo(SCHOOL, JAAR, KEPT, door=Handelende.opdrachtregel())


def test_a_state_survives_the_purge_of_what_was_replaced_before_it(
    database: Database, uitwisseling: EdexmlUitwisseling
) -> None:
    uitwisseling.store(named("A"))
    uitwisseling.store(named("B"))
    moment = stand(database).moment
    uitwisseling.store(named("C"))
    Bewaring(database).purge(moment)
    undo(uitwisseling)
    undo(uitwisseling)
    assert state(database) == named("A")


def test_a_state_whose_versions_were_purged_is_not_put_back(
    database: Database, uitwisseling: EdexmlUitwisseling
) -> None:
    uitwisseling.store(named("A"))
    uitwisseling.store(named("B"))
    moment = stand(database).moment
    uitwisseling.store(named("C"))
    Bewaring(database).purge(moment + timedelta(seconds=1))
    undo(uitwisseling)
    assert state(database) == named("B")
    before = stand(database)
    with pytest.raises(NietTerugTeZetten, match="bewaartermijn"):
        undo(uitwisseling)
    # A purge that keeps more does not bring it back.
    Bewaring(database).purge(moment - DAY)
    with pytest.raises(NietTerugTeZetten, match="bewaartermijn"):
        undo(uitwisseling)
    assert (state(database), stand(database)) == (named("B"), before)


def test_a_purge_after_an_undo_takes_nothing_of_what_came_back(
    database: Database, uitwisseling: EdexmlUitwisseling
) -> None:
    uitwisseling.store(named("A"))
    uitwisseling.store(replace(named("B"), leerlingen=named("B").leerlingen[:1]), allow_shrink=True)
    undo(uitwisseling)
    Bewaring(database).purge(tijd.now() + DAY)
    assert state(database) == named("A")
    with pytest.raises(NietTerugTeZetten):
        undo(uitwisseling)


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_purge_waits_for_an_undo_that_reads_what_it_would_take(
    database: Database, uitwisseling: EdexmlUitwisseling
) -> None:
    uitwisseling.store(named("A"))
    uitwisseling.store(named("B"))
    purge = threading.Thread(target=Bewaring(database).purge, args=(tijd.now() + DAY,))
    with database.write() as connection:
        slot = lock(connection, SCHOOL, JAAR)
        assert slot is not None
        purge.start()
        until = time.monotonic() + 30
        while not waiting_for_a_lock(database):
            assert time.monotonic() < until
        repository = TerugzetRepository(connection)
        repository.undo(SCHOOL, JAAR, tijd.now() - KEPT, lambda _: ())
    purge.join()
    assert state(database) == named("A")


def waiting_for_a_lock(database: Database) -> bool:
    """Whether some connection of PostgreSQL waits for another one."""
    with database.read() as connection:
        waiting = connection.execute(text("select count(*) from pg_locks where not granted"))
        return bool(waiting.scalar())


def test_past_its_retention_a_state_is_not_put_back_though_nobody_purged(
    database: Database, uitwisseling: EdexmlUitwisseling
) -> None:
    uitwisseling.store(named("A"))
    uitwisseling.store(named("B"))
    with pytest.raises(NietTerugTeZetten, match="bewaartermijn"):
        uitwisseling.undo(SCHOOL, JAAR, -DAY, door=Handelende.opdrachtregel())
    assert state(database) == named("B")
