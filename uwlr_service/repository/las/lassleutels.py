"""What LASes prove themselves with."""

from sqlalchemy import Connection, and_, insert, select, update

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.partner import Partnersleutel, Sleutelsoort
from uwlr_service.domain.las.las import Las
from uwlr_service.repository.las.lassen import LAS, las_in
from uwlr_service.repository.schema.las import las, las_sleutel

SLEUTEL = (las_sleutel.c.id, las_sleutel.c.soort, las_sleutel.c.waarde, las_sleutel.c.aangemaakt)


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

    def in_force(self, las_id: int) -> tuple[Las, list[Partnersleutel]] | None:
        """A LAS that lives with the keys that prove something, in one statement: every call asks this.

        One that is not there takes as long: a caller must not learn from the time which LASes there are.
        """
        c = las_sleutel.c
        rows = self._connection.execute(
            select(*LAS, *(column.label(f"sleutel_{column.name}") for column in SLEUTEL))
            .join_from(las, las_sleutel, and_(c.las_id == las.c.id, c.ingetrokken.is_(None)), isouter=True)
            .where(las.c.id == las_id, las.c.ingetrokken.is_(None))
            .order_by(c.id)
        ).all()
        if not rows:
            return None
        sleutels = [
            Partnersleutel(
                id=row.sleutel_id,
                soort=Sleutelsoort(row.sleutel_soort),
                waarde=row.sleutel_waarde,
                aangemaakt=row.sleutel_aangemaakt,
            )
            for row in rows
            if row.sleutel_id is not None
        ]
        return las_in(rows[0]), sleutels

    def remove(self, las_id: int, sleutel_id: int) -> bool:
        """Let a key prove nothing any more; False when the LAS has no such key in force."""
        c = las_sleutel.c
        done = self._connection.execute(
            update(las_sleutel)
            .where(c.las_id == las_id, c.id == sleutel_id, c.ingetrokken.is_(None))
            .values(ingetrokken=tijd.now())
        )
        return done.rowcount == 1
