"""Withdrawals of schools, with what has to be destroyed after them."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, insert, literal, or_, select, update

from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.webhook import Webhookuitkomst
from uwlr_service.domain.koppeling.voorstel import DESTROYED_WITHIN, REMINDED_AFTER, Intrekking
from uwlr_service.repository.schema.gkv import webhookbericht
from uwlr_service.repository.schema.koppeling import deelname, intrekking
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import CODE, code_of


class IntrekkingRepository:
    """The withdrawals, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, koppeling_id: int, school_ids: Collection[int], moment: datetime) -> None:
        """Write down that schools took back their consent, and when their data have to be gone."""
        if not school_ids:
            return
        c = intrekking.c
        member = deelname.c
        until = tijd.today(moment) + DESTROYED_WITHIN
        asked = (
            select(
                member.koppeling_id,
                member.school_id,
                member.periode,
                literal(moment, c.moment.type),
                literal(until, c.verwijderen_voor.type),
            )
            .where(member.koppeling_id == koppeling_id, member.school_id.in_(school_ids))
            .order_by(member.school_id)
        )
        columns = (c.koppeling_id, c.school_id, c.periode, c.moment, c.verwijderen_voor)
        self._connection.execute(insert(intrekking).from_select(columns, asked))

    def of_koppeling(self, koppeling_id: int) -> list[Intrekking]:
        """Every withdrawal of a link, oldest first."""
        return self._read(koppeling_id)

    def unsettled(
        self, koppeling_id: int, since: datetime, intrekking_id: int | None = None
    ) -> list[Intrekking]:
        """Those that were not confirmed before a moment, or at most the one with this number."""
        c = intrekking.c
        conditions = [or_(c.bevestigd.is_(None), c.bevestigd >= since)]
        if intrekking_id is not None:
            conditions.append(c.id == intrekking_id)
        return self._read(koppeling_id, *conditions)

    def _read(self, koppeling_id: int, *conditions: ColumnElement[bool]) -> list[Intrekking]:
        c = intrekking.c
        rows = self._connection.execute(
            select(
                c.id,
                *CODE,
                c.moment,
                c.verwijderen_voor,
                c.bevestigd,
                c.hervat_vanaf,
                webhookbericht.c.klaar.label("gemeld"),
            )
            .join_from(intrekking, school)
            .outerjoin(
                webhookbericht,
                and_(
                    webhookbericht.c.intrekking_id == c.id,
                    webhookbericht.c.uitkomst == Webhookuitkomst.BEZORGD.value,
                ),
            )
            .where(c.koppeling_id == koppeling_id, *conditions)
            .order_by(c.id)
        )
        return [
            Intrekking(
                id=row.id,
                koppeling=koppeling_id,
                school=code_of(row),
                moment=row.moment,
                verwijderen_voor=row.verwijderen_voor,
                bevestigd=row.bevestigd,
                gemeld=row.gemeld,
                is_hervat=row.hervat_vanaf is not None,
            )
            for row in rows
        ]

    def end(self, koppeling_id: int, school_id: int, afspraak_id: int) -> bool:
        """Note that a school came back, under this agreement; False when it had never left."""
        c = intrekking.c
        ended = self._connection.execute(
            update(intrekking)
            .where(c.koppeling_id == koppeling_id, c.school_id == school_id, c.hervat_vanaf.is_(None))
            .values(hervat_vanaf=afspraak_id)
        )
        return ended.rowcount > 0

    def to_remind(self, moment: datetime) -> dict[tuple[int, int], int]:
        """The withdrawals whose supplier has to be reminded: by link and school, after how many days."""
        c = intrekking.c
        rows = self._connection.execute(
            select(c.koppeling_id, c.school_id, c.moment, c.herinnerd)
            .where(c.bevestigd.is_(None), c.hervat_vanaf.is_(None))
            .order_by(c.id)
        )
        due: dict[tuple[int, int], int] = {}
        for row in rows:
            passed = [days for days in REMINDED_AFTER if moment - row.moment >= timedelta(days=days)]
            if passed and passed[-1] > row.herinnerd:
                due[row.koppeling_id, row.school_id] = passed[-1]
        return due

    def remind(self, koppeling_id: int, school_id: int, days: int) -> bool:
        """Note that a supplier was reminded after so many days; False when that is no longer needed."""
        c = intrekking.c
        own = (c.koppeling_id == koppeling_id, c.school_id == school_id, c.herinnerd < days)
        done = self._connection.execute(
            update(intrekking)
            .where(*own, c.bevestigd.is_(None), c.hervat_vanaf.is_(None))
            .values(herinnerd=days)
        )
        return done.rowcount > 0

    def confirm(self, intrekking_ids: Collection[int]) -> None:
        """Note that the supplier said that it destroyed the data; an earlier word keeps its time."""
        c = intrekking.c
        self._connection.execute(
            update(intrekking)
            .where(c.id.in_(intrekking_ids), c.bevestigd.is_(None))
            .values(bevestigd=tijd.now())
        )
