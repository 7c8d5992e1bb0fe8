"""What a stop takes away: the links of a product that ends, and the line in the journal."""

from collections.abc import Iterable

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.koppeling.koppelpartner import Product, Toelatingstap
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.koppeling.besluiten import BesluitRepository, written
from uwlr_service.uitwisseling.koppeling.intrekkingen import end_link
from uwlr_service.uitwisseling.koppeling.verandering import Verandering


def end_links(connection: Transaction, product: Product, door: Handelende) -> None:
    """End the links of a product that still live, so that the data of each school have to be destroyed."""
    for koppeling_id in product.koppelingen:
        verandering = Verandering.begin(connection, koppeling_id, door)
        if verandering.koppeling.ingetrokken is None:
            end_link(verandering)


def record_states(connection: Transaction, products: Iterable[Product], stap: Toelatingstap) -> None:
    """Put in the journal that products were stopped, go on, or ended, and why; it outlives a restore.

    The last thing that a transaction does, see BesluitRepository.record.
    """
    inhouden = [
        {
            "product": product.id,
            "gemaakt": written(product.aangemaakt),
            "stand": stap.naar.value,
            "reden": stap.reden,
        }
        for product in products
    ]
    BesluitRepository(connection).record_general(Besluitsoort.TOELATING, *inhouden)
