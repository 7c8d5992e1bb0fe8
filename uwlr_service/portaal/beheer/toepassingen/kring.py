"""The client that an address of these pages names."""

from dataclasses import dataclass

from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.koppeling.koppelpartner import Koppelpartner, Product
from uwlr_service.domain.sso.toepassing import Toepassing
from uwlr_service.paginas.state import diensten, door


@dataclass(frozen=True, slots=True)
class Kring:
    """A client with the company and the product that it is of."""

    koppelpartner: Koppelpartner
    product: Product
    toepassing: Toepassing


def find(partner: int, koppeling: int) -> Kring:
    """The client of a link of a product of this partner. Raises NietToegestaan where there is none."""
    koppelpartner = diensten().koppelpartners.get(partner, door=door())
    products = [product for product in koppelpartner.producten if koppeling in product.koppelingen]
    toepassingen = diensten().toepassingen.of_links([koppeling], door=door())
    if not products or not toepassingen:
        raise NietToegestaan
    return Kring(koppelpartner, products[0], toepassingen[0])
