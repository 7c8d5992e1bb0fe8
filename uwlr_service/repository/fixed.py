"""What pages and programs ask and change at every call, within the connection of a use case.

To put a statement together, and to go through SQLAlchemy, costs several times what the statement itself does.
These go to the driver as they were written once. On PostgreSQL that is libpq, or in a transaction psycopg,
which keeps the account of what is begun and prepared there.
"""

from collections import namedtuple
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Delete, Dialect, Insert, Select, Table, Update, bindparam, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.dml import ReturningInsert, ReturningUpdate

from uwlr_service.repository import driver
from uwlr_service.repository.available import available
from uwlr_service.repository.driver import (
    Argument,
    Arguments,
    Driver,
    PostgresConversation,
    Readers,
    Written,
    conversation_of,
    text_of,
    written_of,
)

POSTGRESQL = "postgresql"
Rows = Select[Any] | ReturningInsert[Any] | ReturningUpdate[Any]


class FixedQuery:
    """A SELECT of which only the parameters differ from call to call; its columns have names of their own.

    In a transaction it may also be an INSERT or UPDATE that gives rows back (RETURNING).

    Parameters are text, numbers, moments or None; a list (IN) has no fixed number of them and cannot be part
    of it. Errors are those of SQLAlchemy.
    """

    def __init__(self, statement: Rows) -> None:
        self.statement = statement
        self._row = namedtuple("Row", [column.key for column in statement.exported_columns])  # type: ignore[misc]

    def first(self, connection: Connection, **parameters: Argument) -> Any:
        """The first row, with its columns by their names; None when there is none."""
        return next(iter(self.all(connection, **parameters)), None)

    def all(self, connection: Connection, **parameters: Argument) -> list[Any]:
        """The rows, with their columns by their names."""
        conversation = _conversation(connection)
        if conversation is None:
            rows = _run(connection, self.statement, parameters).fetchall()
            readers = written_of(self.statement, connection.dialect.name).readers
        else:
            text = text_of(self.statement, POSTGRESQL)
            named = text.constants | parameters
            try:
                rows = conversation.all(text.sql, [named[name] for name in text.order])
            except connection.dialect.loaded_dbapi.Error as error:
                raise _as_of_sqlalchemy(connection, text.sql, error) from error
            readers = text.readers
        return [self._row(*_read(row, readers)) for row in rows]

    def ask(self, holder: Driver, **parameters: Argument) -> list[Any]:
        """The rows, asked by itself over the connection that this thread holds.

        To take one of the pool and give it back costs as much as the answer. Raises DatabaseOnbereikbaar.
        """
        sql: str
        given: Arguments
        if holder.dialect.name == POSTGRESQL:
            text = text_of(self.statement, POSTGRESQL)
            named = text.constants | parameters
            sql, readers, given = text.sql, text.readers, [named[name] for name in text.order]
        else:
            written = written_of(self.statement, holder.dialect.name)
            sql, readers, given = written.sql, written.readers, _values(written, parameters)
        with available():
            try:
                rows = holder.all(sql, given)
            except holder.dialect.loaded_dbapi.Error as error:
                raise _told(holder.dialect, sql, error) from error
        return [self._row(*_read(row, readers)) for row in rows]


class FixedChange:
    """An INSERT, UPDATE or DELETE of which only the parameters differ from call to call; in a transaction.

    Parameters are what the columns hold, each named in the statement. Errors are those of SQLAlchemy.
    """

    def __init__(self, statement: Insert | Update | Delete) -> None:
        self._statement = statement

    def run(self, connection: Connection, **parameters: Any) -> int:
        """Change what is there; returns how many rows it was."""
        return int(_run(connection, self._statement, parameters).rowcount)


class FixedInsert(FixedChange):
    """An INSERT of one row, or always so many, by the names of its columns.

    The database gives the others their values.
    """

    def __init__(self, table: Table, *columns: str, rows: int = 1) -> None:
        # SQLAlchemy keeps the names of columns for itself, and would ask for the number of the new row.
        given: list[dict[str, Any]] = [
            {name: bindparam(f"{name}_{place}", type_=table.c[name].type) for name in columns}
            for place in range(rows)
        ]
        super().__init__(insert(table).values(given).inline())

    def run(self, connection: Connection, **parameters: Any) -> int:
        """Add a row; returns 1."""
        return self.add(connection, parameters)

    def add(self, connection: Connection, *rows: Mapping[str, Any]) -> int:
        """Add as many rows as it was made for, all at once; returns how many."""
        parameters: dict[str, Any] = {}
        for place, row in enumerate(rows):
            parameters |= {f"{name}_{place}": value for name, value in row.items()}
        return super().run(connection, **parameters)


def _read(row: Sequence[Any], readers: Readers) -> Sequence[Any]:
    """The values of a row, of which the driver does not know how some are read."""
    values = list(row)
    for index, read in readers:
        values[index] = read(values[index])
    return values


def _run(connection: Connection, statement: driver.Statement, parameters: dict[str, Any]) -> Any:
    """The cursor of the driver after a statement; in a transaction, which psycopg begins if need be."""
    written = written_of(statement, connection.dialect.name)
    try:
        return driver.run(connection.connection, written.sql, _values(written, parameters))
    except connection.dialect.loaded_dbapi.Error as error:
        raise _as_of_sqlalchemy(connection, written.sql, error) from error


def _values(written: Written, parameters: dict[str, Any]) -> dict[str, Any]:
    """All parameters of a statement, as its driver takes them."""
    values = written.constants | parameters
    for name, write in written.writers:
        values[name] = write(values[name])
    return values


def _conversation(connection: Connection) -> PostgresConversation | None:
    """How to reach a server; None in a transaction, where after an error nothing can be asked again."""
    if connection.dialect.name != POSTGRESQL:
        return None
    opened: Any = connection.connection.driver_connection
    if not opened.autocommit:
        return None
    prepare = opened.prepare_threshold is not None
    conversation = conversation_of(connection.connection, connection.dialect, prepare=prepare)
    return conversation if isinstance(conversation, PostgresConversation) else None


def _as_of_sqlalchemy(connection: Connection, sql: str, error: Any) -> BaseException:
    dialect = connection.dialect
    opened: Any = connection.connection.driver_connection
    if dialect.is_disconnect(error, opened, None):
        connection.invalidate(error)
    return _told(dialect, sql, error)


def _told(dialect: Dialect, sql: str, error: Any) -> BaseException:
    """An error of a driver as SQLAlchemy tells it, without the values of parameters."""
    return DBAPIError.instance(
        sql, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect
    )
