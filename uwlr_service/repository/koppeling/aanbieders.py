"""Who is behind a link: the company, its product, and how far that was admitted."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.repository.schema.koppeling import klant, koppeling
from uwlr_service.repository.schema.partner import koppelpartner, product
from uwlr_service.repository.school.scholen import AnyRow

NOBODY = 0
"""The number of no koppelpartner: an actor without one would reach all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanbieder:
    """The company behind a link; ``koppelpartner_id`` is None for a klant that has no product."""

    koppelpartner_id: int | None
    partner: str
    product: str
    toelating: Toelatingstand

    @property
    def eigenaar(self) -> int:
        """The number by which an actor has to reach it; nobody does where there is no koppelpartner."""
        return self.koppelpartner_id or NOBODY


AANBIEDER = (
    koppelpartner.c.id.label("koppelpartner_id"),
    koppelpartner.c.naam.label("partner"),
    product.c.naam.label("product"),
    klant.c.naam,
    klant.c.toelating,
)
"""The columns of an Aanbieder; product and partner come by an outer join."""


def aanbieder_of(row: AnyRow) -> Aanbieder:
    """The company in a row that has the columns of AANBIEDER."""
    return Aanbieder(
        koppelpartner_id=row.koppelpartner_id,
        partner=row.partner or row.naam,
        product=row.product or row.naam,
        toelating=Toelatingstand(row.toelating),
    )


class AanbiederRepository:
    """The companies behind links, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, koppeling_id: int) -> Aanbieder | None:
        """The company behind a link; None when there is no such link."""
        return self.of_all([koppeling_id]).get(koppeling_id)

    def of_all(self, koppeling_ids: Collection[int]) -> dict[int, Aanbieder]:
        """The companies behind some links, by the numbers of these."""
        rows = self._connection.execute(
            select(koppeling.c.id, *AANBIEDER)
            .join_from(koppeling, klant)
            .outerjoin(product, product.c.klant_id == klant.c.id)
            .outerjoin(koppelpartner, koppelpartner.c.id == product.c.koppelpartner_id)
            .where(koppeling.c.id.in_(koppeling_ids))
        )
        return {row.id: aanbieder_of(row) for row in rows}
