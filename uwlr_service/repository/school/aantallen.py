"""How many objects of each kind a school has now, by school year."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, literal, select, union_all

from uwlr_service.repository.schema.school import schooljaar
from uwlr_service.repository.school.scholen import AnyRow
from uwlr_service.repository.school.versietabellen import SCHOOLELEMENT, VERSIETABELLEN


class AantallenRepository:
    """The counts of one school, within one connection."""

    def __init__(self, connection: Connection, school_id: int) -> None:
        self._connection = connection
        self._school_id = school_id

    def years(self) -> Sequence[AnyRow]:
        """The school years that there are data of, newest first."""
        c = schooljaar.c
        return self._connection.execute(
            select(c.id, c.schooljaar, c.moment, c.peildatum, c.aanmaakdatum)
            .where(c.school_id == self._school_id, c.revisie > 0)
            .order_by(c.schooljaar.desc())
        ).all()

    def by_year(self) -> dict[int, dict[str, int]]:
        """The objects of each kind that there are now, by the number of the year."""
        parts = []
        for tabel in VERSIETABELLEN:
            if tabel is SCHOOLELEMENT:
                continue
            c = tabel.table.c
            parts.append(
                select(literal(tabel.naam).label("soort"), c.schooljaar_id, func.count().label("aantal"))
                .join_from(tabel.table, schooljaar)
                .where(schooljaar.c.school_id == self._school_id, c.tot_revisie.is_(None))
                .group_by(c.schooljaar_id)
            )
        counts: dict[int, dict[str, int]] = {}
        for row in self._connection.execute(union_all(*parts)):
            counts.setdefault(row.schooljaar_id, {})[row.soort] = row.aantal
        return counts
