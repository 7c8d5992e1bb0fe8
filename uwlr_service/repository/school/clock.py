"""The moments of a school: every change of its data or agreements gets one of its own.

A partner echoes the moment it was served (``aanmaakdatum``) to ask what changed since. So no two states may
share one, whole seconds have to do, and data and agreements must draw from the same clock.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from uwlr_service.domain import tijd
from uwlr_service.repository.schema.school import school

SECOND = timedelta(seconds=1)


def next_moment(connection: Connection, school_id: int) -> datetime:
    """The moment of a change to this school, later than all before it.

    Locks the school until the transaction ends, so changes to one school come one after the other. When
    changes come faster than one a second the clock runs ahead, and waits for the world afterwards.
    """
    last = connection.execute(
        select(school.c.klok).where(school.c.id == school_id).with_for_update()
    ).scalar_one()
    moment = tijd.whole_second(tijd.now())
    if last is not None and moment <= last:
        moment = last + SECOND
    connection.execute(update(school).where(school.c.id == school_id).values(klok=moment))
    return moment
