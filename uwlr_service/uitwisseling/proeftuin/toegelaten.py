"""Who may do something with the proeftuin of a product: operators, and the people of its company."""

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, ProductOnbekend
from uwlr_service.domain.fouten.proeftuin import ProeftuinOnbekend
from uwlr_service.domain.koppeling.koppelpartner import Product
from uwlr_service.domain.koppeling.toelating import CLOSED
from uwlr_service.domain.proeftuin.proeftuin import Proeftuin
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.koppeling.partner.toelatingen import ToelatingRepository
from uwlr_service.repository.proeftuin.proeftuinen import ProeftuinRepository


def open_product(connection: Transaction, product_id: int, door: Handelende) -> Product:
    """An admitted product, locked.

    Raises NietToegestaan for everybody else, ProductOnbekend, and Geweigerd for a product that was stopped or
    ended.
    """
    products = ToelatingRepository(connection).locked([product_id])
    if not door.may(Actie.TOELATEN):
        if not products:
            raise NietToegestaan
        door.require(Actie.VOORSTELLEN, koppelpartner=products[0].koppelpartner)
    if not products:
        raise ProductOnbekend(f"Er is geen product {product_id}.")
    product = products[0]
    if product.stand in CLOSED:
        raise Geweigerd(f"{product.naam} is stilgezet of beëindigd; de proeftuin is dicht.")
    return product


def open_proeftuin(connection: Transaction, proeftuin_id: int, door: Handelende) -> tuple[Proeftuin, Product]:
    """A proeftuin with its product. Raises ProeftuinOnbekend, and as ``open_product`` does."""
    proeftuin = ProeftuinRepository(connection).get(proeftuin_id)
    if proeftuin is None:
        raise ProeftuinOnbekend
    return proeftuin, open_product(connection, proeftuin.product, door)
