"""What LASes prove themselves with."""

from sqlalchemy import Connection, insert, select, update

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.partner import Partnersleutel, Sleutelsoort
from uwlr_service.repository.schema.las import las_sleutel


class LassleutelRepository:
    """The keys of LASes, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, las_id: int, soort: Sleutelsoort, waarde: str) -> int:
        """Register a key; returns its number."""
        statement = insert(las_sleutel).values(
            las_id=las_id, soort=soort.value, waarde=waarde, aangemaakt=tijd.now()
        )
        return int(self._connection.execute(statement.returning(las_sleutel.c.id)).scalar_one())

    def of_las(self, las_id: int) -> list[Partnersleutel]:
        """Every key of a LAS, newest last, those that were removed included."""
        c = las_sleutel.c
        rows = self._connection.execute(
            select(c.id, c.soort, c.waarde, c.aangemaakt, c.ingetrokken)
            .where(c.las_id == las_id)
            .order_by(c.id)
        )
        return [
            Partnersleutel(
                id=row.id,
                soort=Sleutelsoort(row.soort),
                waarde=row.waarde,
                aangemaakt=row.aangemaakt,
                ingetrokken=row.ingetrokken,
            )
            for row in rows
        ]

    def remove(self, las_id: int, sleutel_id: int) -> bool:
        """Let a key prove nothing any more; False when the LAS has no such key in force."""
        c = las_sleutel.c
        done = self._connection.execute(
            update(las_sleutel)
            .where(c.las_id == las_id, c.id == sleutel_id, c.ingetrokken.is_(None))
            .values(ingetrokken=tijd.now())
        )
        return done.rowcount == 1
