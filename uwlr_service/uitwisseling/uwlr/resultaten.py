"""What a school sees of the results that came in."""

from dataclasses import replace

from uwlr_service.domain.fouten import SchoolOnbekend
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr.resultatenlijst import Regel, Resultatenfilter
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.uwlr.resultatenlijst import ResultatenlijstRepository


class Resultatenoverzicht:
    """The results of schools, for people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_school(
        self, school: Schoolcode, wanted: Resultatenfilter, groep: str | None = None
    ) -> list[Regel]:
        """The wanted results; ``groep`` narrows them to the pupils that it has this school year.

        Raises SchoolOnbekend.
        """
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).ids([school]).get(school)
            if school_id is None:
                raise SchoolOnbekend.of(school)
            resultaten = ResultatenlijstRepository(connection)
            if groep is not None:
                members = resultaten.leerlingen_of(school_id, Schooljaar.current(), groep)
                if wanted.leerlingen is not None:
                    members &= wanted.leerlingen
                wanted = replace(wanted, leerlingen=members)
            return resultaten.find(school_id, wanted)
