"""The koppelpartners and their products, as operators and the partner itself see them."""

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.koppeling.koppelpartner import Koppelpartner
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.partner.koppelpartners import KoppelpartnerRepository


class Koppelpartners:
    """Shows companies; they come by being admitted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, *, door: Handelende) -> list[Koppelpartner]:
        """Every koppelpartner with its products, by name. Raises NietToegestaan."""
        door.require(Actie.DIENST_ZIEN)
        with self._database.read() as connection:
            return KoppelpartnerRepository(connection).all()

    def get(self, koppelpartner_id: int, *, door: Handelende) -> Koppelpartner:
        """One koppelpartner, for an operator and for its own users.

        Raises NietToegestaan, also when there is none.
        """
        if not door.may(Actie.DIENST_ZIEN):
            door.require(Actie.PARTNER_ZIEN, koppelpartner=koppelpartner_id)
        with self._database.read() as connection:
            koppelpartner = KoppelpartnerRepository(connection).get(koppelpartner_id)
        if koppelpartner is None:
            raise NietToegestaan
        return koppelpartner
