"""Wrong pictures, per pupil and device of the class."""

from collections.abc import Collection

from sqlalchemy import Connection, delete, func, select

from uwlr_service.repository import upsert
from uwlr_service.repository.schema.klas import klasfout


class KlasfoutRepository:
    """The mistakes, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, account_id: int, apparaat_id: int) -> int:
        """Count an attempt; returns how many there are of this pupil on this device.

        The row stays held until the end of the transaction, so attempts at the same time wait for each other.
        """
        c = klasfout.c
        statement = (
            upsert.insert(self._connection, klasfout)
            .values(account_id=account_id, klasapparaat_id=apparaat_id, fouten=1)
            .on_conflict_do_update(
                index_elements=[c.account_id, c.klasapparaat_id],
                set_={"fouten": c.fouten + 1},
            )
            .returning(c.fouten)
        )
        return int(self._connection.execute(statement).scalar_one())

    def total(self, account_id: int) -> int:
        """How many there are of a pupil on all devices together."""
        statement = select(func.coalesce(func.sum(klasfout.c.fouten), 0)).where(
            klasfout.c.account_id == account_id
        )
        return int(self._connection.execute(statement).scalar_one())

    def on_device(self, apparaat_id: int) -> dict[int, int]:
        """How many each pupil has on a device."""
        c = klasfout.c
        rows = self._connection.execute(
            select(c.account_id, c.fouten).where(c.klasapparaat_id == apparaat_id)
        )
        return {row.account_id: row.fouten for row in rows}

    def worst(self, account_ids: Collection[int]) -> dict[int, tuple[int, int]]:
        """Of each pupil how many there are on the worst device, and on all together."""
        c = klasfout.c
        rows = self._connection.execute(
            select(c.account_id, func.max(c.fouten).label("most"), func.sum(c.fouten).label("total"))
            .where(c.account_id.in_(account_ids))
            .group_by(c.account_id)
        )
        return {row.account_id: (int(row.most), int(row.total)) for row in rows}

    def forgive(self, account_id: int, apparaat_id: int | None = None) -> int:
        """Begin anew for a pupil, on one device or on all; returns on how many there was anything."""
        c = klasfout.c
        statement = delete(klasfout).where(c.account_id == account_id)
        if apparaat_id is not None:
            statement = statement.where(c.klasapparaat_id == apparaat_id)
        return self._connection.execute(statement).rowcount
