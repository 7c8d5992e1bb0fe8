"""Schools with their names and years, and how many pupils each year has."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, or_, select

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.schema.school import leerling, school, schooljaar
from uwlr_service.repository.school.scholen import CODE, NOTHING_YET, code_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Schoolregel:
    """A school: its name, if it is known, and the pupils of each of its years, oldest first."""

    school_id: int
    school: Schoolcode
    naam: str | None
    leerlingen: dict[Schooljaar, int]


class SchoollijstRepository:
    """The list of schools, within one connection; in one statement."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self, school_ids: Collection[int] | None = None) -> list[Schoolregel]:
        """The schools, in the order of their codes: those with these numbers, or all."""
        jaar = schooljaar.c
        is_present = and_(
            leerling.c.schooljaar_id == jaar.id,
            leerling.c.van_revisie <= jaar.revisie,
            or_(leerling.c.tot_revisie.is_(None), leerling.c.tot_revisie > jaar.revisie),
        )
        columns = (school.c.id, *CODE, school.c.naam, jaar.schooljaar)
        statement = (
            select(*columns, func.count(leerling.c.key).label("aantal"))
            .select_from(school)
            .outerjoin(schooljaar, and_(jaar.school_id == school.c.id, jaar.revisie > NOTHING_YET))
            .outerjoin(leerling, is_present)
            .group_by(*columns)
            .order_by(school.c.id, jaar.schooljaar)
        )
        if school_ids is not None:
            statement = statement.where(school.c.id.in_(school_ids))
        regels: dict[int, Schoolregel] = {}
        for row in self._connection.execute(statement):
            regel = regels.setdefault(
                row.id, Schoolregel(school_id=row.id, school=code_of(row), naam=row.naam, leerlingen={})
            )
            if row.schooljaar is not None:
                regel.leerlingen[Schooljaar(row.schooljaar)] = row.aantal
        return sorted(regels.values(), key=lambda regel: str(regel.school))
