"""Reads dossiers for showing: all kinds at once, or what is about one pupil."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, or_, select, union_all

from uwlr_service.domain.school.dossier import VERZORGER
from uwlr_service.repository.schema.dossier import dossierobject
from uwlr_service.repository.school.dossiers import PAGE, Objectversie


class DossierlezerRepository:
    """Dossiers at a revision, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def at(
        self, school_id: int, entiteiten: Iterable[str], revisie: int
    ) -> Iterator[tuple[str, Objectversie]]:
        """Every object of these kinds at a revision, by kind and key, as a stream of one statement.

        Needs a connection that can keep a cursor: ``Database.snapshot``.
        """
        of_kinds = dossierobject.c.entiteit.in_(list(entiteiten))
        statement = _at(school_id, revisie, of_kinds).execution_options(yield_per=PAGE)
        for row in self._connection.execute(statement):
            yield row[0], Objectversie._make(row[1:])

    def of_leerling(
        self, school_id: int, leerling: str, verzorgers: Iterable[str], revisie: int
    ) -> dict[str, list[Objectversie]]:
        """The objects about one pupil at a revision, and these guardians, by kind; in one statement."""
        c = dossierobject.c
        about = c.leerling == leerling
        guardians = and_(c.entiteit == VERZORGER, c.key.in_(list(verzorgers)))
        # Each condition has an index of its own; with "or" between them the whole dossier would be read.
        parts = (_at(school_id, revisie, each).order_by(None) for each in (about, guardians))
        rows = self._connection.execute(union_all(*parts)).all()
        return _by_kind(sorted(rows, key=lambda row: (row.entiteit, row.key)))

    def of_kinds(
        self, school_id: int, entiteiten: Iterable[str], revisie: int
    ) -> dict[str, list[Objectversie]]:
        """The objects of some kinds at a revision, by kind; in one statement."""
        of_kinds = dossierobject.c.entiteit.in_(list(entiteiten))
        return _by_kind(self._connection.execute(_at(school_id, revisie, of_kinds)))


def _by_kind(rows: Iterable[Row[Any]]) -> dict[str, list[Objectversie]]:
    by_kind: dict[str, list[Objectversie]] = {}
    for row in rows:
        by_kind.setdefault(row[0], []).append(Objectversie._make(row[1:]))
    return by_kind


def _at(school_id: int, revisie: int, *conditions: ColumnElement[bool]) -> Select[Any]:
    """The objects of a school at a revision: the kind, and then the fields of Objectversie in their order."""
    versie = dossierobject.c
    return (
        select(
            versie.entiteit,
            versie.key,
            versie.leerling,
            versie.van_revisie,
            versie.tot_revisie,
            versie.inhoud,
        )
        .where(
            versie.school_id == school_id,
            versie.van_revisie <= revisie,
            or_(versie.tot_revisie.is_(None), versie.tot_revisie > revisie),
            *conditions,
        )
        .order_by(versie.entiteit, versie.key)
    )
