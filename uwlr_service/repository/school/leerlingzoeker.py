"""Finding the pupils that results are about: by key or eckid, in any school year, gone or not."""

import functools
from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select, union

from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr.leerlingherkenning import Jaarinschrijving
from uwlr_service.repository.lookup import for_each
from uwlr_service.repository.schema.school import leerling, schooljaar

BATCH = 500
"""Identifiers in one statement: databases bound the number of its parameters."""

IDS: BindParameter[Any] = bindparam("ids", expanding=True)
OF_SCHOOL = (
    select(
        schooljaar.c.schooljaar,
        leerling.c.tot_revisie,
        leerling.c.key,
        leerling.c.eckid,
        leerling.c.jaargroep,
        leerling.c.groep,
        leerling.c.samengestelde_groepen,
        leerling.c.vestiging,
    )
    .join_from(leerling, schooljaar)
    .where(schooljaar.c.school_id == bindparam("school_id"))
)
KEYS = (
    select(leerling.c.key)
    .join_from(leerling, schooljaar)
    .where(schooljaar.c.school_id == bindparam("school_id"))
)
# Two questions, each with an index of its own; with "or" between them PostgreSQL reads the whole school.
KNOWN = union(OF_SCHOOL.where(leerling.c.key.in_(IDS)), OF_SCHOOL.where(leerling.c.eckid.in_(IDS)))


class LeerlingzoekerRepository:
    """The pupils of a school, in all versions of all school years that are kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, school_id: int, ids: Iterable[str]) -> list[Jaarinschrijving]:
        """Every version known under these keys and eckids; the oldest school year first, the present last."""
        wanted = sorted(set(ids))
        rows: list[Any] = []
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            rows += self._connection.execute(KNOWN, {"school_id": school_id, "ids": batch})
        rows.sort(key=lambda row: (row.schooljaar, row.tot_revisie is None, row.tot_revisie or 0))
        return [_inschrijving(row) for row in rows]

    def known(self, school_id: int, keys: Iterable[str]) -> frozenset[str]:
        """Which of these are keys of pupils of whom any version is kept."""
        wanted = sorted(set(keys))
        statement = _of_key(self._connection.dialect.name)
        known: set[str] = set()
        for start in range(0, len(wanted), BATCH):
            batch = {"school_id": school_id, "values": wanted[start : start + BATCH]}
            known.update(self._connection.execute(statement, batch).scalars())
        return frozenset(known)


@functools.cache
def _of_key(dialect: str) -> Any:
    return for_each(dialect, KEYS, leerling.c.key)


def _inschrijving(row: Any) -> Jaarinschrijving:
    return Jaarinschrijving(
        Schooljaar(row.schooljaar),
        row.tot_revisie is None,
        Leerling(
            key=row.key,
            eckid=row.eckid,
            jaargroep=row.jaargroep,
            groep=row.groep,
            samengestelde_groepen=row.samengestelde_groepen,
            vestiging=row.vestiging,
        ),
    )
