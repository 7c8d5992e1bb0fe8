"""Koppelpartners with a product, in whichever state a test wants."""

from sqlalchemy import select, update

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.klant import Klant
from uwlr_service.domain.koppeling.koppelpartner import Product
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.partner.koppelpartners import KoppelpartnerRepository
from uwlr_service.repository.koppeling.partner.toelatingen import ToelatingRepository
from uwlr_service.repository.schema.koppeling import klant
from uwlr_service.repository.schema.partner import product


def add_product(
    database: Database,
    code: str,
    stand: Toelatingstand = Toelatingstand.SANDBOX,
    koppelpartner: int | None = None,
) -> Product:
    """A product in a state, of a new koppelpartner unless one is named."""
    now = tijd.now()
    with database.write() as connection:
        partners = KoppelpartnerRepository(connection)
        if koppelpartner is None:
            koppelpartner = partners.add(
                "De Lezerij B.V.", now, kvk="12345678", website="https://www.lezerij.example", contact={}
            )
        klant_id = partners.add_klant(Klant(f"Leeslijst {code}", code), stand)
        made = partners.add_product(koppelpartner, klant_id, now, naam="Leeslijst", omschrijving="Lezen.")
        ToelatingRepository(connection).add(made, now)
    return product_of(database, code)


def product_of(database: Database, code: str) -> Product:
    """The product of a klant; one that was made without gets a company of the same name."""
    with database.write() as connection:
        partners = KoppelpartnerRepository(connection)
        named = connection.execute(select(klant.c.id, klant.c.naam).where(klant.c.code == code)).one()
        product_id = connection.execute(select(product.c.id).where(product.c.klant_id == named.id)).scalar()
        if product_id is None:
            now = tijd.now()
            company = partners.add(named.naam, now, kvk="", website="", contact={})
            product_id = partners.add_product(company, named.id, now, naam=named.naam, omschrijving="")
            ToelatingRepository(connection).add(product_id, now)
        found = partners.product(product_id)
    assert found is not None
    return found


def put_in(database: Database, made: Product, stand: Toelatingstand) -> None:
    """Bring a product into a state, past the rules."""
    assert made.klant is not None
    with database.write() as connection:
        connection.execute(update(klant).where(klant.c.code == made.klant.code).values(toelating=stand.value))
