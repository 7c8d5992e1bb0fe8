"""The koppelpartners and their products, as operators and the partner itself see them."""

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import KlantOnbekend, KoppelpartnerOnbekend, NietToegestaan
from uwlr_service.domain.koppeling.koppelpartner import Koppelpartner
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.partner.koppelpartners import KoppelpartnerRepository
from uwlr_service.repository.koppeling.partner.toelatingen import ToelatingRepository
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


class Koppelpartners:
    """Shows companies; they come by being admitted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, *, door: Handelende) -> list[Koppelpartner]:
        """Every koppelpartner with its products, by name. Raises NietToegestaan."""
        door.require(Actie.DIENST_ZIEN)
        with self._database.read() as connection:
            return KoppelpartnerRepository(connection).all()

    def take_up(self, klantcode: str, *, door: Handelende) -> int:
        """The company behind a klant, which gets one of its own name where the command line made none.

        Returns its number. Raises NietToegestaan, KlantOnbekend.
        """
        door.require(Actie.TOELATEN)
        now = tijd.now()
        with self._database.write() as connection:
            partners = KoppelpartnerRepository(connection)
            known = partners.of_klant(klantcode)
            if known is None:
                raise KlantOnbekend
            klant_id, naam, koppelpartner = known
            if koppelpartner is not None:
                return koppelpartner
            number = partners.add(naam, now, kvk="", website="", contact={})
            product = partners.add_product(number, klant_id, now, naam=naam, omschrijving="")
            ToelatingRepository(connection).add(product, now)
            record(
                connection,
                Gebeurtenis(
                    soort=Logsoort.BESLUIT,
                    wat="koppelpartner-opgenomen",
                    door=door,
                    koppelpartner_id=number,
                    inhoud={"product": product},
                ),
            )
        return number

    def get(self, koppelpartner_id: int, *, door: Handelende) -> Koppelpartner:
        """One koppelpartner, for an operator and for its own users.

        Raises NietToegestaan, also when there is none.
        """
        if not door.may(Actie.DIENST_ZIEN):
            door.require(Actie.PARTNER_ZIEN, koppelpartner=koppelpartner_id)
        with self._database.read() as connection:
            koppelpartner = KoppelpartnerRepository(connection).get(koppelpartner_id)
        if koppelpartner is None and door.may(Actie.DIENST_ZIEN):
            raise KoppelpartnerOnbekend(f"Er is geen koppelpartner {koppelpartner_id}.")
        if koppelpartner is None:
            raise NietToegestaan
        return koppelpartner
