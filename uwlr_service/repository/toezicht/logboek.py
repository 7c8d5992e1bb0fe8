"""Adds lines to the log, and seals them as the last thing of the transaction that they are of."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from uwlr_service.domain import tijd
from uwlr_service.domain.toezicht.logregel import Logregel, digest, new_salt
from uwlr_service.domain.toezicht.zegel import seal
from uwlr_service.repository.database import before_commit
from uwlr_service.repository.schema.toezicht import logkop, logregel, logzegel


class LogRepository:
    """The log, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, regels: Iterable[Logregel]) -> None:
        """Add lines to those that this transaction seals, once, right before its commit.

        Either both are kept or neither: if the log cannot be written, what was decided is undone.
        """
        before_commit(self._connection, _seal, regels)


def _seal(connection: Connection, regels: Sequence[Logregel]) -> None:
    """Number and seal the lines. Holds the head of the chain from here to the commit."""
    if not regels:
        return
    # On SQLite the write transaction is the lock.
    head = connection.execute(select(logkop.c.zegel, logkop.c.regel, logkop.c.hash).with_for_update()).one()
    rows = [
        _as_row(regel, head.zegel + 1, number) for number, regel in enumerate(regels, start=head.regel + 1)
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
