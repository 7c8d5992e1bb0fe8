"""Reads the chain of the log as it lies there, and forgets the content of old lines."""

from collections.abc import Generator, Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from uwlr_service.domain.toezicht.keten import Bewaard, Kop, Verzegeld
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.toezicht.zegel import Zegel
from uwlr_service.repository.schema.toezicht import logkop, logregel, logzegel

AT_ONCE = 1_000
"""Rows that are read at a time."""
COLUMNS = ("wat", "actor", "inlog", "school", "partner")
"""What stands beside the content of a line, and in it."""
EMPTY: dict[str, None] = dict.fromkeys((*COLUMNS, "salt", "content"))


class KetenRepository:
    """The chain, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def kop(self) -> Kop:
        """The head, with the highest numbers that are there; one question, so that they are of one moment."""
        row = self._connection.execute(
            select(
                logkop.c.zegel,
                logkop.c.regel,
                logkop.c.hash,
                select(func.coalesce(func.max(logzegel.c.nummer), 0))
                .scalar_subquery()
                .label("hoogste_zegel"),
                select(func.coalesce(func.max(logregel.c.id), 0)).scalar_subquery().label("hoogste_regel"),
            )
        ).one()
        return Kop(
            zegel=row.zegel,
            regel=row.regel,
            hash=row.hash,
            hoogste_zegel=row.hoogste_zegel,
            hoogste_regel=row.hoogste_regel,
        )

    def laatste(self) -> Zegel | None:
        """The last seal; None as long as nothing was sealed."""
        row = self._connection.execute(
            select(logzegel).join(logkop, logkop.c.zegel == logzegel.c.nummer)
        ).first()
        return None if row is None else _zegel(row)

    def verzegeld(self, until: int) -> Generator[Verzegeld]:
        """Each seal up to a number, with its lines. Reads a little at a time: close it after use."""
        columns = [column.label(f"z_{column.name}") for column in logzegel.c]
        statement = (
            select(*columns, logregel)
            .join_from(logzegel, logregel, logregel.c.zegel == logzegel.c.nummer, isouter=True)
            .where(logzegel.c.nummer <= until)
            .order_by(logzegel.c.nummer, logregel.c.id)
        )
        with self._connection.execution_options(yield_per=AT_ONCE).execute(statement) as rows:
            for _, of_seal in groupby(rows, key=lambda row: row.z_nummer):
                yield _sealed(of_seal)

    def contents(self, wat: str) -> list[str]:
        """The content of every line that says this."""
        c = logregel.c
        found = self._connection.execute(select(c.content).where(c.wat == wat, c.content.is_not(None)))
        return list(found.scalars())

    def forget(self, soort: Logsoort, before: datetime) -> int:
        """Empty the lines of a kind of before a moment, and keep their digests; returns how many."""
        c = logregel.c
        done = self._connection.execute(
            update(logregel)
            .where(c.soort == soort.value, c.moment < before, c.content.is_not(None))
            .values(**EMPTY)
        )
        return done.rowcount


def _sealed(rows: Iterable[Row[*tuple[Any, ...]]]) -> Verzegeld:
    all_rows = list(rows)
    first = all_rows[0]
    zegel = Zegel(
        nummer=first.z_nummer,
        moment=first.z_moment,
        vorige=first.z_vorige,
        aantal=first.z_aantal,
        hash=first.z_hash,
    )
    return zegel, [_bewaard(row) for row in all_rows if row.id is not None]


def _zegel(row: Row[*tuple[Any, ...]]) -> Zegel:
    return Zegel(nummer=row.nummer, moment=row.moment, vorige=row.vorige, aantal=row.aantal, hash=row.hash)


def _bewaard(row: Row[*tuple[Any, ...]]) -> Bewaard:
    return Bewaard(
        id=row.id,
        zegel=row.zegel,
        moment=row.moment,
        soort=row.soort,
        salt=row.salt,
        content=row.content,
        digest=row.digest,
        columns={name: row._mapping[name] for name in COLUMNS},
    )
