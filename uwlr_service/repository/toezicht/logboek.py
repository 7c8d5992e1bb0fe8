"""Adds lines to the log, and seals them as the last thing of the transaction that they are of."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from uwlr_service.domain import tijd
from uwlr_service.domain.toezicht.logregel import Logregel, Logsoort, digest, new_salt
from uwlr_service.domain.toezicht.zegel import seal
from uwlr_service.repository.database import before_commit
from uwlr_service.repository.fixed import FixedInsert
from uwlr_service.repository.schema.toezicht import logkop, logregel, logwacht, logzegel

GATHERED = timedelta(seconds=5)
"""Lines that wait get a seal of their own when the last one is this long ago."""

LAST = select(logzegel.c.moment).join(logkop, logkop.c.zegel == logzegel.c.nummer)
WAITING = FixedInsert(logwacht, *(column.name for column in logwacht.c if column.name != "id"))
"""Run at every sign-in and every token, and so built once."""
LAST_SEAL = "uwlr_last_seal"
"""Under this name a connection remembers the last seal that it saw; the true one is never before it."""


class LogRepository:
    """The log, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, regels: Iterable[Logregel]) -> None:
        """Add lines to those that this transaction seals, once, right before its commit.

        Either both are kept or neither: if the log cannot be written, what was decided is undone.
        """
        before_commit(self._connection, _seal, regels)

    def append_later(self, regels: Iterable[Logregel]) -> None:
        """Keep lines in this transaction, for a seal together with others.

        For what happens many times a second: each seal has to wait for the one before it.
        """
        rows = [_as_waiting(regel) for regel in regels]
        for row in rows:
            WAITING.run(self._connection, **row)
        if rows:
            before_commit(self._connection, _seal_unless_just_sealed, ())

    def has_waiting(self) -> bool:
        """Whether any line waits for a seal."""
        return self._connection.execute(select(logwacht.c.id).limit(1)).first() is not None

    def oldest_waiting(self) -> datetime | None:
        """The moment of the line that waits longest for a seal; None if none waits."""
        return self._connection.execute(select(func.min(logwacht.c.moment))).scalar_one()

    def seal_waiting(self) -> None:
        """Seal the lines that wait, right before this transaction commits."""
        before_commit(self._connection, _seal, ())


def _seal_unless_just_sealed(connection: Connection, _gathered: Sequence[Logregel]) -> None:
    last: datetime | None = connection.info.get(LAST_SEAL)
    if last is None or tijd.now() - last >= GATHERED:  # another connection may have sealed since
        last = connection.execute(LAST).scalar()
        connection.info[LAST_SEAL] = last
    if last is None or tijd.now() - last >= GATHERED:
        _seal(connection, ())


def _seal(connection: Connection, regels: Sequence[Logregel]) -> None:
    """Number and seal the lines, with those that wait. Holds the head of the chain until the commit."""
    # The head first, and then the lines that wait: two that seal at once must not hold what the other wants.
    # On SQLite the write transaction is the lock.
    has_waiting = select(logwacht.c.id).exists().label("has_waiting")
    head = connection.execute(
        select(logkop.c.zegel, logkop.c.regel, logkop.c.hash, has_waiting).with_for_update(of=logkop)
    ).one()
    lines = [*regels]
    if head.has_waiting:
        lines = [*_taken(connection), *regels]
    if not lines:
        return
    rows = [
        _as_row(regel, head.zegel + 1, number) for number, regel in enumerate(lines, start=head.regel + 1)
    ]
    zegel = seal(head.zegel + 1, tijd.now(), head.hash, [row["digest"] for row in rows])
    connection.execute(insert(logregel), rows)
    connection.execute(
        insert(logzegel).values(
            nummer=zegel.nummer,
            moment=zegel.moment,
            vorige=zegel.vorige,
            aantal=zegel.aantal,
            hash=zegel.hash,
        )
    )
    connection.execute(
        update(logkop).values(zegel=zegel.nummer, regel=head.regel + len(rows), hash=zegel.hash)
    )


def _taken(connection: Connection) -> list[Logregel]:
    """The lines that wait, which then do so no more, in the order in which they came."""
    rows = connection.execute(delete(logwacht).returning(*logwacht.c)).all()
    return [
        Logregel(
            soort=Logsoort(row.soort),
            wat=row.wat,
            moment=row.moment,
            herkomst=row.herkomst,
            actor=row.actor,
            inlog=row.inlog,
            school=row.school,
            partner=row.partner,
            inhoud=row.inhoud,
        )
        for row in sorted(rows, key=lambda row: row.id)
    ]


def _as_waiting(regel: Logregel) -> dict[str, Any]:
    return {
        "moment": regel.moment,
        "soort": regel.soort.value,
        "wat": regel.wat,
        "herkomst": regel.herkomst,
        "actor": regel.actor,
        "inlog": regel.inlog,
        "school": regel.school,
        "partner": regel.partner,
        "inhoud": dict(regel.inhoud),
    }


def _as_row(regel: Logregel, zegel: int, number: int) -> dict[str, Any]:
    salt = new_salt()
    content = regel.content()
    return {
        "id": number,
        "zegel": zegel,
        "moment": regel.moment,
        "soort": regel.soort.value,
        "wat": regel.wat,
        "actor": regel.actor,
        "inlog": regel.inlog,
        "school": regel.school,
        "partner": regel.partner,
        "salt": salt,
        "content": content,
        "digest": digest(salt, regel.moment, regel.soort.value, content),
    }
