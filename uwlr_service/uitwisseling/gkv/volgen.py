"""What became of deliveries: collected, confirmed, or left lying (docs/gkv-api.rst)."""

from dataclasses import dataclass
from datetime import timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.domain.gkv.ontvangst import DORMANT, Ontvangstbevestiging, Ophaling, Slapend
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.leveringen import LeveringRepository
from uwlr_service.repository.gkv.ophalingen import OphalingRepository
from uwlr_service.uitwisseling.koppeling.verandering import Verandering


@dataclass(frozen=True, slots=True)
class Gevolgd:
    """A delivery with what its partner did."""

    levering: Levering
    ophaling: Ophaling | None = None
    bevestiging: Ontvangstbevestiging | None = None


class Volger:
    """Watches what partners do."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_koppeling(self, koppeling_id: int, *, door: Handelende) -> list[Gevolgd]:
        """Every delivery of a GKV link. Raises NietToegestaan, KoppelingOnbekend, Geweigerd."""
        with self._database.read() as connection:
            verandering = Verandering.of(connection, koppeling_id, door)
            verandering.require_of_partner(Actie.PARTNER_ZIEN)
            verandering.koppeling.require_gkv()
            repository = OphalingRepository(connection)
            ophalingen = repository.of_koppeling(koppeling_id)
            bevestigingen = repository.bevestigingen(koppeling_id)
            return [
                Gevolgd(levering, ophalingen.get(levering.id), bevestigingen.get(levering.id))
                for levering in LeveringRepository(connection).of_koppeling(koppeling_id)
            ]

    def slapend(self, period: timedelta = DORMANT, *, door: Handelende) -> list[Slapend]:
        """Open links and their schools for which nothing was collected in a period. Raises NietToegestaan."""
        door.require(Actie.DIENST_ZIEN)
        now = tijd.now()
        with self._database.read() as connection:
            return OphalingRepository(connection).slapend(now - period, now)
