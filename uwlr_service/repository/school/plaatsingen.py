"""When a person was first seen in a group, from the versions of a school year."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, select

from uwlr_service.domain import tijd
from uwlr_service.repository.schema import school as tables


def eerst_gezien(connection: Connection, schooljaar_id: int, revisie: int) -> dict[tuple[str, str], date]:
    """The day, by person and group, of every placement that the year's first revision did not hold.

    Only what was known at a revision counts, so that an earlier state can be told again as it was.
    """
    c = tables.revisie.c
    first = connection.execute(
        select(func.min(c.revisie)).where(c.schooljaar_id == schooljaar_id)
    ).scalar_one()
    moments: dict[int, datetime] = dict(
        connection.execute(
            select(c.revisie, c.moment).where(c.schooljaar_id == schooljaar_id, c.revisie <= revisie)
        ).all()
    )
    found: dict[tuple[str, str], date] = {}
    for table, columns, groepen_of in SOURCES:
        seen: set[tuple[str, str]] = set()
        for key, van, *values in _versions(connection, table, columns, schooljaar_id, first, revisie):
            for groep in groepen_of(*values):
                if (key, groep) not in seen:
                    seen.add((key, groep))
                    if van > first:
                        found[key, groep] = tijd.today(moments[van])
    return found


def _versions(
    connection: Connection, table: Table, columns: Iterable[str], schooljaar_id: int, first: int, revisie: int
) -> Iterable[Any]:
    """The versions, oldest first, of everybody who has one that is not of the first revision."""
    c = table.c
    later = select(c.key).where(
        c.schooljaar_id == schooljaar_id, c.van_revisie > first, c.van_revisie <= revisie
    )
    return connection.execute(
        select(c.key, c.van_revisie, *(c[name] for name in columns))
        .where(c.schooljaar_id == schooljaar_id, c.van_revisie <= revisie, c.key.in_(later))
        .order_by(c.van_revisie)
    )


def _of_leerling(groep: str | None, samengestelde_groepen: tuple[str, ...]) -> Iterable[str]:
    return samengestelde_groepen if groep is None else (groep, *samengestelde_groepen)


def _of_leerkracht(groepen: Iterable[Any]) -> Iterable[str]:
    return (binding.key for binding in groepen)


SOURCES: tuple[tuple[Table, tuple[str, ...], Callable[..., Iterable[str]]], ...] = (
    (tables.leerling, ("groep", "samengestelde_groepen"), _of_leerling),
    (tables.leerkracht, ("groepen",), _of_leerkracht),
)
