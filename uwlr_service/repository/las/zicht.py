"""The LASes for whoever looks at them, each list in one statement."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from uwlr_service.domain.account.handelende import Herkomst
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.las.ontvangst import Ontvangststand
from uwlr_service.domain.las.zicht import Laszicht
from uwlr_service.repository.las.lassen import LAS, las_in
from uwlr_service.repository.schema.las import las, las_school, las_sleutel
from uwlr_service.repository.schema.lasfeed import las_herstel, las_ontvangst, las_webhook
from uwlr_service.repository.schema.toezicht import logregel


class Toegelaten(NamedTuple):
    """A LAS that may call for a school, since when, and the number of the last line of the log about it."""

    las: Las
    sinds: datetime
    regel: int | None


class LaszichtRepository:
    """The LASes, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[Laszicht]:
        """Every LAS, also one that was revoked, in the order in which they came."""
        scholen = select(func.count()).where(las_school.c.las_id == las.c.id).scalar_subquery()
        sleutels = (
            select(func.count())
            .where(las_sleutel.c.las_id == las.c.id, las_sleutel.c.ingetrokken.is_(None))
            .scalar_subquery()
        )
        rows = self._connection.execute(
            select(
                *LAS,
                scholen.label("scholen"),
                sleutels.label("sleutels"),
                exists().where(las_webhook.c.las_id == las.c.id).label("heeft_webhook"),
                las_ontvangst.c.tot,
                las_ontvangst.c.moment,
                las_herstel.c.voorbij,
            )
            .select_from(las)
            .outerjoin(las_ontvangst, las_ontvangst.c.las_id == las.c.id)
            .outerjoin(las_herstel, las_herstel.c.las_id == las.c.id)
            .order_by(las.c.id)
        )
        return [
            Laszicht(
                las=las_in(row),
                scholen=row.scholen,
                sleutels=row.sleutels,
                ontvangst=Ontvangststand(tot=row.tot, bevestigd=row.moment, voorbij=row.voorbij),
                heeft_webhook=row.heeft_webhook,
            )
            for row in rows
        ]

    def of_school(self, school_id: int) -> list[Toegelaten]:
        """The LASes that live and have a school."""
        given = las_school.c
        newest = (
            select(logregel.c.id)
            .where(logregel.c.school == school_id, _is_by_las())
            .order_by(logregel.c.id.desc())
            .limit(1)
            .correlate(las)
            .scalar_subquery()
        )
        rows = self._connection.execute(
            select(*LAS, given.sinds, newest.label("regel"))
            .select_from(las)
            .outerjoin(las_school, and_(given.las_id == las.c.id, given.school_id == school_id))
            .where(las.c.ingetrokken.is_(None), or_(las.c.alle_scholen, given.sinds.is_not(None)))
            .order_by(las.c.id)
        )
        return [Toegelaten(las_in(row), row.sinds or row.aangemaakt, row.regel) for row in rows]


def _is_by_las() -> ColumnElement[bool]:
    """Whether a line is of the program of a LAS, or of somebody who came by way of it, by its name.

    A person can be called like a LAS: the content says by which way they came.
    """
    c = logregel.c
    via = "LAS " + las.c.naam
    return or_(
        and_(c.actor == las.c.naam, _came_by(Herkomst.LAS)),
        and_(or_(c.actor == via, c.actor.endswith(", via " + via)), _came_by(Herkomst.VIA_LAS)),
    )


def _came_by(herkomst: Herkomst) -> ColumnElement[bool]:
    return logregel.c.content.contains(f'"herkomst":"{herkomst.value}"')
