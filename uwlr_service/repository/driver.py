"""The few statements that every call runs, compiled once and handed to the driver as they are.

SQLAlchemy's own way from statement to row costs eight times the query itself: for these most of a call. For
the same reason psycopg's cursor is passed over: that costs twice what libpq and the server need together.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import count
from typing import Any, Protocol, TypeVar

from sqlalchemy import Delete, Dialect, Engine, Insert, PoolProxiedConnection, Select, Update
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import InterfaceError, OperationalError

from uwlr_service.domain.fouten import DatabaseOnbereikbaar

Argument = str | int | datetime | None
Arguments = Sequence[Argument] | Mapping[str, Any]
"""In their order; for sqlite3 also by their names."""
Asked = TypeVar("Asked")
Statement = Select[Any] | Insert | Update | Delete
Readers = list[tuple[int, Callable[[Any], Any]]]
"""The columns that a driver leaves as the database has them, by their places, with how each is read."""
CONVERSATION = "uwlr_conversation"
"""Under this name SQLAlchemy keeps the conversation beside the connection in its pool."""
CURSOR = "uwlr_cursor"
"""And under this one the cursor of its transactions."""
AT_ONCE = 1.0
"""Seconds in which it shows that a connection broke before."""
FORGOTTEN = b"26000"
"""invalid_sql_statement_name of PostgreSQL: psycopg lets it forget all of a connection that it rolls back."""


class Conversation(Protocol):
    """How the statements reach one connection."""

    def first(self, sql: str, arguments: Sequence[Argument]) -> Sequence[Any] | None:
        """The first row as the driver reads it; None when there is none."""

    def all(self, sql: str, arguments: Any) -> Sequence[Sequence[Any]]:
        """The rows as the driver reads them; of ``Arguments`` it takes those of its own kind."""


class Driver:
    """One connection in autocommit for each thread, held from call to call.

    ``prepare`` is off behind a pooler that gives each statement another connection of the server. Then
    PostgreSQL parses and plans a statement anew at each call; the number of round trips stays the same.
    """

    def __init__(self, engine: Engine, *, prepare: bool = True) -> None:
        self.dialect = engine.dialect
        self._engine = engine
        self._prepare = prepare
        self._local = threading.local()
        dbapi = engine.dialect.loaded_dbapi
        # SQLAlchemy asks some things of the first connection of all, and has errors of its own for that.
        self._unavailable = (dbapi.OperationalError, dbapi.InterfaceError, OperationalError, InterfaceError)

    def first(self, sql: str, arguments: Sequence[Argument]) -> Sequence[Any] | None:
        """The first row as the driver gives it. Raises DatabaseOnbereikbaar when there is no database to ask.

        A connection that broke while it lay idle is replaced once: asking again harms nobody. That shows at
        once; who waited in vain for a server that is silent would do so twice.
        """
        return self._asked(lambda conversation: conversation.first(sql, arguments))

    def all(self, sql: str, arguments: Arguments) -> Sequence[Sequence[Any]]:
        """The rows as the driver gives them. Raises DatabaseOnbereikbaar as ``first`` does."""
        return self._asked(lambda conversation: conversation.all(sql, arguments))

    def _asked(self, ask: Callable[[Conversation], Asked]) -> Asked:
        begun = time.monotonic()
        try:
            try:
                return ask(self._conversation())
            except self._unavailable:
                self._drop()
                if time.monotonic() - begun > AT_ONCE:
                    raise
                return ask(self._conversation())
        except self._unavailable as error:
            self._drop()
            raise DatabaseOnbereikbaar from error

    def close(self) -> None:
        """Give back the connection of this thread."""
        connection = self._forget()
        if connection is not None:
            connection.close()

    def _conversation(self) -> Conversation:
        conversation: Conversation | None = getattr(self._local, "conversation", None)
        if conversation is None:
            connection = self._engine.raw_connection()
            conversation = conversation_of(connection, self.dialect, prepare=self._prepare)
            self._local.connection = connection
            self._local.conversation = conversation
        return conversation

    def _drop(self) -> None:
        connection = self._forget()
        if connection is not None:
            connection.invalidate()

    def _forget(self) -> PoolProxiedConnection | None:
        connection: PoolProxiedConnection | None = getattr(self._local, "connection", None)
        self._local.connection = None
        self._local.conversation = None
        return connection


class Prepared:
    """A SELECT with text parameters, compiled for the driver that will run it."""

    def __init__(self, driver: Driver, statement: Select[Any]) -> None:
        text = text_of(statement, driver.dialect.name)
        self._driver = driver
        self._sql = text.sql
        self._order = text.order
        self._constants = text.constants
        self._readers = text.readers

    def first(self, **parameters: Argument) -> list[Any] | None:
        """The values of the first row, or None. Raises DatabaseOnbereikbaar when there is no database."""
        named = self._constants | parameters
        row = self._driver.first(self._sql, [named[name] for name in self._order])
        if row is None:
            return None
        values = list(row)
        for index, read in self._readers:
            values[index] = read(values[index])
        return values


class SqliteConversation:
    """Statements to a connection of sqlite3, which itself keeps the compiled ones by their text."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def first(self, sql: str, arguments: Sequence[Argument]) -> Sequence[Any] | None:
        """The first row as sqlite3 gives it."""
        cursor = self._connection.execute(sql, arguments)
        try:
            row: Sequence[Any] | None = cursor.fetchone()
            return row
        finally:
            # Until it is closed the statement holds the state of the file that it read, and so the WAL.
            cursor.close()

    def all(self, sql: str, arguments: Arguments) -> list[tuple[Any, ...]]:
        """The rows as sqlite3 gives them; the statement ends with the last one."""
        rows: list[tuple[Any, ...]] = self._connection.execute(sql, arguments).fetchall()
        return rows


