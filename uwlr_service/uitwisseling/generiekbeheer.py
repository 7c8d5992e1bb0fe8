"""The switch of the drop-in service, per link of GKV; it holds from the next call on."""

from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.klant import Richting
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv_generiek import GkvGeneriekRepository
from uwlr_service.repository.koppelingen import KoppelingRepository


class Generiekbeheer:
    """What an operator does with the drop-in service."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_aan(self, koppeling_id: int) -> bool:
        """Whether a link may use it; KoppelingOnbekend, or Geweigerd for a link that is none of GKV."""
        with self._database.read() as connection:
            _refuse_other(KoppelingRepository(connection), koppeling_id)
            return GkvGeneriekRepository(connection).is_aan(koppeling_id)

    def switch(self, koppeling_id: int, *, aan: bool) -> None:
        """Turn it on or off; KoppelingOnbekend, or Geweigerd for a link that is none of GKV."""
        with self._database.write() as connection:
            _refuse_other(KoppelingRepository(connection), koppeling_id)
            GkvGeneriekRepository(connection).switch(koppeling_id, aan=aan)


def _refuse_other(koppelingen: KoppelingRepository, koppeling_id: int) -> None:
    if koppelingen.get(koppeling_id).richting is not Richting.LEVEREN:
        raise Geweigerd(f"Koppeling {koppeling_id} is geen GKV-koppeling.")
