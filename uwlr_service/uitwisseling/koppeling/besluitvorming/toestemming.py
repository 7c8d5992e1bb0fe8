"""Whether a school has something to decide about a link, or had."""

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.koppeling.voorstel import Voorstel
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.voorstellen import VoorstelRepository
from uwlr_service.repository.school.scholen import SchoolRepository


class Toestemming:
    """Finds the proposal that waits for somebody of a school."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open_voorstel(self, school: Schoolcode, koppeling_id: int, *, door: Handelende) -> int | None:
        """The number of the proposal that the school has still to decide about; None where there is none.

        Raises NietToegestaan for somebody who may not decide, and for a link that the school has nothing to
        do with.
        """
        door.require(Actie.BESLUITEN, school=school)
        with self._database.read() as connection:
            number = VoorstelRepository(connection).open_number(koppeling_id, school)
            if number is None and DeelnameRepository(connection).get(koppeling_id, school) is None:
                raise NietToegestaan
            return number

    def last_voorstel(self, school: Schoolcode, koppeling_id: int, *, door: Handelende) -> Voorstel | None:
        """The newest proposal of a link, with what became of it; None where there was none.

        Raises NietToegestaan for somebody who may not decide.
        """
        door.require(Actie.BESLUITEN, school=school)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).find(school)
            voorstellen = VoorstelRepository(connection).of_koppeling(koppeling_id, school_id)
        if school_id is None or not voorstellen:
            return None
        return voorstellen[-1]
