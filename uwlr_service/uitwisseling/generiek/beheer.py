"""Which links of GKV may use the drop-in service, and from where; a change holds from the next call on."""

from collections.abc import Collection

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.gkv.generiek import Generiektoegang
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.netwerk import Netwerk
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.generiek import GkvGeneriekRepository
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.uitwisseling.koppeling.verandering import Verandering


class Generiekbeheer:
    """Lets an operator switch the drop-in service on and off, and bind it to addresses."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, koppeling_id: int) -> Generiektoegang:
        """The access of a link; KoppelingOnbekend, or Geweigerd for a link that is not one of GKV."""
        with self._database.read() as connection:
            koppeling = KoppelingRepository(connection).get(koppeling_id)
            koppeling.require_gkv()
            return GkvGeneriekRepository(connection).of(koppeling)

    def switch(self, koppeling_id: int, *, aan: bool, door: Handelende) -> None:
        """Turn it on or off; KoppelingOnbekend, or Geweigerd for a link that is not one of GKV.

        A link that was withdrawn cannot be turned on: Geweigerd too. Raises NietToegestaan.
        """
        door.require(Actie.TOELATEN)
        with self._database.write() as connection:
            koppelingen = KoppelingRepository(connection)
            koppeling = koppelingen.get(koppeling_id)
            koppeling.require_gkv()
            if aan:
                koppelingen.open(koppeling_id)
            GkvGeneriekRepository(connection).switch(koppeling_id, aan=aan)
            Verandering.of(connection, koppeling_id, door).log_link("generiekeservice", aan=aan)
            if not aan:
                BesluitRepository(connection).record(Besluitsoort.GENERIEK_UIT, koppeling, {})

    def limit(self, koppeling_id: int, adressen: Collection[Netwerk], *, door: Handelende) -> None:
        """Let it be used from these addresses, or from everywhere if there are none; raises as ``switch``."""
        door.require(Actie.TOELATEN)
        with self._database.write() as connection:
            koppeling = KoppelingRepository(connection).get(koppeling_id)
            koppeling.require_gkv()
            GkvGeneriekRepository(connection).limit(koppeling_id, adressen)
            Verandering.of(connection, koppeling_id, door).log_link(
                "generiekeservice-adressen", aantal=len(adressen)
            )
            if adressen:
                inhoud = {"adressen": [str(adres) for adres in adressen]}
                BesluitRepository(connection).record(Besluitsoort.GENERIEK_ADRESSEN, koppeling, inhoud)
