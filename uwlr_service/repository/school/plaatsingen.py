"""When a person was first seen in a group, from the versions of a school year."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, select

from uwlr_service.domain import tijd
from uwlr_service.domain.school.leerkracht import Groepsbinding
from uwlr_service.repository.schema import school as tables


class Source(NamedTuple):
    """A table of people, its columns that place them, and how those name the groups."""

    table: Table
    columns: tuple[str, ...]
    groepen_of: Callable[..., Iterable[str]]


def eerst_gezien(connection: Connection, schooljaar_id: int, revisie: int) -> dict[tuple[str, str], date]:
    """The day, by person and group, of every placement that came after the year's first revision.

    Later revisions than ``revisie`` do not count, so that an earlier state can be delivered again as it was.
    """
    rows = connection.execute(
        select(tables.revisie.c.revisie, tables.revisie.c.moment).where(
            tables.revisie.c.schooljaar_id == schooljaar_id, tables.revisie.c.revisie <= revisie
        )
    )
    moments: dict[int, datetime] = {row.revisie: row.moment for row in rows}
    first = min(moments)
    gezien: dict[tuple[str, str], date] = {}
    for source in SOURCES:
        versions = _versions(connection, source, schooljaar_id, first, revisie)
        for placement, van in _earliest(versions, source.groepen_of).items():
            if van > first:
                gezien[placement] = tijd.today(moments[van])
    return gezien


def _versions(
    connection: Connection, source: Source, schooljaar_id: int, first: int, revisie: int
) -> Iterable[Any]:
    """The versions, oldest first, of everybody who has a version that is not of the first revision.

    The others are where they were when the year began, and at most schools they are nearly everybody.
    """
    versie = source.table.c
    later = select(versie.key).where(
        versie.schooljaar_id == schooljaar_id, versie.van_revisie > first, versie.van_revisie <= revisie
    )
    return connection.execute(
        select(versie.key, versie.van_revisie, *(versie[name] for name in source.columns))
        .where(versie.schooljaar_id == schooljaar_id, versie.van_revisie <= revisie, versie.key.in_(later))
        .order_by(versie.van_revisie)
    )


def _earliest(
    versions: Iterable[Any], groepen_of: Callable[..., Iterable[str]]
) -> dict[tuple[str, str], int]:
    """The first revision of each placement, by person and group; the versions come oldest first."""
    earliest: dict[tuple[str, str], int] = {}
    for key, van, *columns in versions:
        for groep in groepen_of(*columns):
            earliest.setdefault((key, groep), van)
    return earliest


def _of_leerling(groep: str | None, samengestelde_groepen: tuple[str, ...]) -> Iterable[str]:
    return samengestelde_groepen if groep is None else (groep, *samengestelde_groepen)


def _of_leerkracht(groepen: Iterable[Groepsbinding]) -> Iterable[str]:
    return (binding.key for binding in groepen)


SOURCES = (
    Source(tables.leerling, ("groep", "samengestelde_groepen"), _of_leerling),
    Source(tables.leerkracht, ("groepen",), _of_leerkracht),
)
