"""After a restore a school that turned its accounts off has none that are open."""

import pytest
from sqlalchemy import func, select

from tests.support.databases import backup_of, database_of
from tests.support.schools.builders import SCHOOL, schoolgegevens
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.repository.schema.account import account
from uwlr_service.uitwisseling.herstel.naspelen import Uitkomst

CLI = Handelende.opdrachtregel()


@pytest.fixture
def school(diensten: Diensten) -> Diensten:
    """The use cases, where there is a school and a journal."""
    diensten.edexml.store(schoolgegevens(SCHOOL))
    diensten.journaal.require_current()
    return diensten


def is_on(diensten: Diensten) -> bool:
    return diensten.inlogaccounts.since(SCHOOL, door=CLI) is not None


def opened(diensten: Diensten) -> int:
    """How many accounts are open."""
    with database_of(diensten).read() as connection:
        count = select(func.count()).select_from(account).where(account.c.tot.is_(None))
        return int(connection.execute(count).scalar_one())


def outcomes(diensten: Diensten) -> list[Uitkomst]:
    """What comes of the decisions that the database lacks."""
    return [nagespeeld.uitkomst for nagespeeld in diensten.terugzetting.complete().nagespeeld]


def test_accounts_that_were_turned_off_stay_closed(school: Diensten) -> None:
    school.inlogaccounts.turn_on(SCHOOL, door=CLI)
    put_back = backup_of(school)
    school.inlogaccounts.turn_off(SCHOOL, door=CLI)
    put_back()
    assert opened(school) > 0
    assert outcomes(school) == [Uitkomst.HERSTELD]
    assert opened(school) == 0
    assert not is_on(school)


def test_accounts_that_were_turned_on_again_open_by_the_clock(school: Diensten) -> None:
    school.inlogaccounts.turn_on(SCHOOL, door=CLI)
    before = opened(school)
    put_back = backup_of(school)
    school.inlogaccounts.turn_off(SCHOOL, door=CLI)
    school.inlogaccounts.turn_on(SCHOOL, door=CLI)
    put_back()
    assert outcomes(school) == [Uitkomst.HERSTELD, Uitkomst.HERSTELD]
    assert is_on(school)
    school.inlogaccounts.keep_up(door=CLI)
    assert opened(school) == before


def test_what_was_so_already_is_no_decision(school: Diensten) -> None:
    school.inlogaccounts.turn_on(SCHOOL, door=CLI)
    put_back = backup_of(school)
    school.inlogaccounts.turn_on(SCHOOL, door=CLI)
    put_back()
    assert outcomes(school) == []
