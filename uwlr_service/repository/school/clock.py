"""The moments of a school: every change of its data or agreements gets one of its own.

A partner echoes the moment it was served (``aanmaakdatum``) to ask what changed since. So no two states may
share one, whole seconds have to do, and data and agreements must draw from the same clock.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select, update

from uwlr_service.domain import tijd
from uwlr_service.repository.schema.school import school

SECOND = timedelta(seconds=1)


def next_moment(connection: Connection, school_id: int) -> datetime:
    """The moment of a change to this school, later than all before it.

    Locks the school until the transaction ends, so changes to one school come one after the other. When
    changes come faster than one a second the clock runs ahead, and waits for the world afterwards.
    """
    return next_moments(connection, [school_id])[school_id]


def next_moments(connection: Connection, school_ids: Collection[int]) -> dict[int, datetime]:
    """The moments of a change to each of some schools, by its number; in two statements for all of them."""
    if not school_ids:
        return {}
    now = tijd.whole_second(tijd.now())
    # Always locked in the order of their numbers: two changes of the same schools would otherwise each hold
    # a school that the other one waits for.
    last = connection.execute(
        select(school.c.id, school.c.klok)
        .where(school.c.id.in_(school_ids))
        .order_by(school.c.id)
        .with_for_update()
    )
    moments = {row.id: _after(row.klok, now) for row in last}
    connection.execute(
        update(school).where(school.c.id == bindparam("school_id")).values(klok=bindparam("moment")),
        [{"school_id": school_id, "moment": moment} for school_id, moment in moments.items()],
    )
    return moments


def _after(last: datetime | None, now: datetime) -> datetime:
    if last is None or last < now:
        return now
    return last + SECOND
