"""One person of a school, as they are now: a pupil or a teacher by their key."""

from typing import Any

from sqlalchemy import Connection, select

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
        c = vestiging.c
        rows = self._connection.execute(
            select(c.key)
            .where(c.schooljaar_id == self._jaar(school_id), c.tot_revisie.is_(None))
            .order_by(c.key)
        )
        return tuple(rows.scalars())

    def _person(self, tabel: Versietabel, school_id: int, key: str) -> Any:
        c = tabel.table.c
        row = self._connection.execute(
            select(*(c[name] for name in tabel.names)).where(
                c.schooljaar_id == self._jaar(school_id), c.key == key, c.tot_revisie.is_(None)
            )
        ).first()
        return None if row is None else tabel.kind(**row._mapping)

    @staticmethod
    def _jaar(school_id: int) -> Any:
        """The number of the school year of now, inside another statement."""
        return (
            select(schooljaar.c.id)
            .where(
                schooljaar.c.school_id == school_id,
                schooljaar.c.revisie > 0,
                schooljaar.c.schooljaar <= Schooljaar.current(),
            )
            .order_by(schooljaar.c.schooljaar.desc())
            .limit(1)
            .scalar_subquery()
        )
