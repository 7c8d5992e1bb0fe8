"""A klant of the command line gets a koppelpartner with a product that is admitted."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from uwlr_service.domain.koppeling.toelating import Toelatinggebeurtenis, Toelatingstand
from uwlr_service.repository.schema.partner import koppelpartner, product, toelating, toelatingstap


def take_over(connection: Connection, klant_id: int, naam: str, moment: datetime, door: str) -> bool:
    """Make a klant a koppelpartner, unless it is one; returns whether it was not.

    Nobody else does so meanwhile, as long as the transaction has the klant from ``ensure_klant``.
    """
    present = select(product.c.id).where(product.c.klant_id == klant_id)
    if connection.execute(present).first() is not None:
        return False
    partner_id = connection.execute(
        insert(koppelpartner).values(naam=naam, aangemaakt=moment).returning(koppelpartner.c.id)
    ).scalar_one()
    product_id = connection.execute(
        insert(product)
        .values(koppelpartner_id=partner_id, klant_id=klant_id, naam=naam, aangemaakt=moment)
        .returning(product.c.id)
    ).scalar_one()
    connection.execute(insert(toelating).values(product_id=product_id, begonnen=moment))
    connection.execute(
        insert(toelatingstap).values(
            product_id=product_id,
            moment=moment,
            gebeurtenis=Toelatinggebeurtenis.TAKE_OVER.value,
            naar=Toelatingstand.ACTIEF.value,
            door=door,
        )
    )
    return True
