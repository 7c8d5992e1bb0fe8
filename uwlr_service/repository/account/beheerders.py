"""Which schools have somebody who can decide for them."""

from collections.abc import Collection

from sqlalchemy import Connection, or_, select

from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.repository.schema.account import account, inlog


class BeheerderRepository:
    """The administrators of schools, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def without_beheerder(self, school_ids: Collection[int]) -> frozenset[int]:
        """The schools among these, by number, that nobody can decide for."""
        now = tijd.now()
        c = account.c
        served = self._connection.execute(
            select(c.school_id)
            .join_from(account, inlog)
            .where(
                c.school_id.in_(school_ids),
                c.rol == Rol.SCHOOLBEHEERDER.value,
                c.van <= now,
                or_(c.tot.is_(None), c.tot > now),
                inlog.c.uitgeschakeld.is_(None),
            )
        ).scalars()
        return frozenset(school_ids).difference(served)
