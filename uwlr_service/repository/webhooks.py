"""Where partners want to hear that a delivery is ready, and what they still have to be told."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, select, update

from uwlr_service.domain import tijd
from uwlr_service.domain.levering import Levering
from uwlr_service.domain.school import Schoolcode
from uwlr_service.repository import upsert
from uwlr_service.repository.schema import school
from uwlr_service.repository.schema_gkv_api import webhook, webhookbericht
from uwlr_service.repository.schema_leveringen import levering


class Webhookbericht(NamedTuple):
    """One message that has to go out: where to, and of which delivery."""

    levering: str
    koppeling: int
    school: Schoolcode
    volgnummer: int
    url: str
    pogingen: int
    aangemaakt: datetime


class WebhookRepository:
    """The webhooks, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set(self, koppeling_id: int, url: str) -> None:
        """Tell a link's partner at this address from now on."""
        values = {"url": url, "aangezet": tijd.now()}
        self._connection.execute(
            upsert.insert(self._connection, webhook)
            .values(koppeling_id=koppeling_id, **values)
            .on_conflict_do_update(index_elements=[webhook.c.koppeling_id], set_=values)
        )

    def off(self, koppeling_id: int) -> bool:
        """Tell nothing any more, not even what was waiting; False when it was off already."""
        c = webhookbericht.c
        ours = select(levering.c.id).where(levering.c.koppeling_id == koppeling_id)
        self._connection.execute(
            update(webhookbericht)
            .where(c.levering_id.in_(ours), c.volgende.is_not(None))
            .values(volgende=None, klaar=tijd.now(), uitkomst="uitgezet")
        )
        done = self._connection.execute(delete(webhook).where(webhook.c.koppeling_id == koppeling_id))
        return done.rowcount == 1

    def url(self, koppeling_id: int) -> str | None:
        """The address of a link; None when it is off."""
        return self._connection.execute(
            select(webhook.c.url).where(webhook.c.koppeling_id == koppeling_id)
        ).scalar()

    def enqueue(self, new: Levering) -> None:
        """Have a delivery told to its partner, where it wants to hear."""
        if self.url(new.koppeling) is not None:
            now = tijd.now()
            self._connection.execute(
                upsert.insert(self._connection, webhookbericht)
                .values(levering_id=new.id, aangemaakt=now, pogingen=0, volgende=now)
                .on_conflict_do_nothing()
            )

    def take(self, moment: datetime, until: datetime) -> Webhookbericht | None:
        """The message that waits longest, for this caller alone until a moment; None when none is due."""
        c = webhookbericht.c
        while (row := self._due(moment)) is not None:
            taken = self._connection.execute(
                update(webhookbericht)
                .where(c.levering_id == row.levering_id, c.volgende == row.volgende)
                .values(volgende=until, pogingen=c.pogingen + 1)
            )
            if taken.rowcount == 1:
                return Webhookbericht(
                    row.levering_id,
                    row.koppeling_id,
                    Schoolcode(row.brincode, row.dependancecode, row.schoolkey),
                    row.volgnummer,
                    row.url,
                    row.pogingen + 1,
                    row.aangemaakt,
                )
        return None

    def _due(self, moment: datetime) -> Any:
        c = webhookbericht.c
        return self._connection.execute(
            select(
                c.levering_id,
                c.volgende,
                c.pogingen,
                c.aangemaakt,
                levering.c.koppeling_id,
                levering.c.volgnummer,
                school.c.brincode,
                school.c.dependancecode,
                school.c.schoolkey,
                webhook.c.url,
            )
            .join_from(webhookbericht, levering)
            .join(school, levering.c.school_id == school.c.id)
            .join(webhook, webhook.c.koppeling_id == levering.c.koppeling_id)
            .where(c.volgende <= moment)
            .order_by(c.volgende, c.levering_id)
            .limit(1)
        ).first()

    def finish(self, levering_id: str, uitkomst: str, moment: datetime) -> None:
        """A message was taken, or given up."""
        self._change(levering_id, volgende=None, klaar=moment, uitkomst=uitkomst)

    def retry(self, levering_id: str, volgende: datetime) -> None:
        """Try a message again at a moment."""
        self._change(levering_id, volgende=volgende)

    def _change(self, levering_id: str, **values: object) -> None:
        c = webhookbericht.c
        self._connection.execute(
            update(webhookbericht)
            .where(c.levering_id == levering_id, c.volgende.is_not(None))
            .values(**values)
        )
