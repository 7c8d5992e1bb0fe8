"""What a school sees of the results that came in."""

from dataclasses import replace
from operator import attrgetter

from uwlr_service.domain.school.benaming import Benoemd
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr.resultatenlijst import Regel, Resultatenfilter
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.leerlingzoeker import LeerlingzoekerRepository
from uwlr_service.repository.school.namen import NamenRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.uwlr.resultatenlijst import ResultatenlijstRepository
from uwlr_service.uitwisseling.school.benaming import groep_of, leerlingen_of


class Resultatenoverzicht:
    """The results of schools, for people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_school(
        self, school: Schoolcode, wanted: Resultatenfilter, groep: str | None = None
    ) -> list[Regel]:
        """The wanted results; ``groep`` narrows them to the pupils that it has this school year.

        A group and pupils are named by key or by name. Raises SchoolOnbekend, and Geweigerd for a name of
        nothing.
        """
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).get(school)
            resultaten = ResultatenlijstRepository(connection)
            namen = NamenRepository(connection)
            if wanted.leerlingen is not None:
                zoeker = LeerlingzoekerRepository(connection)
                wanted = replace(
                    wanted, leerlingen=leerlingen_of(namen, zoeker, school_id, wanted.leerlingen)
                )
            if groep is not None:
                key = groep_of(namen, school_id, school, groep)
                members = resultaten.leerlingen_of(school_id, Schooljaar.current(), key)
                if wanted.leerlingen is not None:
                    members &= wanted.leerlingen
                wanted = replace(wanted, leerlingen=members)
            return resultaten.find(school_id, wanted)

    def leerlingen(self, school: Schoolcode) -> dict[str, Benoemd]:
        """The names of the pupils that a school has, by key; of the newest year that they are in.

        Raises SchoolOnbekend.
        """
        with self._database.read() as connection:
            namen = NamenRepository(connection)
            present = sorted(
                namen.leerlingen(SchoolRepository(connection).get(school)),
                key=attrgetter("schooljaar"),
            )
        return {benoemd.key: benoemd for benoemd in present}
