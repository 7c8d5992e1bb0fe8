"""The rows of a database: how many there are, what takes them away, and what is still held of before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Select, and_, func, select, text

from uwlr_service.repository.database import Database
from uwlr_service.repository.schema import metadata
from uwlr_service.repository.schema.account import sessie
from uwlr_service.repository.schema.gkv import levering
from uwlr_service.repository.schema.sso import sso_toekenning, sso_token, sso_verzoek
from uwlr_service.repository.schema.toezicht import logregel, verkeersregel
from uwlr_service.repository.schema.uwlr import resultatenbericht
from uwlr_service.repository.schema.volgorde import resultatenvolgorde

SIZE = text("select pg_total_relation_size(cast(:name as regclass))")

HELD: Mapping[str, tuple[Column[datetime], ColumnElement[bool] | None]] = {
    "packages": (levering.c.gemaakt, levering.c.pad.is_not(None)),
    "text of messages with results": (resultatenbericht.c.ontvangen, resultatenbericht.c.inhoud.is_not(None)),
    "order of the feed": (resultatenvolgorde.c.moment, None),
    "lines of the log about exchange": (
        logregel.c.moment,
        and_(logregel.c.soort == "uitwisseling", logregel.c.content.is_not(None)),
    ),
    "minutes of traffic": (verkeersregel.c.minuut, None),
    "sessions": (sessie.c.laatst_gezien, None),
    "requests to sign in": (sso_verzoek.c.moment, None),
    "grants": (sso_toekenning.c.aangemeld, None),
    "tokens": (sso_token.c.verloopt, None),
}
"""What is forgotten after a time: the moment that counts, and where a row stays, what is forgotten of it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A table."""

    rows: int
    bytes: int
    """With its indexes; 0 where all tables are in one file."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is held of before a moment, and since then."""

    before: int
    since: int


def counted(database: Database) -> dict[str, Rows]:
    """Every table of ours."""
    found: dict[str, Rows] = {}
    with database.read() as connection:
        for table in metadata.sorted_tables:
            rows = int(connection.execute(select(func.count()).select_from(table)).scalar_one())
            size = 0
            if database.dialect != "sqlite":
                size = int(connection.execute(SIZE, {"name": table.name}).scalar_one())
            found[table.name] = Rows(rows, size)
    return found


def kept(database: Database, moment: datetime) -> dict[str, Kept]:
    """Of all that is forgotten after a time, how much is there."""
    with database.read() as connection:
        return {
            name: Kept(*(int(connection.execute(statement).scalar_one()) for statement in statements))
            for name, statements in _statements(moment)
        }


def _statements(moment: datetime) -> Iterator[tuple[str, list[Select[int]]]]:
    for name, (column, condition) in HELD.items():
        conditions = () if condition is None else (condition,)
        sides = (column < moment, column >= moment)
        yield (
            name,
            [select(func.count()).select_from(column.table).where(side, *conditions) for side in sides],
        )
