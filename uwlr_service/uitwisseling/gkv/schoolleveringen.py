"""The packages that were made of a school, over all of its links, and what became of each."""

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import LeveringOnbekend, NietToegestaan
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.leveringen import LeveringRepository
from uwlr_service.repository.gkv.ophalingen import OphalingRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.gkv.volgen import Gevolgd


class Schoolleveringen:
    """Shows a school its packages; in a fixed number of statements, however many there are."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(
        self, school: Schoolcode, na: str | None, limiet: int, *, door: Handelende
    ) -> tuple[list[Gevolgd], bool]:
        """The packages before one of them, newest first, and whether there are still more.

        ``na`` is the last one of the page before. Raises NietToegestaan, and LeveringOnbekend for a package
        that this school does not have.
        """
        door.require(Actie.KOPPELINGEN_ZIEN, school=school)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).find(school)
            if school_id is None:
                raise NietToegestaan
            repository = LeveringRepository(connection)
            gemaakt = None
            if na is not None:
                gemaakt = repository.made(na, school_id)
                if gemaakt is None:
                    raise LeveringOnbekend
            # One more than a page holds shows whether there are still more.
            leveringen = repository.of_school(school_id, gemaakt, na, limiet + 1)
            shown = leveringen[:limiet]
            ids = [levering.id for levering in shown]
            ophalingen = OphalingRepository(connection)
            collected = ophalingen.of_leveringen(ids)
            confirmed = ophalingen.bevestigingen_of(ids)
        page = [
            Gevolgd(levering, collected.get(levering.id), confirmed.get(levering.id)) for levering in shown
        ]
        return page, len(leveringen) > limiet
