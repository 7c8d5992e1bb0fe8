"""Which schools of a link count: conditions on ``deelname``, for every statement that reads its schools."""

from sqlalchemy import ColumnElement, and_, or_

from uwlr_service.domain.koppeling.deelname import LEFT, TAKES_PART, Deelnamestand
from uwlr_service.domain.koppeling.toelating import CLOSED, Toelatingstand
from uwlr_service.domain.school.school import Schoolsoort
from uwlr_service.repository.schema.koppeling import deelname, klant, koppeling
from uwlr_service.repository.schema.school import school


def stands(*standen: Deelnamestand) -> ColumnElement[bool]:
    """The condition that a school is in one of some states.

    It is spelled out, because IN cannot be part of a statement for many rows.
    """
    return or_(*(deelname.c.stand == stand.value for stand in sorted(standen)))


def takes_part() -> ColumnElement[bool]:
    """The condition that a school is in a link, with an agreement in force; it may have paused."""
    return stands(*TAKES_PART)


def belongs() -> ColumnElement[bool]:
    """The same, or that it was in a link which has ended; for what is shown. Needs ``koppeling``."""
    was_in_it = and_(koppeling.c.ingetrokken.is_not(None), stands(*LEFT))
    return or_(takes_part(), was_in_it)


def delivers() -> ColumnElement[bool]:
    """The condition that data of a school may leave over a link. Needs ``klant`` and ``school``."""
    return and_(stands(Deelnamestand.ACTIEF), reaches())


def reaches() -> ColumnElement[bool]:
    """The condition that a product was admitted as far as this school. Needs ``klant`` and ``school``."""
    is_open = and_(*(klant.c.toelating != stand.value for stand in sorted(CLOSED)))
    return or_(
        klant.c.toelating == Toelatingstand.ACTIEF.value,
        and_(is_open, school.c.soort == Schoolsoort.TEST.value),
    )
