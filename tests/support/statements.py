"""How many statements a piece of work sends to its databases: a list must not cost one per school."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine, event, text

from uwlr_service.repository import driver
from uwlr_service.repository.database import Database
from uwlr_service.repository.driver import PostgresConversation, SqliteConversation

MOST = 26
"""What a list or a decision may cost, however many schools and links there are.

Of a decision five begin the transaction and seal it, four keep it in the journal, and one or two tell people
and the webhook of the partner. The rest reads what is decided about, once it is locked, and changes it.
"""

BY_THE_CLOCK = "register"
"""The name of the thread of ``uitwisseling.koppeling.register``."""


@contextmanager
def recorded() -> Iterator[list[str]]:
    """The statements of every engine of this process, in order, as long as the block runs.

    One with many rows of parameters (``executemany``) is one statement. What ``repository.driver`` hands to
    the database by itself is not seen: only calls of UWLR do that, and no list. A ``FixedQuery`` is, and a
    ``FixedChange``. What the thread of a register writes every few seconds is not of this piece of work, and
    that of an earlier test can still be running.
    """
    statements: list[str] = []

    def note(statement: str) -> None:
        if threading.current_thread().name != BY_THE_CLOCK:
            statements.append(statement)

    def record(
        _connection: object, _cursor: object, statement: str, _parameters: object, _context: Any, _many: bool
    ) -> None:
        note(statement)

    ask, ask_sqlite = PostgresConversation.all, SqliteConversation.all

    def record_fixed(conversation: PostgresConversation, sql: str, arguments: Sequence[Any]) -> Any:
        note(sql)
        return ask(conversation, sql, arguments)

    def record_sqlite(conversation: SqliteConversation, sql: str, arguments: Any) -> Any:
        note(sql)
        return ask_sqlite(conversation, sql, arguments)

    in_transaction = driver.run

    def record_in_transaction(connection: Any, sql: str, values: dict[str, Any]) -> Any:
        note(sql)
        return in_transaction(connection, sql, values)

    event.listen(Engine, "before_cursor_execute", record)
    try:
        with (
            patch.object(PostgresConversation, "all", record_fixed),
            patch.object(SqliteConversation, "all", record_sqlite),
            patch.object(driver, "run", record_in_transaction),
        ):
            yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", record)


def beside_seals(statements: Iterable[str]) -> list[str]:
    """The statements but those about the seals of the log: whether one is due is the same for everybody."""
    return [text for text in statements if "logkop" not in text and "logzegel" not in text]


def steps(database: Database, work: Callable[[], object]) -> list[str]:
    """How SQLite goes about every statement of the work, once it knows its tables.

    Such as ``SEARCH deelname USING INDEX ix_deelname_school_id (school_id=?)`` or ``SCAN deelname``. Those of
    PostgreSQL depend on how many rows there are, and need more of them than a test can make.
    """
    asked: list[tuple[str, Any]] = []

    def note(
        _c: object, _cursor: object, statement: str, parameters: Any, _context: Any, _many: bool
    ) -> None:
        asked.append((statement, parameters))

    with database.write() as connection:
        connection.execute(text("analyze"))
    event.listen(Engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    with database.read() as connection:
        return [
            row.detail
            for statement, parameters in asked
            for row in connection.exec_driver_sql(f"explain query plan {statement}", parameters)
        ]
