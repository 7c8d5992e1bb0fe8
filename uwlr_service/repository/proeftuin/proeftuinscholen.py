"""Which schools are another product's to try with."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from uwlr_service.repository.schema.koppeling import koppeling
from uwlr_service.repository.schema.partner import product
from uwlr_service.repository.schema.proeftuin import proeftuin
from uwlr_service.repository.schema.school import school


def of_other_products(connection: Connection, koppeling_id: int, school_ids: Collection[int]) -> set[int]:
    """The schools among these that are of the proeftuin of another product than that of a link."""
    own = select(koppeling.c.klant_id).where(koppeling.c.id == koppeling_id).scalar_subquery()
    rows = connection.execute(
        select(school.c.id)
        .join(proeftuin, proeftuin.c.brincode == school.c.brincode)
        .join(product, product.c.id == proeftuin.c.product_id)
        .where(school.c.id.in_(school_ids), product.c.klant_id.is_distinct_from(own))
    )
    return set(rows.scalars())
