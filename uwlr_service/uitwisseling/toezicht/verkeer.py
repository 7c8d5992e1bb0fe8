"""Shows partners and operators the calls of the last days, and what to do about each fault."""

from datetime import timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import KoppelingOnbekend
from uwlr_service.domain.toezicht.verkeer import KEPT, Verkeersregel
from uwlr_service.repository.database import Database
from uwlr_service.repository.toezicht.verkeer import VerkeerRepository

MOST_SHOWN = 200


class Verkeer:
    """The calls over links; nothing of what was in them is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_koppeling(
        self,
        koppeling_id: int,
        *,
        since: timedelta = KEPT,
        faults_only: bool = False,
        door: Handelende,
    ) -> list[Verkeersregel]:
        """The calls over a link, the newest first; for its partner and for operators.

        Raises NietToegestaan, KoppelingOnbekend.
        """
        with self._database.read() as connection:
            repository = VerkeerRepository(connection)
            partners = repository.partners([koppeling_id])
            if not door.may(Actie.DIENST_ZIEN):
                # Of a link that is not there: the same words as of one of somebody else.
                door.require(Actie.PARTNER_ZIEN, koppelpartner=partners.get(koppeling_id) or 0)
            if koppeling_id not in partners:
                raise KoppelingOnbekend(f"Koppeling {koppeling_id} is er niet.")
            return repository.of_koppelingen(
                [koppeling_id], tijd.now() - since, faults_only=faults_only, most=MOST_SHOWN
            )

    def outcomes(self, since: timedelta, *, door: Handelende) -> dict[int, dict[str, int]]:
        """Per link how often each outcome came; for operators."""
        door.require(Actie.DIENST_ZIEN)
        with self._database.read() as connection:
            return VerkeerRepository(connection).outcomes(tijd.now() - since)

    def purge(self) -> int:
        """Forget what is older than partners see; returns how many rows."""
        with self._database.write() as connection:
            return VerkeerRepository(connection).purge(tijd.now() - KEPT)