class PostgresConversation:
    """Statements to a connection of psycopg, by way of libpq and without a cursor."""

    def __init__(self, connection: Any, *, prepare: bool) -> None:
        # Imported here, because an installation on SQLite has no psycopg.
        from psycopg import errors, pq
        from psycopg.adapt import Transformer

        self._errors = errors
        self._pq = pq
        self._pgconn = connection.pgconn
        self._reader = Transformer(connection)
        self._prepare = prepare
        self._names: dict[str, bytes] = {}
        self._numbers = count()

    def first(self, sql: str, arguments: Sequence[Argument]) -> Sequence[Any] | None:
        """The first row as psycopg reads it."""
        result = self._result(sql, arguments)
        if result.ntuples == 0:
            return None
        self._reader.set_pgresult(result)
        row: Sequence[Any] = self._reader.load_row(0, tuple)
        return row

    def all(self, sql: str, arguments: Sequence[Argument]) -> list[tuple[Any, ...]]:
        """The rows as psycopg reads them."""
        result = self._result(sql, arguments)
        self._reader.set_pgresult(result)
        rows: list[tuple[Any, ...]] = self._reader.load_rows(0, result.ntuples, tuple)
        return rows

    def _result(self, sql: str, arguments: Sequence[Argument]) -> Any:
        values = [None if argument is None else str(argument).encode() for argument in arguments]
        if not self._prepare:
            result = self._pgconn.exec_params(sql.encode(), values, result_format=self._pq.Format.BINARY)
        else:
            result = self._ask(sql, values)
            if result.error_field(self._pq.DiagnosticField.SQLSTATE) == FORGOTTEN:
                self._names.clear()
                result = self._ask(sql, values)
        self._require(result, self._pq.ExecStatus.TUPLES_OK)
        return result

    def _ask(self, sql: str, values: list[bytes | None]) -> Any:
        name = self._names.get(sql) or self._prepared(sql)
        return self._pgconn.exec_prepared(name, values, result_format=self._pq.Format.BINARY)

    def _prepared(self, sql: str) -> bytes:
        """Let the server parse and plan a statement, once for this connection."""
        # A name is given once: the server may have forgotten those of before, and not those of since.
        name = f"uwlr_{next(self._numbers)}".encode()
        self._require(self._pgconn.prepare(name, sql.encode()), self._pq.ExecStatus.COMMAND_OK)
        self._names[sql] = name
        return name

    def _require(self, result: Any, status: int) -> None:
        """Raise what psycopg would, when the server did not answer as it should."""
        if result.status == status:
            return
        if self._pgconn.status != self._pq.ConnStatus.OK:
            raise self._errors.OperationalError("the connection to the server was lost")
        raise self._errors.error_from_result(result)


