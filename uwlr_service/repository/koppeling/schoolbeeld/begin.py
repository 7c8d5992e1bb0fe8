"""The figures on the first page of a school: its packages of last night, and the results of late."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from uwlr_service.domain.gkv.nacht import Uitkomst
from uwlr_service.repository.schema.gkv import nachttaak
from uwlr_service.repository.schema.koppeling import deelname
from uwlr_service.repository.schema.uwlr import resultatenbericht


class SchoolbeginRepository:
    """Counts for one school, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def nacht(self, school_id: int, nacht: date) -> Mapping[Uitkomst, int]:
        """How many packages of a night there are of each outcome; empty when none was planned."""
        c = nachttaak.c
        # By its links, which are few: the index of the ledger begins with those. A night is of all schools.
        links = select(deelname.c.koppeling_id).where(deelname.c.school_id == school_id)
        rows = self._connection.execute(
            select(c.uitkomst, func.count().label("aantal"))
            .where(c.koppeling_id.in_(links), c.school_id == school_id, c.nacht == nacht)
            .group_by(c.uitkomst)
        )
        return {Uitkomst(row.uitkomst): row.aantal for row in rows}

    def resultaten(self, school_id: int, since: datetime) -> int:
        """How many results came in after a moment."""
        c = resultatenbericht.c
        statement = select(func.coalesce(func.sum(c.aantal), 0)).where(
            c.school_id == school_id, c.ontvangen >= since
        )
        return int(self._connection.execute(statement).scalar_one())
