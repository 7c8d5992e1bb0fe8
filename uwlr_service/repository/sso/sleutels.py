"""The keys that ID tokens and logout tokens are signed with; private parts are encrypted before they come."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, text, update

from uwlr_service.domain.sso.client import Algoritme
from uwlr_service.repository.fixed import FixedQuery
from uwlr_service.repository.schema.sso import sso_sleutel


@dataclass(frozen=True, slots=True, kw_only=True)
class Ssosleutel:
    """A key pair; ``geheim`` is the encrypted private part, None once the key signs no more.

    It signs from ``tekent_vanaf`` until ``vervangen``, of which either may be in the future.
    """

    kid: str
    algoritme: Algoritme
    geheim: str | None
    tekent_vanaf: datetime
    vervangen: datetime | None


SLEUTEL = (
    sso_sleutel.c.kid,
    sso_sleutel.c.algoritme,
    sso_sleutel.c.geheim,
    sso_sleutel.c.tekent_vanaf,
    sso_sleutel.c.vervangen,
)

SIGNING = FixedQuery(
    select(*SLEUTEL)
    .where(
        sso_sleutel.c.algoritme == bindparam("algoritme"),
        sso_sleutel.c.geheim.is_not(None),
        sso_sleutel.c.tekent_vanaf <= bindparam("moment"),
    )
    .order_by(sso_sleutel.c.tekent_vanaf.desc(), sso_sleutel.c.id.desc())
    .limit(1)
)
"""Asked for every token, and so built once."""


class SsosleutelRepository:
    """The signing keys, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self) -> None:
        """Let nobody else add a key until the end of this transaction; SQLite has one writer anyway."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("lock table sso_sleutel in share row exclusive mode"))

    def signing(self, algoritme: Algoritme, moment: datetime) -> Ssosleutel | None:
        """The key that signs by an algorithm at a moment; None when there is none yet."""
        row = SIGNING.first(self._connection, algoritme=algoritme.value, moment=moment)
        return None if row is None else _sleutel(row)

    def newest(self, algoritme: Algoritme) -> Ssosleutel | None:
        """The key of an algorithm that nothing replaces, whenever it begins to sign."""
        c = sso_sleutel.c
        row = self._connection.execute(
            select(*SLEUTEL)
            .where(c.algoritme == algoritme.value, c.geheim.is_not(None), c.vervangen.is_(None))
            .order_by(c.id.desc())
            .limit(1)
        ).first()
        return None if row is None else _sleutel(row)

    def known(self, since: datetime) -> list[Ssosleutel]:
        """The keys that were not replaced before a moment, the newest first."""
        rows = self._connection.execute(
            select(*SLEUTEL).where(_held(since)).order_by(sso_sleutel.c.id.desc())
        )
        return [_sleutel(row) for row in rows]

    def published(self, since: datetime) -> list[dict[str, Any]]:
        """The public parts of the same, as they belong in a JWK Set."""
        c = sso_sleutel.c
        rows = self._connection.execute(select(c.publiek).where(_held(since)).order_by(c.id.desc()))
        return [json.loads(publiek) for publiek in rows.scalars()]

    def add(
        self, publiek: Mapping[str, Any], geheim: str, *, moment: datetime, tekent_vanaf: datetime
    ) -> None:
        """Publish a key, which takes over from those of its algorithm at a moment."""
        c = sso_sleutel.c
        self._connection.execute(
            update(sso_sleutel)
            .where(c.algoritme == publiek["alg"], or_(c.vervangen.is_(None), c.vervangen > tekent_vanaf))
            .values(vervangen=tekent_vanaf)
        )
        self._connection.execute(
            insert(sso_sleutel).values(
                kid=publiek["kid"],
                algoritme=publiek["alg"],
                publiek=json.dumps(dict(publiek)),
                geheim=geheim,
                aangemaakt=moment,
                tekent_vanaf=tekent_vanaf,
            )
        )

    def remove_all(self) -> list[str]:
        """Let every key prove nothing any more; returns which there were."""
        return sorted(self._connection.execute(delete(sso_sleutel).returning(sso_sleutel.c.kid)).scalars())

    def remove(self, kids: Collection[str]) -> bool:
        """Let some keys prove nothing any more; False if none of them is there."""
        done = self._connection.execute(delete(sso_sleutel).where(sso_sleutel.c.kid.in_(kids)))
        return done.rowcount > 0

    def rewrap(self, before: str, geheim: str) -> None:
        """Keep a private part encrypted in another way; nothing changes if that was done."""
        c = sso_sleutel.c
        self._connection.execute(update(sso_sleutel).where(c.geheim == before).values(geheim=geheim))

    def forget_replaced(self, moment: datetime) -> int:
        """Forget the private parts of keys that sign no more; returns of how many."""
        c = sso_sleutel.c
        done = self._connection.execute(
            update(sso_sleutel).where(c.vervangen <= moment, c.geheim.is_not(None)).values(geheim=None)
        )
        return done.rowcount


def _held(since: datetime) -> Any:
    c = sso_sleutel.c
    return or_(c.vervangen.is_(None), c.vervangen >= since)


def _sleutel(row: Any) -> Ssosleutel:
    return Ssosleutel(
        kid=row.kid,
        algoritme=Algoritme(row.algoritme),
        geheim=row.geheim,
        tekent_vanaf=row.tekent_vanaf,
        vervangen=row.vervangen,
    )
