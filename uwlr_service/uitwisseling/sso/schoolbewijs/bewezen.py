"""The schools that were proven to a partner, from which it proposes a link to exactly those."""

from datetime import timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.aanbieders import AanbiederRepository
from uwlr_service.repository.sso.schoolbewijzen import Schoolbewijs, SchoolbewijsRepository

KEPT = timedelta(days=30)
"""How long a partner sees that a school was proven to it."""


class Schoolbewijzen:
    """What partners see of proofs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_koppeling(self, koppeling_id: int, *, door: Handelende) -> list[Schoolbewijs]:
        """The schools that were proven over a link, the newest first. Raises NietToegestaan."""
        with self._database.read() as connection:
            aanbieder = AanbiederRepository(connection).of(koppeling_id)
            if aanbieder is None:
                raise NietToegestaan
            door.require(Actie.PARTNER_ZIEN, koppelpartner=aanbieder.eigenaar)
            return SchoolbewijsRepository(connection).of_koppeling(koppeling_id, tijd.now() - KEPT)
