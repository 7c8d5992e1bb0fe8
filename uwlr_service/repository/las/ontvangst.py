"""What LASes said that they took over of the results."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select

from uwlr_service.domain.las.feed import Punt
from uwlr_service.domain.las.ontvangst import Ontvangststand, Overname
from uwlr_service.repository import upsert
from uwlr_service.repository.schema.las import las, las_school
from uwlr_service.repository.schema.lasfeed import las_herstel, las_ontvangst, las_schoolontvangst
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.schema.uwlr import resultatenbericht
from uwlr_service.repository.schema.volgorde import resultatenvolgorde, resultatenwachtrij


class OntvangstRepository:
    """What was taken over, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, las_id: int, school_id: int | None, punt: Punt, moment: datetime) -> datetime | None:
        """Keep up to where a LAS took over; returns when the last message before there was received."""
        tot = self._received(punt, school_id)
        values = {"volgnummer": punt.volgnummer, "key": punt.key, "tot": tot, "moment": moment}
        table = las_ontvangst
        names: dict[str, Any] = {"las_id": las_id}
        if school_id is not None:
            table = las_schoolontvangst
            names["school_id"] = school_id
        self._connection.execute(
            upsert.insert(self._connection, table)
            .values(**names, **values)
            .on_conflict_do_update(index_elements=list(names), set_=values)
        )
        return tot

    def _received(self, punt: Punt, school_id: int | None) -> datetime | None:
        c = resultatenvolgorde.c
        message = resultatenbericht.c
        statement = (
            select(message.ontvangen)
            .select_from(resultatenvolgorde)
            .join(resultatenbericht, and_(message.school_id == c.school_id, message.revisie == c.revisie))
            .where(c.volgnummer <= punt.volgnummer)
            .order_by(c.volgnummer.desc())
            .limit(1)
        )
        if school_id is not None:
            statement = statement.where(c.school_id == school_id)
        received: datetime | None = self._connection.execute(statement).scalar()
        return received

    def note_lost(self, las_id: int, volgnummer: int, moment: datetime) -> None:
        """Keep that a LAS has results up to a number, which a restore lost."""
        values = {"voorbij": moment, "volgnummer": volgnummer}
        self._connection.execute(
            upsert.insert(self._connection, las_herstel)
            .values(las_id=las_id, **values)
            .on_conflict_do_update(index_elements=["las_id"], set_=values)
        )

    def stand(self, las_id: int) -> Ontvangststand:
        """What a LAS said last, and whether it has what a restore lost."""
        row = self._connection.execute(
            select(las_ontvangst.c.tot, las_ontvangst.c.moment, las_herstel.c.voorbij)
            .select_from(las)
            .outerjoin(las_ontvangst, las_ontvangst.c.las_id == las.c.id)
            .outerjoin(las_herstel, las_herstel.c.las_id == las.c.id)
            .where(las.c.id == las_id)
        ).one()
        return Ontvangststand(tot=row.tot, bevestigd=row.moment, voorbij=row.voorbij)

    def overnames(
        self, school_ids: Collection[int], koppeling_id: int | None = None
    ) -> dict[int, list[Overname]]:
        """Per school the LASes that have it and live, and what each took over of it; in one statement.

        With a link it is about the results that came over that one.
        """
        algemeen = las_ontvangst.c
        eigen = las_schoolontvangst.c
        has_school = exists().where(las_school.c.las_id == las.c.id, las_school.c.school_id == school.c.id)
        newest = _newest_of(school.c.id, koppeling_id)
        waits = _waiting_of(school.c.id, koppeling_id)
        rows = self._connection.execute(
            select(
                school.c.id.label("school_id"),
                las.c.id,
                las.c.naam,
                algemeen.volgnummer,
                algemeen.key,
                algemeen.tot,
                algemeen.moment,
                eigen.volgnummer.label("eigen_volgnummer"),
                eigen.key.label("eigen_key"),
                eigen.tot.label("eigen_tot"),
                eigen.moment.label("eigen_moment"),
                newest.label("nieuwste"),
                waits.label("wacht"),
            )
            .select_from(las)
            .join(school, or_(las.c.alle_scholen, has_school))
            .outerjoin(las_ontvangst, algemeen.las_id == las.c.id)
            .outerjoin(las_schoolontvangst, and_(eigen.las_id == las.c.id, eigen.school_id == school.c.id))
            .where(las.c.ingetrokken.is_(None), school.c.id.in_(school_ids))
            .order_by(school.c.id, las.c.id)
        )
        of_schools: dict[int, list[Overname]] = {}
        for row in rows:
            of_schools.setdefault(row.school_id, []).append(_overname(row))
        return of_schools


def _newest_of(school_id: ColumnElement[int], koppeling_id: int | None) -> ColumnElement[int]:
    """The number of the last message of a school, or of those that came over a link."""
    c = resultatenvolgorde.c
    statement = select(c.volgnummer).where(c.school_id == school_id)
    if koppeling_id is not None:
        message = resultatenbericht.c
        is_message = and_(message.school_id == c.school_id, message.revisie == c.revisie)
        statement = statement.join(resultatenbericht, is_message).where(message.koppeling_id == koppeling_id)
    return statement.order_by(c.volgnummer.desc()).limit(1).correlate(school).scalar_subquery()


def _waiting_of(school_id: ColumnElement[int], koppeling_id: int | None) -> ColumnElement[bool]:
    """Whether such messages wait for a number."""
    c = resultatenwachtrij.c
    statement = select(c.school_id).where(c.school_id == school_id)
    if koppeling_id is not None:
        message = resultatenbericht.c
        is_message = and_(message.school_id == c.school_id, message.revisie == c.revisie)
        statement = statement.join(resultatenbericht, is_message).where(message.koppeling_id == koppeling_id)
    return statement.correlate(school).exists()


def _overname(row: Any) -> Overname:
    """By what a LAS said of this school or of all, whichever reaches farthest."""
    said = [(row.volgnummer, row.key, row.tot, row.moment)]
    said.append((row.eigen_volgnummer, row.eigen_key, row.eigen_tot, row.eigen_moment))
    reached = max((each for each in said if each[0] is not None), key=_depth, default=None)
    if reached is None:
        return Overname(
            las=row.id, naam=row.naam, tot=None, bevestigd=None, is_bij=row.nieuwste is None and not row.wacht
        )
    volgnummer, key, tot, moment = reached
    has_all = (
        row.nieuwste is None or row.nieuwste < volgnummer or (row.nieuwste == volgnummer and key is None)
    )
    return Overname(las=row.id, naam=row.naam, tot=tot, bevestigd=moment, is_bij=has_all and not row.wacht)


def _depth(said: tuple[int, str | None, Any, Any]) -> tuple[int, bool]:
    volgnummer, key, _tot, _moment = said
    return volgnummer, key is None
