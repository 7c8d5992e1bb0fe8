"""A LAS says up to where it took over the results; its schools and their publishers see it."""

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.las.ontvangst import Ontvangst, Ontvangststand, Overname
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.las.aantekening import Aangetekend, Aantekening
from uwlr_service.repository.las.ontvangst import OntvangstRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.las.resultaten.cursors import Cursors


class Resultaatontvangst:
    """Keeps what LASes took over, and shows it."""

    def __init__(self, database: Database, cursors: Cursors, aantekening: Aantekening) -> None:
        self._database = database
        self._cursors = cursors
        self._aantekening = aantekening

    def confirm(self, las: Las, cursor: str) -> Ontvangst:
        """Keep that a LAS took over everything up to a cursor; what it says last holds.

        Raises CursorOngeldig.
        """
        punt, school = self._cursors.read(las.id, cursor)
        now = tijd.now()
        with self._database.write() as connection:
            school_id = None
            if school is not None:
                school_id = SchoolRepository(connection).get(school)
            tot = OntvangstRepository(connection).record(las.id, school_id, punt, now)
        self._aantekening.note(Aangetekend(las=las.id, naam=las.naam, volgnummer=punt.volgnummer, moment=now))
        return Ontvangst(las=las.id, school=school, tot=tot, moment=now)

    def of_school(self, school: Schoolcode, *, door: Handelende) -> list[Overname]:
        """What each LAS of a school took over of its results. Raises NietToegestaan, SchoolOnbekend."""
        door.require(Actie.RESULTATEN_ZIEN, school=school)
        with self._database.read() as connection:
            return OntvangstRepository(connection).overnames(SchoolRepository(connection).get(school))

    def stand(self, las_id: int) -> Ontvangststand:
        """What a LAS that was registered said last of all its schools, for whoever runs this service."""
        with self._database.read() as connection:
            return OntvangstRepository(connection).stand(las_id)
