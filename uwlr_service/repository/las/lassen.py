"""The LASes that were registered, with their schools."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten.las import LasOnbekend
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository import upsert
from uwlr_service.repository.schema.las import las, las_school
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import CODE, AnyRow, code_of, is_school

LAS = (las.c.id, las.c.naam, las.c.alle_scholen, las.c.aangemaakt, las.c.ingetrokken)
"""The columns of a LAS."""


def las_in(row: AnyRow) -> Las:
    """The LAS in a row that has the columns of LAS."""
    return Las(
        id=row.id,
        naam=row.naam,
        alle_scholen=row.alle_scholen,
        aangemaakt=row.aangemaakt,
        ingetrokken=row.ingetrokken,
    )


class LasRepository:
    """The LASes, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, naam: str, *, alle_scholen: bool, beyond: int = 0) -> Las:
        """Register a LAS, that has no schools yet, under a number that is higher than ``beyond``."""
        values = {"naam": naam, "alle_scholen": alle_scholen, "aangemaakt": tijd.now()}
        while True:
            number = max(self.highest(), beyond) + 1
            statement = upsert.insert(self._connection, las).values(id=number, **values)
            # Another one may be registered at this very moment: then that number is taken.
            row = self._connection.execute(statement.on_conflict_do_nothing().returning(*LAS)).first()
            if row is not None:
                return las_in(row)

    def highest(self) -> int:
        """The highest number that was given; 0 before the first."""
        return self._connection.execute(select(func.coalesce(func.max(las.c.id), 0))).scalar_one()

    def all(self) -> list[Las]:
        """Every LAS, also one that was revoked, in the order in which they came."""
        return [las_in(row) for row in self._connection.execute(select(*LAS).order_by(las.c.id))]

    def find(self, las_id: int) -> Las | None:
        """A LAS, also one that was revoked; None where there is none."""
        row = self._connection.execute(select(*LAS).where(las.c.id == las_id)).first()
        return None if row is None else las_in(row)

    def get(self, las_id: int) -> Las:
        """The same. Raises LasOnbekend."""
        registered = self.find(las_id)
        if registered is None:
            raise LasOnbekend.of(las_id)
        return registered

    def locked(self, las_id: int) -> Las:
        """The same; nobody else changes it until the transaction ends."""
        row = self._connection.execute(select(*LAS).where(las.c.id == las_id).with_for_update()).first()
        if row is None:
            raise LasOnbekend.of(las_id)
        return las_in(row)

    def scholen(self) -> dict[int, tuple[Schoolcode, ...]]:
        """Per LAS the schools that it was given, in the order of their codes."""
        rows = self._connection.execute(select(las_school.c.las_id, *CODE).join_from(las_school, school))
        by_las: dict[int, list[Schoolcode]] = {}
        for row in rows:
            by_las.setdefault(row.las_id, []).append(code_of(row))
        return {las_id: tuple(sorted(codes, key=str)) for las_id, codes in by_las.items()}

    def school_ids(self, las_id: int) -> dict[Schoolcode, int]:
        """The schools that a LAS was given, with their numbers, in the order of their codes."""
        rows = self._connection.execute(
            select(school.c.id, *CODE).join_from(las_school, school).where(las_school.c.las_id == las_id)
        )
        by_code: Mapping[Schoolcode, int] = {code_of(row): row.id for row in rows}
        return dict(sorted(by_code.items(), key=lambda pair: str(pair[0])))

    def has(self, las_id: int, code: Schoolcode) -> bool:
        """Whether a LAS was given a school."""
        row = self._connection.execute(
            select(las_school.c.school_id)
            .join_from(las_school, school)
            .where(las_school.c.las_id == las_id, is_school(code))
        ).first()
        return row is not None

    def give(self, las_id: int, school_ids: Iterable[int]) -> int:
        """Give schools to a LAS, and say how many are new; those that it has already stay as they are."""
        present = set(self.school_ids(las_id).values())
        now = tijd.now()
        rows = [
            {"las_id": las_id, "school_id": school_id, "sinds": now}
            for school_id in school_ids
            if school_id not in present
        ]
        if rows:
            self._connection.execute(insert(las_school), rows)
        return len(rows)

    def take(self, las_id: int, school_ids: Iterable[int], *, before: datetime | None = None) -> int:
        """Take schools away from a LAS that it got before a moment; how many of them it had."""
        c = las_school.c
        named = and_(c.las_id == las_id, c.school_id.in_(tuple(school_ids)))
        if before is not None:
            named = and_(named, c.sinds < before)
        return self._connection.execute(delete(las_school).where(named)).rowcount

    def revoke(self, las_id: int) -> bool:
        """Let a LAS call no more; False if it was revoked before."""
        done = self._connection.execute(
            update(las).where(las.c.id == las_id, las.c.ingetrokken.is_(None)).values(ingetrokken=tijd.now())
        )
        return done.rowcount == 1
