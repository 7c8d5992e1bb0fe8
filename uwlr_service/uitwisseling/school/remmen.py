"""The part of a school that may disappear at once: shown, and set for one school."""

from fractions import Fraction

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


class Remmen:
    """The brakes of the schools, which imports and packages share."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, school: Schoolcode) -> Fraction:
        """The part that holds for a school. Raises SchoolOnbekend."""
        with self._database.read() as connection:
            repository = SchoolRepository(connection)
            return repository.rem(repository.get(school))

    def set(self, school: Schoolcode, deel: Fraction, *, door: Handelende) -> None:
        """Give a school a part of its own, from the next import and package on.

        Raises NietToegestaan, SchoolOnbekend.
        """
        door.require(Actie.TOELATEN)
        with self._database.write() as connection:
            repository = SchoolRepository(connection)
            school_id = repository.get(school)
            repository.set_rem(school_id, deel)
            record(
                connection,
                Gebeurtenis(
                    soort=Logsoort.BESLUIT,
                    wat="rem-gezet",
                    door=door,
                    school_id=school_id,
                    inhoud={"deel": str(deel)},
                ),
            )
            BesluitRepository(connection).record_general(
                Besluitsoort.REM, {"school": str(school), "deel": str(deel)}
            )
