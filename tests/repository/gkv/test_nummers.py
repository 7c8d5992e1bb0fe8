"""The numbers of GeneriekeService: given once, counting up per school, the same for everybody who asks."""

import threading

import pytest

from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from uwlr_service.domain.gkv.generiek import Nummersleutel, Nummersoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.nummers import BATCH, GkvNummers
from uwlr_service.repository.school.scholen import SchoolRepository

THREADS = 6


@pytest.fixture
def school_id(database: Database) -> int:
    with database.write() as connection:
        return SchoolRepository(connection).ensure(SCHOOL)


def leerlingen(*numbers: int) -> list[Nummersleutel]:
    return [(Nummersoort.LEERLING, f"L{number}") for number in numbers]


def test_they_count_up_and_stay(database: Database, school_id: int) -> None:
    nummers = GkvNummers(database)
    first = nummers.ensure(school_id, leerlingen(5, 3, 5))
    assert first == {(Nummersoort.LEERLING, "L5"): 1, (Nummersoort.LEERLING, "L3"): 2}
    later = nummers.ensure(school_id, [*leerlingen(9, 3), (Nummersoort.MEDEWERKER, "L3")])
    assert list(later.values()) != [1, 2, 3]
    assert later[Nummersoort.LEERLING, "L3"] == 2
    assert sorted(later.values()) == [2, 3, 4]
    assert GkvNummers(database).ensure(school_id, leerlingen(5)) == {(Nummersoort.LEERLING, "L5"): 1}


def test_each_school_counts_for_itself(database: Database, school_id: int) -> None:
    with database.write() as connection:
        other = SchoolRepository(connection).ensure(ANDERE_SCHOOL)
    nummers = GkvNummers(database)
    assert nummers.ensure(school_id, leerlingen(1)) == nummers.ensure(other, leerlingen(1))


def test_a_large_school_is_asked_for_in_parts(database: Database, school_id: int) -> None:
    wanted = leerlingen(*range(BATCH * 2 + 1))
    found = GkvNummers(database).ensure(school_id, wanted)
    assert sorted(found.values()) == list(range(1, len(wanted) + 1))
    assert GkvNummers(database).ensure(school_id, wanted) == found


def test_nothing_asks_nothing(database: Database, school_id: int) -> None:
    assert GkvNummers(database).ensure(school_id, []) == {}


def test_who_asks_at_the_same_time_gets_the_same(database: Database, school_id: int) -> None:
    """Each in another order, and each with some that the others lack."""
    begin, found = threading.Barrier(THREADS), {}

    def ask(who: int) -> None:
        begin.wait()
        wanted = leerlingen(*range(who, 60 + who))
        found[who] = GkvNummers(database).ensure(school_id, wanted[:: 1 if who % 2 else -1])

    threads = [threading.Thread(target=ask, args=(who,)) for who in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    together: dict[Nummersleutel, int] = {}
    for who in range(THREADS):
        assert len(found[who]) == 60
        assert all(together.get(key, number) == number for key, number in found[who].items())
        together |= found[who]
    assert sorted(together.values()) == list(range(1, 60 + THREADS))
