"""A school year that is locked for a change, and what is known of it then."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, Result, and_, select

from uwlr_service.domain import tijd
from uwlr_service.domain.school.deel import FIFTH
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository import upsert
from uwlr_service.repository.schema.school import revisie, school, schooljaar
from uwlr_service.repository.school.scholen import (
    NOTHING_YET,
    STAND,
    AnyRow,
    Schooljaarstand,
    SchoolRepository,
    stand_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A locked school year: nobody else changes it before the end of the transaction.

    ``bereikt`` is the aanmaakdatum that a next file is compared with, ``deel`` the part of the school that
    may disappear at once. Of the states up to ``vergeten_tot`` versions were purged.
    """

    stand: Schooljaarstand
    deel: Fraction
    bereikt: datetime | None
    vergeten_tot: int
    has_accounts: bool
    """Whether the people of the school have accounts, which follow each change."""

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever stored for the school year."""
        return self.stand.revisie == NOTHING_YET


def begin(connection: Connection, code: Schoolcode, jaar: Schooljaar) -> Slot:
    """Lock a school year, which is made if it is new."""
    school_id = SchoolRepository(connection).ensure(code)
    lock_school(connection, school_id)
    connection.execute(
        upsert.insert(connection, schooljaar)
        .values(school_id=school_id, schooljaar=jaar, revisie=NOTHING_YET, moment=tijd.now())
        .on_conflict_do_nothing()
    )
    return _slot_of(_read(connection, school_id, jaar).one())


def lock(connection: Connection, code: Schoolcode, jaar: Schooljaar) -> Slot | None:
    """Lock a school year; None when nothing was ever stored for it."""
    school_id = SchoolRepository(connection).find(code)
    if school_id is None:
        return None
    lock_school(connection, school_id)
    row = _read(connection, school_id, jaar).first()
    return None if row is None else _slot_of(row)


def lock_school(connection: Connection, school_id: int) -> None:
    """Keep everybody else from changing a school until the transaction ends."""
    # Locked first: a state that was read before the lock could have been overtaken.
    connection.execute(select(school.c.id).where(school.c.id == school_id).with_for_update())


def _read(connection: Connection, school_id: int, jaar: Schooljaar) -> Result[Any]:
    # The year is locked too: a purge of versions waits for it, and says first how far it went.
    return connection.execute(
        select(*STAND, schooljaar.c.vergeten_tot, school.c.rem, school.c.accounts_sinds, revisie.c.bereikt)
        .join(school, school.c.id == schooljaar.c.school_id)
        .outerjoin(
            revisie,
            and_(revisie.c.schooljaar_id == schooljaar.c.id, revisie.c.revisie == schooljaar.c.revisie),
        )
        .where(schooljaar.c.school_id == school_id, schooljaar.c.schooljaar == jaar)
        .with_for_update(of=schooljaar)
    )


def _slot_of(row: AnyRow) -> Slot:
    return Slot(
        stand=stand_of(row),
        deel=FIFTH if row.rem is None else row.rem,
        bereikt=row.bereikt,
        vergeten_tot=row.vergeten_tot,
        has_accounts=row.accounts_sinds is not None,
    )
