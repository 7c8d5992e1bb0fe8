"""The one order of the messages with results of all schools: each gets its number once, and keeps it.

A number given when a message is stored would not do: of two transactions that overlap, the one with the
higher number can be committed first, and a reader that saw it would pass the other over. So a message
waits in a queue, which its own transaction puts it in, and whoever reads the order first numbers what is
committed by then. A lock lets one at a time do so.
"""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Connection,
    Insert,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    tuple_,
    update,
)

from uwlr_service.domain.uwlr.volgorde import Bereik
from uwlr_service.repository.schema.uwlr import resultatenbericht
from uwlr_service.repository.schema.volgorde import (
    resultatensprong,
    resultatenteller,
    resultatenvolgorde,
    resultatenwachtrij,
)

HAS_WAITING = exists(select(resultatenwachtrij.c.school_id))
LOOK = select(resultatenteller.c.volgnummer, HAS_WAITING.label("wacht"))
"""What changes when a message comes."""
_ASKED = bindparam("volgnummer", type_=BigInteger)
IS_LOST = exists().where(resultatensprong.c.na < _ASKED, resultatensprong.c.tot > _ASKED)
STATE = select(
    resultatenteller.c.volgnummer,
    resultatenteller.c.vergeten,
    HAS_WAITING.label("wacht"),
    IS_LOST.label("verloren"),
)


def _number() -> Insert:
    """Numbers behind ``laatste`` for what waits, in the order in which it came."""
    c = resultatenwachtrij.c
    came = resultatenbericht.c.ontvangen
    # A clock that was set back must not put the messages of a school in another order than their revisions.
    since = func.max(came).over(partition_by=c.school_id, order_by=c.revisie).label("sinds")
    waiting = (
        select(c.school_id, c.revisie, since)
        .join(
            resultatenbericht,
            and_(resultatenbericht.c.school_id == c.school_id, resultatenbericht.c.revisie == c.revisie),
        )
        .subquery()
    )
    w = waiting.c
    place = func.row_number().over(order_by=(w.sinds, w.school_id, w.revisie))
    numbered = select(
        bindparam("laatste", type_=BigInteger) + place,
        w.school_id,
        w.revisie,
        bindparam("moment", type_=resultatenvolgorde.c.moment.type),
    )
    columns = ["volgnummer", "school_id", "revisie", "moment"]
    return insert(resultatenvolgorde).from_select(columns, numbered)


NUMBER = _number()


class VolgordeRepository:
    """The order, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def bereik(self, volgnummer: int = 0) -> Bereik:
        """From where to where the order reaches, and what there is to say of a number that was given."""
        row = self._connection.execute(STATE, {"volgnummer": volgnummer}).one()
        return Bereik(
            vergeten=row.vergeten,
            laatste=row.volgnummer,
            wacht=bool(row.wacht),
            is_verloren=bool(row.verloren),
        )

    def number(self, moment: datetime) -> int:
        """Give every message that was committed its number; returns the last one that was ever given.

        Others who want to wait until the transaction ends. In the numbers of one school its revisions go up.
        """
        last = self._lock()
        given = self._connection.execute(
            NUMBER, {"laatste": last, "moment": moment}, execution_options={"preserve_rowcount": True}
        ).rowcount
        if not given:
            return last
        # Not all that is in the queue: a message may have come while the others got their numbers.
        numbered = select(resultatenvolgorde.c.school_id, resultatenvolgorde.c.revisie)
        waiting = tuple_(resultatenwachtrij.c.school_id, resultatenwachtrij.c.revisie)
        self._connection.execute(
            delete(resultatenwachtrij).where(
                waiting.in_(numbered.where(resultatenvolgorde.c.volgnummer > last))
            )
        )
        return self._go_on_from(last + given)

    def purge(self, before: datetime) -> int:
        """Take the messages out of the order that got their number before a moment; returns how many.

        The messages and their results stay. What is out can be read no more, so the order says how far.
        """
        c = resultatenvolgorde.c
        self._lock()
        end = self._connection.execute(select(func.max(c.volgnummer)).where(c.moment < before)).scalar()
        if end is None:
            return 0
        gone = self._connection.execute(delete(resultatenvolgorde).where(c.volgnummer <= end)).rowcount
        self._connection.execute(update(resultatenteller).values(vergeten=end))
        return gone

    def jump(self, by: int, moment: datetime) -> int:
        """Let the numbers go on so much higher, because some may have been given that are not known here.

        Returns the last number that is known.
        """
        last = self._lock()
        self._connection.execute(insert(resultatensprong).values(na=last, tot=last + by, moment=moment))
        self._go_on_from(last + by)
        return last

    def pass_over(self, volgnummer: int, moment: datetime) -> None:
        """Give no number up to this one any more, where a newer database than this one gave it."""
        last = self._lock()
        if volgnummer > last:
            self.jump(volgnummer - last + 1, moment)

    def _lock(self) -> int:
        """The last number that was given; nobody gives another one until the transaction ends."""
        last: int = self._connection.execute(
            select(resultatenteller.c.volgnummer).with_for_update()
        ).scalar_one()
        return last

    def _go_on_from(self, last: int) -> int:
        self._connection.execute(update(resultatenteller).values(volgnummer=last))
        return last
