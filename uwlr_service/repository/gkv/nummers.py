"""The numbers that the drop-in service shows instead of keys: given once per school, and kept for ever."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from sqlalchemy import BindParameter, Connection, and_, bindparam, func, insert, select

from uwlr_service.domain.gkv.generiek import Nummersleutel, Nummersoort
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.gkv import gkv_nummer
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import is_school

BATCH = 500
KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
GIVEN = select(gkv_nummer.c.key, gkv_nummer.c.nummer).where(
    gkv_nummer.c.school_id == bindparam("school_id"),
    gkv_nummer.c.soort == bindparam("soort"),
    gkv_nummer.c.key.in_(KEYS),
)


class GkvNummers:
    """The numbers of a database; the first caller that asks for a key writes its number down."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ensure(self, school_id: int, sleutels: Iterable[Nummersleutel]) -> dict[Nummersleutel, int]:
        """The number of each key; new ones count on from the last number of the school.

        One school gives numbers to one caller at a time, so two workers never disagree.
        """
        wanted = list(dict.fromkeys(sleutels))
        with self._database.read() as connection:
            numbers = _read(connection, school_id, wanted)
        if len(numbers) == len(wanted):
            return numbers
        with self._database.write() as connection:
            connection.execute(select(school.c.id).where(school.c.id == school_id).with_for_update())
            # Anew, now that the school is locked: another worker may have given some of them just before.
            numbers |= _read(connection, school_id, [key for key in wanted if key not in numbers])
            new = [key for key in wanted if key not in numbers]
            if new:
                given = dict(zip(new, count(_last(connection, school_id) + 1), strict=False))
                rows = [
                    {"school_id": school_id, "soort": soort, "key": key, "nummer": nummer}
                    for (soort, key), nummer in given.items()
                ]
                connection.execute(insert(gkv_nummer), rows)
                numbers |= given
        return numbers


def key_of(connection: Connection, school_id: int, soort: Nummersoort, nummer: int) -> str | None:
    """What a number of a school stands for, if it is of this kind."""
    c = gkv_nummer.c
    return connection.execute(
        select(c.key).where(c.school_id == school_id, c.nummer == nummer, c.soort == soort)
    ).scalar()


def school_and_key_of(
    connection: Connection, code: Schoolcode, soort: Nummersoort, nummer: int
) -> tuple[int, str | None] | None:
    """The same by the code of a school, with the number of its row; None for a school that is not known."""
    c = gkv_nummer.c
    is_asked = and_(c.school_id == school.c.id, c.nummer == nummer, c.soort == soort)
    row = connection.execute(
        select(school.c.id, c.key)
        .join_from(school, gkv_nummer, is_asked, isouter=True)
        .where(is_school(code))
    ).first()
    return None if row is None else (row.id, row.key)


def _last(connection: Connection, school_id: int) -> int:
    statement = select(func.max(gkv_nummer.c.nummer)).where(gkv_nummer.c.school_id == school_id)
    return connection.execute(statement).scalar() or 0


def _read(
    connection: Connection, school_id: int, sleutels: Iterable[Nummersleutel]
) -> dict[Nummersleutel, int]:
    by_soort: dict[Nummersoort, list[str]] = {}
    for soort, key in sleutels:
        by_soort.setdefault(soort, []).append(key)
    numbers: dict[Nummersleutel, int] = {}
    for soort, keys in by_soort.items():
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            rows = connection.execute(GIVEN, {"school_id": school_id, "soort": soort, "keys": batch})
            numbers |= {(soort, row.key): row.nummer for row in rows}
    return numbers
