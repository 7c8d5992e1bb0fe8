"""What a school has in each school year, and since when: for the people of that school."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.aantallen import AantallenRepository
from uwlr_service.repository.school.scholen import SchoolRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaarstand:
    """A school year: when it last changed, of which file it is, and how many objects of each kind it has."""

    schooljaar: str
    moment: datetime
    peildatum: date | None
    aanmaakdatum: datetime | None
    aantallen: Mapping[str, int]


class Gegevensstanden:
    """The data of schools, in numbers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_school(self, school: Schoolcode, *, door: Handelende) -> list[Jaarstand]:
        """The years of a school, newest first. Raises NietToegestaan, SchoolOnbekend."""
        door.require(Actie.GEGEVENS_INLEZEN, school=school)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).get(school)
            aantallen = AantallenRepository(connection, school_id)
            counts = aantallen.by_year()
            rows = aantallen.years()
        return [
            Jaarstand(
                schooljaar=row.schooljaar,
                moment=row.moment,
                peildatum=row.peildatum,
                aanmaakdatum=row.aanmaakdatum,
                aantallen=counts.get(row.id, {}),
            )
            for row in rows
        ]
