"""The signs of life of workers, a row each."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from uwlr_service.domain.toezicht.levensteken import Levensteken
from uwlr_service.repository.schema.toezicht import levensteken
from uwlr_service.repository.upsert import insert


class LevenstekenRepository:
    """The signs of life, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def give(self, teken: Levensteken) -> None:
        """Keep a sign in the place of the one before it of the same worker."""
        statement = insert(self._connection, levensteken).values(
            id=teken.id,
            machine=teken.machine,
            versie=teken.versie,
            begonnen=teken.begonnen,
            gezien=teken.gezien,
        )
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_={"gezien": teken.gezien})
        )

    def all(self) -> list[Levensteken]:
        """Every sign that is kept, the newest first."""
        rows = self._connection.execute(select(levensteken).order_by(levensteken.c.gezien.desc()))
        return [
            Levensteken(
                id=row.id,
                machine=row.machine,
                versie=row.versie,
                begonnen=row.begonnen,
                gezien=row.gezien,
            )
            for row in rows
        ]

    def last_seen(self) -> datetime | None:
        """The moment of the newest sign; None if there is none."""
        return self._connection.execute(select(func.max(levensteken.c.gezien))).scalar_one()

    def forget(self, before: datetime) -> int:
        """Forget those of workers that were last seen before a moment; returns how many."""
        return self._connection.execute(delete(levensteken).where(levensteken.c.gezien < before)).rowcount
