"""The agreements of all schools of a link at once are those of each school by itself."""

import pytest

from tests.support.databases import database_of
from tests.support.partners.handelenden import DOOR
from tests.support.schools.many import store_schools
from uwlr_service.diensten import Diensten
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository

SCHOOLS = 5


@pytest.fixture
def koppeling(diensten: Diensten) -> int:
    """A link with five schools; the second and the last changed their agreement, and the third left."""
    scholen = store_schools(database_of(diensten), SCHOOLS)
    beheer = diensten.koppelingbeheer
    made = beheer.add(klantnaam="Ouders", klantcode="O1", scholen=scholen, gegevensset="gkv-basis", door=DOOR)
    koppeling_id = made.koppeling.id
    for school in (scholen[1], scholen[4]):
        beheer.change_afspraak(koppeling_id, school=school, jaargroepen=["4"], door=DOOR)
    beheer.change_afspraak(koppeling_id, school=scholen[4], jaargroepen=[], door=DOOR)
    diensten.intrekkingen.withdraw(koppeling_id, scholen[2], door=DOOR)
    return koppeling_id


def test_all_at_once_is_each_by_itself(diensten: Diensten, koppeling: int) -> None:
    with database_of(diensten).read() as connection:
        school_ids = KoppelingRepository(connection).school_ids(koppeling)
        afspraken = AfspraakRepository(connection)
        deelnames = afspraken.current_of(koppeling)
        assert {each.school: each.school_id for each in deelnames} == school_ids
        for deelname in deelnames:
            assert deelname.afspraak == afspraken.current(koppeling, deelname.school_id)
    assert [deelname.afspraak.versie for deelname in deelnames] == [1, 2, 1, 3]


def test_each_school_gets_a_moment_of_its_own_clock(diensten: Diensten, koppeling: int) -> None:
    afspraak = Gegevensafspraak(gegevensset="gkv-basis")
    with database_of(diensten).write() as connection:
        afspraken = AfspraakRepository(connection)
        before = {each.school_id: each.afspraak for each in afspraken.current_of(koppeling)}
        afspraken.conclude(koppeling, dict.fromkeys(before, afspraak))
        after = {each.school_id: each.afspraak for each in afspraken.current_of(koppeling)}
    assert [each.versie for each in after.values()] == [2, 3, 2, 4]
    for school_id, old in before.items():
        new = after[school_id]
        assert old.moment is not None
        assert new.moment is not None
        assert new.moment > old.moment


def test_a_school_that_left_is_not_brought_back(diensten: Diensten, koppeling: int) -> None:
    with database_of(diensten).write() as connection:
        afspraken = AfspraakRepository(connection)
        members = {each.school_id for each in afspraken.current_of(koppeling)}
        (left,) = set(range(1, SCHOOLS + 1)) - members
        afspraken.conclude(koppeling, {left: Gegevensafspraak(gegevensset="gkv-basis")})
        assert {each.school_id for each in afspraken.current_of(koppeling)} == members