def conversation_of(
    connection: PoolProxiedConnection, dialect: Dialect, *, prepare: bool
) -> SqliteConversation | PostgresConversation:
    """The conversation that belongs to a connection of the pool, whichever thread has it.

    The server knows the prepared statements of a connection as long as that lives, so a thread that gets one
    from another must know their names.
    """
    known: SqliteConversation | PostgresConversation | None = connection.info.get(CONVERSATION)
    if known is None:
        driver = connection.driver_connection
        is_sqlite = dialect.name == "sqlite"
        known = SqliteConversation(driver) if is_sqlite else PostgresConversation(driver, prepare=prepare)
        connection.info[CONVERSATION] = known
    return known


@dataclass(frozen=True, kw_only=True)
class Text:
    """A compiled statement: the order of its arguments, those that are fixed, and how columns are read."""

    sql: str
    order: list[str]
    constants: dict[str, Argument]
    readers: Readers


@lru_cache(maxsize=64)
def text_of(statement: Select[Any], kind: str) -> Text:
    """A statement for a kind of database, compiled once for all that prepare it.

    Raises ValueError for IN with a list, which has another text for each length of it.
    """
    dialect = _positional(kind)
    compiled = statement.compile(dialect=dialect)
    if compiled.post_compile_params:
        raise ValueError(f"this statement has no text of its own: {compiled}")
    readers = (
        column.type.dialect_impl(dialect).result_processor(dialect, None)
        for column in statement.selected_columns
    )
    return Text(
        sql=str(compiled),
        order=list(compiled.positiontup or ()),
        constants=dict(compiled.params),
        readers=[(index, reader) for index, reader in enumerate(readers) if reader],
    )


@dataclass(frozen=True, kw_only=True)
class Written:
    """A compiled statement with its parameters by name: those that are fixed, and how values go and come."""

    sql: str
    constants: dict[str, Any]
    writers: list[tuple[str, Callable[[Any], Any]]]
    readers: Readers


@lru_cache(maxsize=256)
def written_of(statement: Statement, kind: str) -> Written:
    """A statement for a cursor of a kind of database, compiled once for all that use it.

    Raises ValueError for IN with a list, which has another text for each length of it.
    """
    dialect = _named(kind)
    compiled = statement.compile(dialect=dialect)
    if compiled.post_compile_params:
        raise ValueError(f"this statement has no text of its own: {compiled}")
    writers = (
        (name, parameter.type.dialect_impl(dialect).bind_processor(dialect))
        for name, parameter in compiled.binds.items()
    )
    columns = statement.exported_columns
    readers = (column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns)
    return Written(
        sql=str(compiled),
        constants={
            name: value for name, value in compiled.params.items() if not compiled.binds[name].required
        },
        writers=[(name, writer) for name, writer in writers if writer],
        readers=[(index, reader) for index, reader in enumerate(readers) if reader],
    )


def run(connection: PoolProxiedConnection, sql: str, values: dict[str, Any]) -> Any:
    """The cursor of sqlite3 or psycopg after a statement in a transaction; good until the next statement.

    A connection keeps one, since to make one takes psycopg as long as the statement.
    """
    cursor = connection.info.get(CURSOR)
    if cursor is None:
        cursor = connection.info[CURSOR] = connection.driver_connection.cursor()  # type: ignore[union-attr]
    return cursor.execute(sql, values)


def _positional(kind: str) -> Dialect:
    """The dialect for a driver that takes its arguments in a row: libpq counts them, ``$1``."""
    if kind == "sqlite":
        return SQLiteDialect_pysqlite()
    from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg  # slow to import, and rarely needed

    counting: Dialect = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
    return counting


def _named(kind: str) -> Dialect:
    """The dialect for a driver that takes its arguments by their names."""
    if kind == "sqlite":
        return SQLiteDialect_pysqlite(paramstyle="named")
    from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg  # slow to import, and rarely needed

    dialect: Dialect = PGDialect_psycopg()  # type: ignore[no-untyped-call]
    return dialect
