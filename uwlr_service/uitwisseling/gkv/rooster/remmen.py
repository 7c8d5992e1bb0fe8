"""The part of its pupils that rosters may leave out of a school in a link: shown, granted and taken back."""

from fractions import Fraction

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import SchoolOnbekend
from uwlr_service.domain.gkv.rooster import TWENTIETH
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.koppeling.klant import Koppeling
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.deelnames import Deelnameplaats, DeelnameRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


class Roosterremmen:
    """The brakes of OneRoster and SDS, each of a school in a link."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, koppeling_id: int, school: Schoolcode) -> Fraction:
        """The part that holds. Raises KoppelingOnbekend, SchoolOnbekend, and Geweigerd for one not of GKV."""
        with self._database.read() as connection:
            deel = _found(connection, koppeling_id, school)[1].roosterdeel
        return TWENTIETH if deel is None else deel

    def set(self, koppeling_id: int, school: Schoolcode, deel: Fraction, *, door: Handelende) -> None:
        """Let rosters leave out this part, from the next one on; a twentieth takes that back.

        Raises as ``get`` does, and NietToegestaan.
        """
        door.require(Actie.TOELATEN)
        with self._database.write() as connection:
            koppeling, plaats = _found(connection, koppeling_id, school)
            DeelnameRepository(connection).note(koppeling_id, plaats.school_id, roosterdeel=own_part(deel))
            record(
                connection,
                Gebeurtenis(
                    soort=Logsoort.BESLUIT,
                    wat="roosterrem-gezet",
                    door=door,
                    school_id=plaats.school_id,
                    inhoud={"koppeling": koppeling_id, "deel": str(deel)},
                ),
            )
            BesluitRepository(connection).record(
                Besluitsoort.ROOSTERREM, koppeling, {"school": str(school), "deel": str(deel)}
            )


def own_part(deel: Fraction) -> Fraction | None:
    """What is kept of a part: nothing of the one that every school has."""
    return None if deel == TWENTIETH else deel


def _found(
    connection: Transaction, koppeling_id: int, school: Schoolcode
) -> tuple[Koppeling, Deelnameplaats]:
    """A link of GKV, and a school in it."""
    koppeling = KoppelingRepository(connection).get(koppeling_id)
    koppeling.require_gkv()
    plaats = DeelnameRepository(connection).plaats(koppeling_id, school)
    if plaats is None:
        raise SchoolOnbekend.buiten(koppeling_id, school)
    return koppeling, plaats
