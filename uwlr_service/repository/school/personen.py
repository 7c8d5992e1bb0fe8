"""One person of a school, as they are now: a pupil or a teacher by their key."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.schema.school import schooljaar, vestiging
from uwlr_service.repository.school.versietabellen import LEERKRACHTEN, LEERLINGEN, Versietabel


class PersoonRepository:
    """The people of schools one by one, within one connection.

    They are those of the newest school year that has begun: until a school sends its new year, the last one
    holds.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def leerling(self, school_id: int, key: str) -> Leerling | None:
        """A pupil; None when the school has none of that key now."""
        leerling: Leerling | None = self._person(LEERLINGEN, school_id, key)
        return leerling

    def leerkracht(self, school_id: int, key: str) -> Leerkracht | None:
        """A teacher; None when the school has none of that key now."""
        leerkracht: Leerkracht | None = self._person(LEERKRACHTEN, school_id, key)
        return leerkracht

    def vestigingen(self, school_id: int) -> tuple[str, ...]:
        """The keys of the locations of a school."""
        parameters = {"school": school_id, "schooljaar": Schooljaar.current()}
        return tuple(self._connection.execute(VESTIGINGEN, parameters).scalars())

    def _person(self, tabel: Versietabel, school_id: int, key: str) -> Any:
        parameters = {"school": school_id, "schooljaar": Schooljaar.current(), "key": key}
        row = self._connection.execute(_of_person(tabel.table.name), parameters).first()
        return None if row is None else tabel.kind(**row._mapping)


JAAR = (
    select(schooljaar.c.id)
    .where(
        schooljaar.c.school_id == bindparam("school"),
        schooljaar.c.revisie > 0,
        schooljaar.c.schooljaar <= bindparam("schooljaar"),
    )
    .order_by(schooljaar.c.schooljaar.desc())
    .limit(1)
    .scalar_subquery()
)
"""The number of the school year of now, inside another statement."""
VESTIGINGEN = (
    select(vestiging.c.key)
    .where(vestiging.c.schooljaar_id == JAAR, vestiging.c.tot_revisie.is_(None))
    .order_by(vestiging.c.key)
)


@cache
def _of_person(table: str) -> Select[Any]:
    """The statement for the people of a table; each answer of the provider asks it, so it is built once."""
    tabel = next(tabel for tabel in (LEERLINGEN, LEERKRACHTEN) if tabel.table.name == table)
    c = tabel.table.c
    return select(*(c[name] for name in tabel.names)).where(
        c.schooljaar_id == JAAR, c.key == bindparam("key"), c.tot_revisie.is_(None)
    )
