"""The clock of a school: no two changes share a moment, however many come at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from tests.support.schools.builders import SCHOOL
from uwlr_service.domain import tijd
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.clock import next_moment
from uwlr_service.repository.school.scholen import SchoolRepository


def test_moments_are_whole_seconds_and_strictly_increase(database: Database) -> None:
    with database.write() as connection:
        school_id = SchoolRepository(connection).ensure(SCHOOL)
        moments = [next_moment(connection, school_id) for _ in range(5)]
    assert moments == sorted(set(moments))
    assert all(moment == tijd.whole_second(moment) for moment in moments)


def test_writers_at_once_get_moments_of_their_own(database: Database) -> None:
    with database.write() as connection:
        school_id = SchoolRepository(connection).ensure(SCHOOL)

    def tick(_: int) -> datetime:
        with database.write() as connection:
            return next_moment(connection, school_id)

    with ThreadPoolExecutor(4) as pool:
        moments = list(pool.map(tick, range(40)))
    assert len(set(moments)) == len(moments)
