"""The part of its pupils that rosters may leave out of a school in a link: shown, granted and taken back."""

from fractions import Fraction

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import SchoolOnbekend
from uwlr_service.domain.gkv.rooster import TWENTIETH
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


class Roosterremmen:
    """The brakes of OneRoster and SDS, each of a school in a link."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, koppeling_id: int, school: Schoolcode) -> Fraction:
        """The part that holds. Raises KoppelingOnbekend, SchoolOnbekend, and Geweigerd for one not of GKV."""
        with self._database.read() as connection:
            _, deel = _found(connection, koppeling_id, school)
        return TWENTIETH if deel is None else deel

    def set(self, koppeling_id: int, school: Schoolcode, deel: Fraction, *, door: Handelende) -> None:
        """Let rosters leave out this part, from the next one on; a twentieth takes that back.

        Raises as ``get`` does, and NietToegestaan.
        """
        door.require(Actie.TOELATEN)
        with self._database.write() as connection:
            school_id, _ = _found(connection, koppeling_id, school)
            own = None if deel == TWENTIETH else deel
            DeelnameRepository(connection).note(koppeling_id, school_id, roosterdeel=own)
            record(
                connection,
                Gebeurtenis(
                    soort=Logsoort.BESLUIT,
                    wat="roosterrem-gezet",
                    door=door,
                    school_id=school_id,
                    inhoud={"koppeling": koppeling_id, "deel": str(deel)},
                ),
            )


def _found(connection: Transaction, koppeling_id: int, school: Schoolcode) -> tuple[int, Fraction | None]:
    """The number of a school in a link of GKV, and the part that it has of its own."""
    KoppelingRepository(connection).get(koppeling_id).require_gkv()
    plaats = DeelnameRepository(connection).plaats(koppeling_id, school)
    if plaats is None:
        raise SchoolOnbekend.buiten(koppeling_id, school)
    return plaats.school_id, plaats.roosterdeel
