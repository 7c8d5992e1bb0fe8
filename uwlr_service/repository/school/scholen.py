"""Schools and their school years, and the newest revision of each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select, update

from uwlr_service.domain.fouten import SchoolOnbekend
from uwlr_service.domain.school.deel import FIFTH
from uwlr_service.domain.school.school import Schoolcode, Schoolsoort
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.schema.proeftuin import proeftuin
from uwlr_service.repository.schema.school import school, schooljaar
from uwlr_service.repository.upsert import insert

NOTHING_YET = 0
"""The revision of a school year whose row was only made to be locked: its first import is under way."""
AnyRow = Row[*tuple[Any, ...]]
"""A row whose columns are asked for by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schooljaarstand:
    """The newest state of a school year; ``moment`` is that of its revision.

    ``peildatum`` and ``aanmaakdatum`` are those of the last file, ``omslagdagen`` the days (ISO 8601, in
    order) on which a pupil's status changes by itself.
    """

    schooljaar_id: int
    school_id: int
    revisie: int
    moment: datetime
    omslagdagen: tuple[str, ...] = ()
    peildatum: date | None = None
    aanmaakdatum: datetime | None = None


def is_school(code: Schoolcode) -> ColumnElement[bool]:
    """The condition that a row of ``school`` is this one."""
    if code.brincode is None:
        return school.c.schoolkey == code.schoolkey
    return and_(school.c.brincode == code.brincode, school.c.dependancecode == code.dependancecode)


CODE = (school.c.brincode, school.c.dependancecode, school.c.schoolkey)
"""The columns of a school's code."""

STAND = (
    schooljaar.c.id.label("schooljaar_id"),
    schooljaar.c.school_id,
    schooljaar.c.revisie,
    schooljaar.c.moment,
    schooljaar.c.omslagdagen,
    schooljaar.c.peildatum,
    schooljaar.c.aanmaakdatum,
)


def code_of(row: AnyRow) -> Schoolcode:
    """The school in a row that has the columns of CODE."""
    return Schoolcode(row.brincode, row.dependancecode, row.schoolkey)


def stand_of(row: AnyRow) -> Schooljaarstand:
    """The state in a row that has the columns of STAND."""
    return Schooljaarstand(**{column.name: row._mapping[column.name] for column in STAND})


class SchoolRepository:
    """The schools and school years of one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def soort(self, school_id: int) -> Schoolsoort:
        """Whether a school is a real one."""
        return Schoolsoort(
            self._connection.execute(select(school.c.soort).where(school.c.id == school_id)).scalar_one()
        )

    def is_of_proeftuin(self, code: Schoolcode) -> bool:
        """Whether the BRIN of a school is that of a proeftuin."""
        own = select(proeftuin.c.id).where(proeftuin.c.brincode == code.brincode)
        return self._connection.execute(own).first() is not None

    def locked_soort(self, school_id: int) -> Schoolsoort:
        """The same; it stays so until the transaction ends."""
        own = select(school.c.soort).where(school.c.id == school_id).with_for_update()
        return Schoolsoort(self._connection.execute(own).scalar_one())

    def soorten(self, school_ids: Collection[int]) -> set[Schoolsoort]:
        """The kinds that some schools are of."""
        rows = self._connection.execute(select(school.c.soort).where(school.c.id.in_(school_ids)).distinct())
        return {Schoolsoort(soort) for soort in rows.scalars()}

    def mark(self, school_id: int, soort: Schoolsoort) -> None:
        """Make a school one of a kind."""
        self._connection.execute(update(school).where(school.c.id == school_id).values(soort=soort.value))

    def ids(self, codes: Iterable[Schoolcode]) -> dict[Schoolcode, int]:
        """The schools among these that are known, in the same order."""
        wanted = list(codes)
        brincodes = {code.brincode for code in wanted if code.brincode is not None}
        schoolkeys = {code.schoolkey for code in wanted if code.schoolkey is not None}
        # Every location under these BRINs: they are few, and an index finds them by the BRIN alone.
        rows = self._connection.execute(
            select(school.c.id, *CODE).where(
                or_(school.c.brincode.in_(brincodes), school.c.schoolkey.in_(schoolkeys))
            )
        )
        # By what it is called: a school without BRIN has a dependancecode too, which says nothing.
        known = {str(code_of(row)): row.id for row in rows}
        return {code: known[str(code)] for code in wanted if str(code) in known}

    def find(self, code: Schoolcode) -> int | None:
        """A school; None for one that nothing was ever stored of."""
        return self.ids([code]).get(code)

    def get(self, code: Schoolcode) -> int:
        """A school. Raises SchoolOnbekend."""
        school_id = self.find(code)
        if school_id is None:
            raise SchoolOnbekend.of(code)
        return school_id

    def ensure(self, code: Schoolcode) -> int:
        """The school with this code, made when it is new."""
        self._connection.execute(
            insert(self._connection, school)
            .values(brincode=code.brincode, dependancecode=code.dependancecode, schoolkey=code.schoolkey)
            .on_conflict_do_nothing()
        )
        return self.ids([code])[code]

    def names(self, school_ids: Iterable[int]) -> list[str]:
        """The names of schools, of those that have one."""
        wanted = tuple(school_ids)
        rows = self._connection.execute(select(school.c.naam).where(school.c.id.in_(wanted)))
        return [naam for naam in rows.scalars() if naam]

    def rem(self, school_id: int) -> Fraction:
        """The part of a school that may disappear at once: its own, or the one that holds for all."""
        own = self._connection.execute(select(school.c.rem).where(school.c.id == school_id)).scalar_one()
        return FIFTH if own is None else own

    def set_rem(self, school_id: int, deel: Fraction) -> None:
        """Give a school a part of its own."""
        self._connection.execute(update(school).where(school.c.id == school_id).values(rem=deel))

    def accounts_since(self, school_id: int) -> datetime | None:
        """Since when the people of a school have accounts; None while they have none."""
        since: datetime | None = self._connection.execute(
            select(school.c.accounts_sinds).where(school.c.id == school_id)
        ).scalar_one()
        return since

    def with_accounts(self) -> dict[int, Schoolcode]:
        """The schools whose people have accounts, by number."""
        rows = self._connection.execute(
            select(school.c.id, *CODE).where(school.c.accounts_sinds.is_not(None)).order_by(school.c.id)
        )
        return {row.id: code_of(row) for row in rows}

    def set_accounts(self, school_id: int, sinds: datetime | None) -> None:
        """Say that the people of a school have accounts from a moment on, or have none."""
        self._connection.execute(update(school).where(school.c.id == school_id).values(accounts_sinds=sinds))

    def all(self) -> list[Schoolcode]:
        """Every school, in the order of its code."""
        rows = self._connection.execute(select(*CODE))
        return sorted((code_of(row) for row in rows), key=str)

    def stand(self, code: Schoolcode, jaar: Schooljaar) -> Schooljaarstand | None:
        """The newest state of a school year; None when there never was one."""
        row = self._connection.execute(
            select(*STAND)
            .join_from(schooljaar, school)
            .where(is_school(code), schooljaar.c.schooljaar == jaar, schooljaar.c.revisie > NOTHING_YET)
        ).first()
        return None if row is None else stand_of(row)
