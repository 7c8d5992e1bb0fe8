"""The client that an address of these pages names."""

from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.koppeling.koppelpartner import Product
from uwlr_service.domain.sso.toepassing import Toepassing
from uwlr_service.paginas.state import diensten, door


def find(partner: int, koppeling: int) -> tuple[Product, Toepassing]:
    """The client of a link of a product of this partner. Raises NietToegestaan where there is none."""
    koppelpartner = diensten().koppelpartners.get(partner, door=door())
    products = [product for product in koppelpartner.producten if koppeling in product.koppelingen]
    toepassingen = diensten().toepassingen.of_links([koppeling], door=door())
    if not products or not toepassingen:
        raise NietToegestaan
    return products[0], toepassingen[0]
