"""Schools are found by what they are called, many at once and in the order that was asked."""

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.scholen import SchoolRepository

MAIN = Schoolcode("99XX", "00")
LOCATION = Schoolcode("99XX", "16")
WITHOUT_BRIN = Schoolcode(schoolkey="S1")
UNKNOWN = Schoolcode("99XX", "17")


def test_many_schools_are_found_at_once(database: Database) -> None:
    with database.write() as connection:
        scholen = SchoolRepository(connection)
        numbers = {code: scholen.ensure(code) for code in (WITHOUT_BRIN, MAIN, LOCATION)}
        asked = [LOCATION, UNKNOWN, WITHOUT_BRIN, MAIN]
        assert list(scholen.ids(asked).items()) == [
            (code, numbers[code]) for code in (LOCATION, WITHOUT_BRIN, MAIN)
        ]
        assert scholen.ids([]) == {}


def test_a_school_without_brin_goes_by_its_key_alone(database: Database) -> None:
    located = Schoolcode(dependancecode="05", schoolkey="S1")
    with database.write() as connection:
        scholen = SchoolRepository(connection)
        number = scholen.ensure(WITHOUT_BRIN)
        assert scholen.ids([located]) == {located: number}
