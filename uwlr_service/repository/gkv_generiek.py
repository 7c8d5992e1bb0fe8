"""For which links the drop-in service is on; without a row it is."""

from sqlalchemy import Connection, select

from uwlr_service.domain import tijd
from uwlr_service.repository.schema_gkv_soap import gkv_generiek
from uwlr_service.repository.upsert import insert


class GkvGeneriekRepository:
    """The switches, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def is_aan(self, koppeling_id: int) -> bool:
        """Whether a link of GKV may use the drop-in service."""
        statement = select(gkv_generiek.c.aan).where(gkv_generiek.c.koppeling_id == koppeling_id)
        return self._connection.execute(statement).scalar() is not False

    def switch(self, koppeling_id: int, *, aan: bool) -> None:
        """Put the switch of a link; the moment is that of the last real change."""
        statement = insert(self._connection, gkv_generiek).values(
            koppeling_id=koppeling_id, aan=aan, sinds=tijd.now()
        )
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=[gkv_generiek.c.koppeling_id],
                set_={"aan": statement.excluded.aan, "sinds": statement.excluded.sinds},
                where=gkv_generiek.c.aan != statement.excluded.aan,
            )
        )
