"""Where LASes want to hear of results, and how far they were told."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, delete, func, or_, select, update

from uwlr_service.domain.gkv.webhook import Webhookuitkomst
from uwlr_service.domain.las.las import Las
from uwlr_service.repository import upsert
from uwlr_service.repository.las.lassen import LAS, las_in
from uwlr_service.repository.schema.las import las
from uwlr_service.repository.schema.lasfeed import las_ontvangst, las_webhook


@dataclass(frozen=True, slots=True, kw_only=True)
class Laswebhook:
    """The webhook of a LAS that lives.

    ``na`` is the last number that it was told of or took over, ``sinds`` when the message was made that it
    did not take so far.
    """

    las: Las
    url: str
    na: int
    sinds: datetime | None
    pogingen: int
    volgende: datetime | None


class LaswebhookRepository:
    """The webhooks of LASes, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set(self, las_id: int, url: str, moment: datetime) -> None:
        """Tell a LAS at this address from now on, first of all that it has not taken over yet."""
        values = {
            "url": url,
            "aangezet": moment,
            "verteld": 0,
            "sinds": None,
            "pogingen": 0,
            "volgende": None,
            "uitkomst": None,
            "klaar": None,
        }
        self._connection.execute(
            upsert.insert(self._connection, las_webhook)
            .values(las_id=las_id, **values)
            .on_conflict_do_update(index_elements=["las_id"], set_=values)
        )

    def off(self, las_id: int, *, before: datetime | None = None) -> bool:
        """Tell nothing any more at an address that was set before a moment; False when it was off already."""
        c = las_webhook.c
        named = c.las_id == las_id
        if before is not None:
            named = and_(named, c.aangezet < before)
        return self._connection.execute(delete(las_webhook).where(named)).rowcount == 1

    def url(self, las_id: int) -> str | None:
        """The address of a LAS; None when it is off."""
        return self._connection.execute(
            select(las_webhook.c.url).where(las_webhook.c.las_id == las_id)
        ).scalar()

    def due(self, moment: datetime) -> list[Laswebhook]:
        """The webhooks that may be told something now, if there is anything to tell."""
        c = las_webhook.c
        reached = func.coalesce(las_ontvangst.c.volgnummer, 0)
        rows = self._connection.execute(
            select(*LAS, c.url, c.verteld, reached.label("bevestigd"), c.sinds, c.pogingen, c.volgende)
            .select_from(las_webhook)
            .join(las, las.c.id == c.las_id)
            .outerjoin(las_ontvangst, las_ontvangst.c.las_id == c.las_id)
            .where(las.c.ingetrokken.is_(None), or_(c.volgende.is_(None), c.volgende <= moment))
            .order_by(c.las_id)
        )
        return [
            Laswebhook(
                las=las_in(row),
                url=row.url,
                na=max(row.verteld, row.bevestigd),
                sinds=row.sinds,
                pogingen=row.pogingen,
                volgende=row.volgende,
            )
            for row in rows
        ]

    def take(self, webhook: Laswebhook, moment: datetime, until: datetime) -> bool:
        """Have a webhook told by this caller alone until a moment; False if another one was first."""
        c = las_webhook.c
        is_same = c.volgende.is_(None) if webhook.volgende is None else c.volgende == webhook.volgende
        taken = self._connection.execute(
            update(las_webhook)
            .where(c.las_id == webhook.las.id, c.pogingen == webhook.pogingen, is_same)
            .values(volgende=until, pogingen=c.pogingen + 1, sinds=func.coalesce(c.sinds, moment))
        )
        return taken.rowcount == 1

    def finish(self, las_id: int, verteld: int, uitkomst: Webhookuitkomst, moment: datetime) -> None:
        """A message was taken, or given up: of what is up to this number nothing is told any more."""
        self._change(
            las_id,
            verteld=verteld,
            sinds=None,
            pogingen=0,
            volgende=None,
            uitkomst=uitkomst.value,
            klaar=moment,
        )

    def retry(self, las_id: int, volgende: datetime) -> None:
        """Try again at a moment."""
        self._change(las_id, volgende=volgende, uitkomst=Webhookuitkomst.UITGESTELD.value)

    def _change(self, las_id: int, **values: object) -> None:
        self._connection.execute(update(las_webhook).where(las_webhook.c.las_id == las_id).values(**values))
