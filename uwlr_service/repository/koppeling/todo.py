"""What the list of things to complete is read from: agreements, pupils, and what went out before."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, String, and_, func, or_, select

from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.gemis import Verdenking
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.koppeling.afspraken import AFSPRAAK, afspraak_of
from uwlr_service.repository.koppeling.koppelingen import opens
from uwlr_service.repository.koppeling.standen import belongs, delivers
from uwlr_service.repository.schema.koppeling import (
    deelname,
    gegevensafspraak,
    klant,
    koppeling,
    verstrekking,
)
from uwlr_service.repository.schema.school import leerling, school, schooljaar
from uwlr_service.repository.school.scholen import CODE, NOTHING_YET, AnyRow, code_of

NAMEN = tuple(field.name for field in fields(Leerling))
PAGE = 2000
"""Pupils that are in memory as rows at a time: about ten schools."""


class Koppeljaarnummers(NamedTuple):
    """A school year in a link, by its numbers."""

    koppeling: int
    schooljaar: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Koppeljaar:
    """A school year of a school in a link, with the agreement that is in force between them."""

    nummers: Koppeljaarnummers
    school: Schoolcode
    schooljaar: Schooljaar
    afspraak: Gegevensafspraak


@dataclass(frozen=True, slots=True, kw_only=True)
class Verstrekt:
    """The last set of a school year that went out over a link, and the agreement by which it did."""

    nummers: Koppeljaarnummers
    xsdversie: str
    gegevensset: str
    aanmaakdatum: datetime
    afspraak: Gegevensafspraak


class TodoRepository:
    """Reads links with all their schools, or a school with all its links; never one after the other.

    Past school years are left out, and links by which people sign in: those leave no pupil out. The
    connection has to be one that streams (``Database.snapshot``).
    """

    def __init__(self, connection: Connection, scope: ColumnElement[bool]) -> None:
        """``scope`` is a condition on ``deelname``, ``koppeling``, ``klant`` and ``school``."""
        self._connection = connection
        self._scope = and_(
            scope,
            schooljaar.c.schooljaar >= Schooljaar.current(),
            koppeling.c.richting != Richting.INLOGGEN.value,
        )

    @classmethod
    def of_koppeling(cls, connection: Connection, koppeling_id: int) -> "TodoRepository":
        """Every school of a link."""
        return cls(connection, and_(deelname.c.koppeling_id == koppeling_id, belongs()))

    @classmethod
    def of_all(cls, connection: Connection, moment: datetime) -> "TodoRepository":
        """Every school of every link of which some key opens at a moment, but for those that paused."""
        return cls(connection, and_(opens(moment), delivers()))

    @classmethod
    def of_school(cls, connection: Connection, school_id: int, moment: datetime) -> "TodoRepository":
        """Every link of a school of which some key opens at a moment, but for those that paused."""
        return cls(connection, and_(deelname.c.school_id == school_id, opens(moment), delivers()))

    @classmethod
    def of_scholen(
        cls, connection: Connection, school_ids: Collection[int], moment: datetime
    ) -> "TodoRepository":
        """The same of some schools."""
        return cls(connection, and_(deelname.c.school_id.in_(school_ids), opens(moment), delivers()))

    def koppeljaren(self) -> list[Koppeljaar]:
        """The school years, by link, school and year."""
        rows = self._connection.execute(
            select(
                koppeling.c.id.label("koppeling_id"),
                schooljaar.c.id.label("schooljaar_id"),
                *CODE,
                schooljaar.c.schooljaar,
                *AFSPRAAK,
            )
            .join_from(deelname, koppeling)
            .join(klant, klant.c.id == koppeling.c.klant_id)
            .join(school, school.c.id == deelname.c.school_id)
            .join(schooljaar, schooljaar.c.school_id == deelname.c.school_id)
            .join(gegevensafspraak, gegevensafspraak.c.id == deelname.c.afspraak_id)
            .where(self._scope, schooljaar.c.revisie > NOTHING_YET)
        )
        koppeljaren = [
            Koppeljaar(
                nummers=Koppeljaarnummers(row.koppeling_id, row.schooljaar_id),
                school=code_of(row),
                schooljaar=Schooljaar(row.schooljaar),
                afspraak=afspraak_of(row),
            )
            for row in rows
        ]
        return sorted(koppeljaren, key=_order)

    def xsdversies(self, schooljaar_ids: Collection[int]) -> dict[Koppeljaarnummers, list[str]]:
        """The versions of the standard in which some school years went out, in order, over each link."""
        c = verstrekking.c
        given = self._given(schooljaar_ids, c.koppeling_id, c.schooljaar_id, c.xsdversie)
        rows = self._connection.execute(given.distinct().order_by(c.xsdversie))
        versies: dict[Koppeljaarnummers, list[str]] = {}
        for row in rows:
            versies.setdefault(Koppeljaarnummers(row.koppeling_id, row.schooljaar_id), []).append(
                row.xsdversie
            )
        return versies

    def verstrekt(self, schooljaar_ids: Collection[int]) -> list[Verstrekt]:
        """The last set that went out of each of some school years, over each link."""
        last = self._last(schooljaar_ids).subquery()
        rows = self._connection.execute(
            select(
                last.c.koppeling_id,
                last.c.schooljaar_id,
                last.c.xsdversie,
                last.c.gevraagd,
                last.c.aanmaakdatum,
                *AFSPRAAK,
            )
            .join_from(last, gegevensafspraak, gegevensafspraak.c.id == last.c.afspraak_id)
            .where(last.c.plaats == 1)
        )
        return [
            Verstrekt(
                nummers=Koppeljaarnummers(row.koppeling_id, row.schooljaar_id),
                xsdversie=row.xsdversie,
                gegevensset=row.gevraagd,
                aanmaakdatum=row.aanmaakdatum,
                afspraak=afspraak_of(row),
            )
            for row in rows
        ]

    def leerlingen(
        self, schooljaar_ids: Collection[int], verdenking: Verdenking | None = None
    ) -> Iterator[tuple[int, list[Leerling]]]:
        """The pupils that some school years have now, a school year at a time.

        With a ``verdenking`` those alone that it is about: of many schools nearly all pupils are complete.
        """
        c = schooljaar.c
        statement = (
            select(c.id.label("schooljaar_id"), *_columns())
            .join_from(schooljaar, leerling, _held_at(c.id, c.revisie))
            .where(c.id.in_(schooljaar_ids))
            .order_by(c.id)
        )
        if verdenking is not None:
            statement = statement.where(_is_suspect(verdenking))
        for schooljaar_id, rows in groupby(self._stream(statement), attrgetter("schooljaar_id")):
            yield schooljaar_id, _leerlingen(rows)

    def leerlingen_verstrekt(
        self, schooljaar_ids: Collection[int]
    ) -> Iterator[tuple[Koppeljaarnummers, list[Leerling]]]:
        """The pupils of the states from which those last sets were made, a set at a time."""
        last = self._last(schooljaar_ids).subquery()
        statement = (
            select(last.c.koppeling_id, last.c.schooljaar_id, *_columns())
            .join_from(last, leerling, _held_at(last.c.schooljaar_id, last.c.revisie))
            .where(last.c.plaats == 1)
            .order_by(last.c.koppeling_id, last.c.schooljaar_id)
        )
        for nummers, rows in groupby(self._stream(statement), _nummers):
            yield nummers, _leerlingen(rows)

    def _last(self, schooljaar_ids: Collection[int]) -> Select[Any]:
        """What went out, with its place: 1 is the last of its link and school year."""
        c = verstrekking.c
        place = func.row_number().over(
            partition_by=(c.koppeling_id, c.schooljaar_id), order_by=(c.eerste.desc(), c.bericht.desc())
        )
        return self._given(
            schooljaar_ids,
            c.koppeling_id,
            c.schooljaar_id,
            c.revisie,
            c.afspraak_id,
            c.aanmaakdatum,
            c.xsdversie,
            c.gegevensset.label("gevraagd"),
            place.label("plaats"),
        )

    def _given(self, schooljaar_ids: Collection[int], *columns: ColumnElement[Any]) -> Select[Any]:
        c = verstrekking.c
        member = deelname.c
        return (
            select(*columns)
            .join_from(verstrekking, schooljaar, schooljaar.c.id == c.schooljaar_id)
            .join(
                deelname,
                and_(member.koppeling_id == c.koppeling_id, member.school_id == schooljaar.c.school_id),
            )
            .join(koppeling, koppeling.c.id == c.koppeling_id)
            .join(klant, klant.c.id == koppeling.c.klant_id)
            .join(school, school.c.id == schooljaar.c.school_id)
            .where(self._scope, c.schooljaar_id.in_(schooljaar_ids))
        )

    def _stream(self, statement: Select[Any]) -> Iterable[AnyRow]:
        return self._connection.execute(statement.execution_options(yield_per=PAGE))


def _columns() -> list[ColumnElement[Any]]:
    return [leerling.c[name] for name in NAMEN]


def _held_at(schooljaar_id: ColumnElement[int], revisie: ColumnElement[int]) -> ColumnElement[bool]:
    """The condition that a version of a pupil held at a revision of a school year."""
    c = leerling.c
    return and_(
        c.schooljaar_id == schooljaar_id,
        c.van_revisie <= revisie,
        or_(c.tot_revisie.is_(None), c.tot_revisie > revisie),
    )


def _is_suspect(verdenking: Verdenking) -> ColumnElement[bool]:
    lacking = [_is_empty(leerling.c[attribuut]) for attribuut in sorted(verdenking.attributen)]
    if verdenking.langste is not None:
        lacking.append(func.length(leerling.c.key) > verdenking.langste)
    return or_(*lacking)


def _is_empty(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """No value; for the name of a pupil an empty text is none either."""
    if isinstance(column.type, String):
        return or_(column.is_(None), column == "")
    return column.is_(None)


def _order(koppeljaar: Koppeljaar) -> tuple[int, str, Schooljaar]:
    return koppeljaar.nummers.koppeling, str(koppeljaar.school), koppeljaar.schooljaar


def _nummers(row: AnyRow) -> Koppeljaarnummers:
    return Koppeljaarnummers(row.koppeling_id, row.schooljaar_id)


def _leerlingen(rows: Iterable[AnyRow]) -> list[Leerling]:
    # Sorted here, because the two databases have different ideas of the order of text.
    return sorted(map(_leerling, rows), key=attrgetter("key"))


def _leerling(row: AnyRow) -> Leerling:
    return Leerling(**{name: row._mapping[name] for name in NAMEN})
