"""The proposals to a school, decided or not, a page at a time."""

from dataclasses import dataclass

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.koppeling.voorstel import Voorstel
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.aanbieders import Aanbieder, AanbiederRepository
from uwlr_service.repository.koppeling.voorstellen import VoorstelRepository
from uwlr_service.repository.school.scholen import SchoolRepository


@dataclass(frozen=True, slots=True)
class Schoolvoorstel:
    """A proposal, and the company that makes it."""

    voorstel: Voorstel
    aanbieder: Aanbieder


class Schoolvoorstellen:
    """Lists what schools were asked; in a fixed number of statements, however many there are."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(
        self, school: Schoolcode, na: int, limiet: int, *, door: Handelende
    ) -> tuple[list[Schoolvoorstel], bool]:
        """The proposals behind a number, oldest first, and whether there are still more.

        Raises NietToegestaan.
        """
        door.require(Actie.KOPPELINGEN_ZIEN, school=school)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).find(school)
            if school_id is None:
                raise NietToegestaan
            # One more than a page holds shows whether there are still more.
            voorstellen = VoorstelRepository(connection).after(school_id, na, limiet + 1)
            koppelingen = {voorstel.koppeling for voorstel in voorstellen}
            aanbieders = AanbiederRepository(connection).of_all(koppelingen)
        page = [Schoolvoorstel(voorstel, aanbieders[voorstel.koppeling]) for voorstel in voorstellen]
        return page[:limiet], len(page) > limiet
