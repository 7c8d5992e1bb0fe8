"""The schools and partners where somebody has an account: their names, and what waits there."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, and_, func, or_, select

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.schema.koppeling import afspraakvoorstel, intrekking, koppeling
from uwlr_service.repository.schema.partner import koppelpartner, product
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import CODE, code_of, is_school


class Gevonden(NamedTuple):
    """The name of a place, if it has one, and how many things wait there."""

    naam: str | None
    wachten: int


class PlekRepository:
    """The places, within one connection; one statement for all of a kind."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def scholen(self, codes: Collection[Schoolcode]) -> dict[str, Gevonden]:
        """Schools with their open proposals, by what the schools are called."""
        c = afspraakvoorstel.c
        is_open = and_(c.school_id == school.c.id, c.besluit.is_(None))
        rows = self._connection.execute(
            select(*CODE, school.c.naam, func.count(c.id).label("wachten"))
            .join_from(school, afspraakvoorstel, is_open, isouter=True)
            .where(or_(*map(is_school, codes)))
            .group_by(school.c.id, *CODE, school.c.naam)
        )
        return {str(code_of(row)): Gevonden(row.naam, row.wachten) for row in rows}

    def partners(self, numbers: Collection[int]) -> dict[int, Gevonden]:
        """Partners with the schools whose data they have still to destroy, by number."""
        c = intrekking.c
        is_waiting = and_(c.koppeling_id == koppeling.c.id, c.bevestigd.is_(None), c.hervat_vanaf.is_(None))
        rows = self._connection.execute(
            select(koppelpartner.c.id, koppelpartner.c.naam, func.count(c.id).label("wachten"))
            .join_from(koppelpartner, product, product.c.koppelpartner_id == koppelpartner.c.id, isouter=True)
            .outerjoin(koppeling, koppeling.c.klant_id == product.c.klant_id)
            .outerjoin(intrekking, is_waiting)
            .where(koppelpartner.c.id.in_(numbers))
            .group_by(koppelpartner.c.id, koppelpartner.c.naam)
        )
        return {row.id: Gevonden(row.naam, row.wachten) for row in rows}
