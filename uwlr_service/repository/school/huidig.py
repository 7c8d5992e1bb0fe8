"""The school year of now, inside other statements, and its groups."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, select

from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.schema.school import groep, samengestelde_groep, schooljaar
from uwlr_service.repository.school.scholen import NOTHING_YET


def newest(school_id: int, *conditions: ColumnElement[bool]) -> ScalarSelect[Any]:
    """The number of the newest school year that a school has data of."""
    return (
        select(schooljaar.c.id)
        .where(schooljaar.c.school_id == school_id, schooljaar.c.revisie > NOTHING_YET, *conditions)
        .order_by(schooljaar.c.schooljaar.desc())
        .limit(1)
        .scalar_subquery()
    )


def begun(school_id: int) -> ScalarSelect[Any]:
    """The same of those that have begun: until a school sends its new year, the last one holds."""
    return newest(school_id, schooljaar.c.schooljaar <= Schooljaar.current())


def groepen_in(connection: Connection, jaar: ScalarSelect[Any]) -> dict[str, tuple[str, bool]]:
    """The groups of a year by key: the name, and whether it is a samengestelde groep."""
    groepen: dict[str, tuple[str, bool]] = {}
    for table in (groep, samengestelde_groep):
        rows = connection.execute(
            select(table.c.key, table.c.naam)
            .where(table.c.schooljaar_id == jaar, table.c.tot_revisie.is_(None))
            .order_by(table.c.naam)
        )
        groepen |= {row.key: (row.naam or row.key, table is samengestelde_groep) for row in rows}
    return groepen
