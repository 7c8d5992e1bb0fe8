"""One person of a school, as they are now: a pupil or a teacher by their key."""

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Table,
    and_,
    bindparam,
    select,
)

from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.fixed import FixedQuery
from uwlr_service.repository.schema.school import schooljaar, vestiging
from uwlr_service.repository.school.versietabellen import LEERKRACHTEN, LEERLINGEN


class PersoonRepository:
    """The people of schools one by one, within one connection.

    They are those of the newest school year that has begun: until a school sends its new year, the last one
    holds.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def leerkracht(self, school_id: int, key: str) -> Leerkracht | None:
        """A teacher; None when the school has none of that key now."""
        row = OF_LEERKRACHT.first(
            self._connection, school=school_id, schooljaar=Schooljaar.current(), key=key
        )
        return None if row is None else Leerkracht(**row._asdict())

    def vestigingen(self, school_id: int) -> tuple[str, ...]:
        """The keys of the locations of a school."""
        rows = VESTIGINGEN.all(self._connection, school=school_id, schooljaar=Schooljaar.current())
        return tuple(row.key for row in rows)


def is_now(table: Table, school_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a row of a school holds now, in a statement with the parameter ``schooljaar``."""
    jaar = (
        select(schooljaar.c.id)
        .where(
            schooljaar.c.school_id == school_id,
            schooljaar.c.revisie > 0,
            schooljaar.c.schooljaar <= bindparam("schooljaar"),
        )
        .order_by(schooljaar.c.schooljaar.desc())
        .limit(1)
        .correlate_except(schooljaar)
        .scalar_subquery()
    )
    return and_(table.c.schooljaar_id == jaar, table.c.tot_revisie.is_(None))


def leerling_of(row: Any) -> Leerling | None:
    """The pupil in the columns ``LEERLING`` of a row; None if it has none."""
    if row.leerling_key is None:
        return None
    return Leerling(**{name: getattr(row, f"leerling_{name}") for name in LEERLINGEN.names})


LEERLING = tuple(LEERLINGEN.table.c[name].label(f"leerling_{name}") for name in LEERLINGEN.names)
"""The columns of a pupil beside those of others."""
SCHOOL: BindParameter[int] = bindparam("school", type_=Integer)
OF_LEERKRACHT = FixedQuery(
    select(*(LEERKRACHTEN.table.c[name] for name in LEERKRACHTEN.names)).where(
        is_now(LEERKRACHTEN.table, SCHOOL), LEERKRACHTEN.table.c.key == bindparam("key")
    )
)
VESTIGINGEN = FixedQuery(select(vestiging.c.key).where(is_now(vestiging, SCHOOL)).order_by(vestiging.c.key))
