"""A LAS says up to where it took over the results; its schools and their publishers see it."""

from collections.abc import Collection

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import NietToegestaan, SchoolOnbekend
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.las.ontvangst import Ontvangst, Ontvangststand, Overname
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.aanbieders import AanbiederRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.las.aantekening import Aangetekend, Aantekening
from uwlr_service.repository.las.ontvangst import OntvangstRepository
from uwlr_service.repository.las.scholen import LasscholenRepository
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

        Raises CursorOngeldig, and SchoolOnbekend for the cursor of a school that the LAS lost.
        """
        punt, school = self._cursors.read(las.id, cursor)
        now = tijd.now()
        with self._database.write() as connection:
            school_id = None
            if school is not None:
                school_id = LasscholenRepository(connection, las).find(school)
                if school_id is None:
                    raise SchoolOnbekend
            tot = OntvangstRepository(connection).record(las.id, school_id, punt, now)
        self._aantekening.note(Aangetekend(las=las.id, naam=las.naam, volgnummer=punt.volgnummer, moment=now))
        return Ontvangst(las=las.id, school=school, tot=tot, moment=now)

    def of_school(self, school: Schoolcode, *, door: Handelende) -> list[Overname]:
        """What each LAS of a school took over of its results. Raises NietToegestaan, SchoolOnbekend."""
        door.require(Actie.RESULTATEN_ZIEN, school=school)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).get(school)
            return OntvangstRepository(connection).overnames([school_id]).get(school_id, [])

    def of_koppeling(
        self, koppelpartner_id: int, koppeling_id: int, scholen: Collection[Schoolcode], *, door: Handelende
    ) -> dict[Schoolcode, list[Overname]]:
        """What LASes took over of the results that a publisher brought over a link. Raises NietToegestaan."""
        door.require(Actie.PARTNER_ZIEN, koppelpartner=koppelpartner_id)
        with self._database.read() as connection:
            aanbieder = AanbiederRepository(connection).of(koppeling_id)
            if aanbieder is None or aanbieder.koppelpartner_id != koppelpartner_id:
                raise NietToegestaan
            of_link = KoppelingRepository(connection).school_ids(koppeling_id)
            wanted = {of_link[code]: code for code in scholen if code in of_link}
            overnames = OntvangstRepository(connection).overnames(wanted, koppeling_id)
        return {wanted[school_id]: own for school_id, own in overnames.items()}

    def stand(self, las_id: int) -> Ontvangststand:
        """What a LAS that was registered said last of all its schools, for whoever runs this service."""
        with self._database.read() as connection:
            return OntvangstRepository(connection).stand(las_id)
