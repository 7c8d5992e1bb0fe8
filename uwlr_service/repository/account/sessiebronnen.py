"""By what sessions began that can end them: the provider of a school, or the device of a class."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, and_, select

from uwlr_service.repository import upsert
from uwlr_service.repository.schema.account import sessie, sessie_bron


class SessiebronRepository:
    """The sources of sessions, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(
        self,
        digest: str,
        *,
        schoolprovider: int | None = None,
        onderwerp: str | None = None,
        sid: str | None = None,
        klasapparaat: int | None = None,
    ) -> None:
        """Keep by what somebody signed in just now, in the session of a cookie (not the time before)."""
        c = sessie_bron.c
        given = {
            c.schoolprovider_id: schoolprovider,
            c.onderwerp: onderwerp,
            c.sid: sid,
            c.klasapparaat_id: klasapparaat,
        }
        named = {column.name: value for column, value in given.items()}
        statement = upsert.insert(self._connection, sessie_bron)
        of_session = select(sessie.c.id, sessie.c.aangemeld).where(sessie.c.hash == digest)
        row = self._connection.execute(of_session).one()
        self._connection.execute(
            statement.values(sessie_id=row.id, aangemeld=row.aangemeld, **named).on_conflict_do_update(
                index_elements=["sessie_id"], set_={"aangemeld": row.aangemeld, **named}
            )
        )

    def of_provider(self, provider: int) -> list[int]:
        """The sessions of whoever came in by the provider of a school."""
        return self._sessions(sessie_bron.c.schoolprovider_id == provider)

    def at_provider(self, provider: int, *, onderwerp: str | None, sid: str | None) -> list[int]:
        """Those of one person there, or of one session there; of that person in it where both are named."""
        c = sessie_bron.c
        named = [column == value for column, value in ((c.onderwerp, onderwerp), (c.sid, sid)) if value]
        return self._sessions(and_(c.schoolprovider_id == provider, *named)) if named else []

    def of_devices(self, apparaten: Collection[int]) -> list[int]:
        """The sessions of pupils who came in on devices of their class."""
        return self._sessions(sessie_bron.c.klasapparaat_id.in_(apparaten))

    def _sessions(self, which: ColumnElement[bool]) -> list[int]:
        is_theirs = and_(
            sessie.c.id == sessie_bron.c.sessie_id, sessie.c.aangemeld == sessie_bron.c.aangemeld
        )
        statement = (
            select(sessie.c.id)
            .join_from(sessie_bron, sessie, is_theirs)
            .where(which, sessie.c.beeindigd.is_(None))
            .order_by(sessie.c.id)
        )
        return list(self._connection.execute(statement).scalars())
