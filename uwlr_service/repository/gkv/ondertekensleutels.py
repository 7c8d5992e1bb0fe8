"""The keys that packages are signed with; the private part is encrypted before it comes here."""

import json
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update

from uwlr_service.repository.fixed import FixedQuery
from uwlr_service.repository.schema.gkv import ondertekensleutel


class Ondertekensleutel(NamedTuple):
    """A key pair; ``geheim`` is None once it has been replaced."""

    kid: str
    publiek: dict[str, Any]
    geheim: str | None
    aangemaakt: datetime


PUBLISHED = FixedQuery(
    select(ondertekensleutel.c.publiek)
    .where(ondertekensleutel.c.vervangen.is_(None) | (ondertekensleutel.c.vervangen >= bindparam("since")))
    .order_by(ondertekensleutel.c.id.desc())
)
"""Every call with a token asks this, and so it is built once."""


class OndertekensleutelRepository:
    """The signing keys, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def current(self) -> Ondertekensleutel | None:
        """The key to sign with; None when there is none yet."""
        c = ondertekensleutel.c
        row = self._connection.execute(
            select(c.kid, c.publiek, c.geheim, c.aangemaakt)
            .where(c.vervangen.is_(None))
            .order_by(c.id.desc())
            .limit(1)
        ).first()
        if row is None:
            return None
        return Ondertekensleutel(row.kid, json.loads(row.publiek), row.geheim, row.aangemaakt)

    def published(self, since: datetime) -> list[dict[str, Any]]:
        """The public keys of every package that can still be around: not replaced before a moment."""
        return [json.loads(row.publiek) for row in PUBLISHED.all(self._connection, since=since)]

    def rewrap(self, before: str, geheim: str) -> None:
        """Keep the private part of a key encrypted in another way; nothing changes if that was done."""
        c = ondertekensleutel.c
        self._connection.execute(update(ondertekensleutel).where(c.geheim == before).values(geheim=geheim))

    def replace(self, kid: str, publiek: dict[str, Any], geheim: str, moment: datetime) -> None:
        """Sign with a new key from now on; the private parts of the others are forgotten."""
        c = ondertekensleutel.c
        self._connection.execute(
            update(ondertekensleutel).where(c.vervangen.is_(None)).values(vervangen=moment, geheim=None)
        )
        self._connection.execute(
            insert(ondertekensleutel).values(
                kid=kid, publiek=json.dumps(publiek), geheim=geheim, aangemaakt=moment
            )
        )
