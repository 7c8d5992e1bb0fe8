"""The calls that gave nothing, added up per day until the log has a line of them."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, case, delete, select

from uwlr_service.domain.toezicht.verkeer import Telling
from uwlr_service.repository.schema.toezicht import verkeersdag
from uwlr_service.repository.upsert import insert


class Dagsleutel(NamedTuple):
    """What a row of calls is about."""

    dag: date
    koppeling_id: int
    school_id: int
    operatie: str
    uitkomst: str


TAKEN = delete(verkeersdag).where(
    *(column == bindparam(column.name, type_=column.type) for column in verkeersdag.primary_key)
)


class VerkeersdagRepository:
    """Those calls, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, counted: Mapping[Dagsleutel, Telling]) -> None:
        """Add counts to what other processes counted of the same days."""
        if not counted:
            return
        c = verkeersdag.c
        statement = insert(self._connection, verkeersdag)
        more = statement.excluded
        statement = statement.on_conflict_do_update(
            index_elements=list(verkeersdag.primary_key),
            set_={
                "eerste": case((more.eerste < c.eerste, more.eerste), else_=c.eerste),
                "laatste": case((more.laatste > c.laatste, more.laatste), else_=c.laatste),
                "aantal": c.aantal + more.aantal,
                "milliseconden": c.milliseconden + more.milliseconden,
            },
        )
        rows = [
            {
                **sleutel._asdict(),
                "eerste": telling.eerste,
                "laatste": telling.laatste,
                "aantal": telling.aantal,
                "milliseconden": round(telling.milliseconden),
            }
            for sleutel, telling in sorted(counted.items())
        ]
        self._connection.execute(statement, rows)

    def take(self, before: date, most: int) -> dict[Dagsleutel, Telling]:
        """The calls of the days before this one, at most so many rows, which are then no longer here.

        Two that take at once get different rows. One that a server is adding to is left for the next time.
        """
        rows = self._connection.execute(
            select(verkeersdag)
            .where(verkeersdag.c.dag < before)
            .order_by(*verkeersdag.primary_key)
            .limit(most)
            .with_for_update(skip_locked=True)
        ).all()
        taken = {
            Dagsleutel(row.dag, row.koppeling_id, row.school_id, row.operatie, row.uitkomst): Telling(
                row.eerste, row.laatste, row.aantal, milliseconden=row.milliseconden
            )
            for row in rows
        }
        if taken:
            self._connection.execute(TAKEN, [sleutel._asdict() for sleutel in taken])
        return taken
