"""When a person was first seen in a group, from the versions of a school year."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, func, literal, select, union_all

from uwlr_service.domain import tijd
from uwlr_service.repository.schema import school as tables
from uwlr_service.repository.school.scholen import AnyRow
from uwlr_service.repository.school.versietabellen import padded

PEOPLE = (tables.leerling, tables.leerkracht)
PLACED = (
    tables.leerling.c.groep,
    tables.leerling.c.samengestelde_groepen,
    tables.leerkracht.c.groepen,
)
"""The columns that say in which groups somebody is."""


def eerst_gezien(connection: Connection, schooljaar_id: int, revisie: int) -> dict[tuple[str, str], date]:
    """The day, by person and group, of every placement that came after the year's first revision.

    Later revisions than ``revisie`` do not count, so that an earlier state can be delivered again as it was.
    """
    versions = union_all(*(_versions(people, schooljaar_id, revisie) for people in PEOPLE))
    earliest: dict[tuple[str, str, str], AnyRow] = {}
    for row in connection.execute(versions.order_by("van_revisie")):
        for groep in _groepen_of(row):
            earliest.setdefault((row.people, row.key, groep), row)
    gezien: dict[tuple[str, str], date] = {}
    for (_, key, groep), row in earliest.items():
        if row.van_revisie > row.first:
            gezien[key, groep] = tijd.today(row.moment)
    return gezien


def _versions(people: Table, schooljaar_id: int, revisie: int) -> Select[Any]:
    """The versions of everybody who has a version that is not of the first revision.

    The others are where they were when the year began, and at most schools they are nearly everybody.
    """
    c = people.c
    began = tables.revisie.c
    every = tables.revisie.alias("every").c
    first = select(func.min(every.revisie)).where(every.schooljaar_id == schooljaar_id).scalar_subquery()
    later = select(c.key).where(
        c.schooljaar_id == schooljaar_id, c.van_revisie > first, c.van_revisie <= revisie
    )
    return (
        select(
            literal(people.name).label("people"),
            c.key,
            c.van_revisie,
            began.moment,
            first.label("first"),
            *padded(people, PLACED),
        )
        .join_from(
            people,
            tables.revisie,
            and_(began.schooljaar_id == c.schooljaar_id, began.revisie == c.van_revisie),
        )
        .where(c.schooljaar_id == schooljaar_id, c.van_revisie <= revisie, c.key.in_(later))
    )


def _groepen_of(row: AnyRow) -> Iterator[str]:
    if row.groep is not None:
        yield row.groep
    yield from row.samengestelde_groepen
    for binding in row.groepen:
        yield binding.key
