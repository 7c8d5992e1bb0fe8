"""Reads dossiers for showing: all kinds at once, or what is about one pupil."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, or_, select

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

    def of_leerling(self, school_id: int, leerling: str, revisie: int) -> dict[str, list[Objectversie]]:
        """The objects about one pupil at a revision, by kind; in one statement."""
        return self._by_kind(school_id, revisie, dossierobject.c.leerling == leerling)

    def of_kinds(
        self, school_id: int, entiteiten: Iterable[str], revisie: int
    ) -> dict[str, list[Objectversie]]:
        """The objects of some kinds at a revision, by kind; in one statement."""
        return self._by_kind(school_id, revisie, dossierobject.c.entiteit.in_(list(entiteiten)))

    def named(self, school_id: int, entiteit: str, keys: Iterable[str], revisie: int) -> list[Objectversie]:
        """The objects of one kind with these keys at a revision."""
        c = dossierobject.c
        by_kind = self._by_kind(school_id, revisie, c.entiteit == entiteit, c.key.in_(list(keys)))
        return by_kind.get(entiteit, [])

    def _by_kind(
        self, school_id: int, revisie: int, *conditions: ColumnElement[bool]
    ) -> dict[str, list[Objectversie]]:
        by_kind: dict[str, list[Objectversie]] = {}
        for row in self._connection.execute(_at(school_id, revisie, *conditions)):
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
