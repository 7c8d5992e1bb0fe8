"""What stays of pupils who were forgotten."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from uwlr_service.domain.inzage.vergeten import Vergeten
from uwlr_service.repository.schema.inzage import vergeten


class VergetenRepository:
    """The proofs of forgetting, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, school_id: int, new: Vergeten) -> None:
        """Keep that a pupil was forgotten."""
        self._connection.execute(
            insert(vergeten).values(
                school_id=school_id,
                hash=new.hash,
                moment=new.moment,
                door=new.door,
                tellingen=dict(new.tellingen),
            )
        )

    def last(self, school_id: int, hashed: str) -> Vergeten | None:
        """The last time that somebody was forgotten; None if never."""
        c = vergeten.c
        row = self._connection.execute(
            select(c.hash, c.moment, c.door, c.tellingen, c.teruggekomen)
            .where(c.school_id == school_id, c.hash == hashed)
            .order_by(c.id.desc())
            .limit(1)
        ).first()
        return None if row is None else Vergeten(**row._mapping)

    def hashes(self, school_id: int) -> frozenset[str]:
        """Those of a school who were forgotten and did not come back since."""
        c = vergeten.c
        rows = self._connection.execute(
            select(c.hash).where(c.school_id == school_id, c.teruggekomen.is_(None))
        )
        return frozenset(rows.scalars())

    def all_hashes(self, school_id: int) -> frozenset[str]:
        """Those of a school who were ever forgotten."""
        c = vergeten.c
        rows = self._connection.execute(select(c.hash).where(c.school_id == school_id))
        return frozenset(rows.scalars())

    def came_back(self, school_id: int, hashes: Collection[str], moment: datetime) -> None:
        """Note that a file brought these back."""
        c = vergeten.c
        self._connection.execute(
            update(vergeten)
            .where(c.school_id == school_id, c.hash.in_(hashes), c.teruggekomen.is_(None))
            .values(teruggekomen=moment)
        )
