"""Which part of the order has to be looked at for some schools.

The order can be read by number, for all schools together, or by school. For one school, or for all, one of
the two indexes gives exactly what is wanted. For the hundreds of schools of a LAS a stretch of the order is
read by number, and where there is nothing of them for longer than that, a look at the next message of each
school says where to go on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from uwlr_service.domain.las.las import Las
from uwlr_service.repository.schema.las import las_school
from uwlr_service.repository.schema.volgorde import resultatenvolgorde

STRETCH = 5000
"""Messages of other schools that are passed over one by one."""

_volgorde = resultatenvolgorde.c


@dataclass(frozen=True, slots=True)
class Venster:
    """The numbers behind ``na`` and up to and including ``tot``."""

    na: int
    tot: int


class Scholenbereik:
    """The schools that are wanted: all, one, or those of a LAS."""

    def __init__(self, *, las: Las, school_id: int | None = None) -> None:
        self._las = las
        self._school_id = school_id

    def conditions(self) -> Sequence[ColumnElement[bool]]:
        """What a row of the order must be."""
        if self._school_id is not None:
            return (_volgorde.school_id == self._school_id,)
        if self._las.alle_scholen:
            return ()
        return (_volgorde.school_id.in_(self._own()),)

    def window(self, connection: Connection, na: int, tot: int) -> Venster:
        """The first part of some numbers to read at once; before it there is nothing of these schools."""
        if self._school_id is not None or self._las.alle_scholen or tot - na <= STRETCH:
            return Venster(na, tot)
        until = na + STRETCH
        has_any = select(
            exists().where(*self.conditions(), _volgorde.volgnummer > na, _volgorde.volgnummer <= until)
        )
        if connection.execute(has_any).scalar_one():
            return Venster(na, until)
        first = self._first(connection, until)
        if first is None or first > tot:
            return Venster(tot, tot)
        return Venster(first - 1, min(first - 1 + STRETCH, tot))

    def last(self, connection: Connection, na: int) -> int | None:
        """The last message behind a number of any of the schools; None without one."""
        if self._las.alle_scholen:
            statement = select(func.max(_volgorde.volgnummer)).where(_volgorde.volgnummer > na)
        else:
            statement = self._over_schools(func.max, na)
        last: int | None = connection.execute(statement).scalar()
        return last

    def _first(self, connection: Connection, na: int) -> int | None:
        """The next message behind a number of any of the schools, by one look into the index for each."""
        first: int | None = connection.execute(self._over_schools(func.min, na)).scalar()
        return first

    def _over_schools(self, outermost: Callable[..., Any], na: int) -> Select[int]:
        """The first or the last of the messages behind a number that the schools of a LAS have."""
        of_school = (
            select(outermost(_volgorde.volgnummer))
            .where(_volgorde.school_id == las_school.c.school_id, _volgorde.volgnummer > na)
            .correlate(las_school)
            .scalar_subquery()
        )
        per_school = select(of_school.label("nummer")).where(las_school.c.las_id == self._las.id).subquery()
        return select(outermost(per_school.c.nummer))

    def _own(self) -> Select[int]:
        return select(las_school.c.school_id).where(las_school.c.las_id == self._las.id)
