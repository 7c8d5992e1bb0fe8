"""The questions that pages and programs ask at every call, within the connection of a use case.

To put a statement together, and to go through SQLAlchemy and the cursor of psycopg, costs more than the
question itself. On PostgreSQL these go to libpq as they were prepared, unless they are part of a transaction;
on SQLite the way is short already.
"""

from collections import namedtuple
from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.exc import DBAPIError

from uwlr_service.repository.driver import Argument, PostgresConversation, conversation_of, text_of

POSTGRESQL = "postgresql"


class FixedQuery:
    """A SELECT of which only the parameters differ from call to call; its columns have names of their own.

    Parameters are text, numbers, moments or None; a list (IN) has no fixed number of them and cannot be part
    of it. Errors are those of SQLAlchemy.
    """

    def __init__(self, statement: Select[Any]) -> None:
        self.statement = statement
        self._row = namedtuple("Row", [column.key for column in statement.selected_columns])  # type: ignore[misc]

    def first(self, connection: Connection, **parameters: Argument) -> Any:
        """The first row, with its columns by their names; None when there is none."""
        return next(iter(self.all(connection, **parameters)), None)

    def all(self, connection: Connection, **parameters: Argument) -> list[Any]:
        """The rows, with their columns by their names."""
        conversation = _conversation(connection)
        if conversation is None:
            return list(connection.execute(self.statement, parameters))
        text = text_of(self.statement, POSTGRESQL)
        named = text.constants | parameters
        try:
            rows = conversation.all(text.sql, [named[name] for name in text.order])
        except connection.dialect.loaded_dbapi.Error as error:
            raise _as_of_sqlalchemy(connection, text.sql, error) from error
        for index, read in text.readers:
            rows = [(*row[:index], read(row[index]), *row[index + 1 :]) for row in rows]
        return [self._row(*row) for row in rows]


def _conversation(connection: Connection) -> PostgresConversation | None:
    """How to reach the server; None on SQLite, and in a transaction.

    There psycopg keeps the account of what is begun and prepared, and after an error nothing can be asked
    again.
    """
    if connection.dialect.name != POSTGRESQL:
        return None
    driver: Any = connection.connection.driver_connection
    if not driver.autocommit:
        return None
    prepare = driver.prepare_threshold is not None
    conversation = conversation_of(connection.connection, connection.dialect, prepare=prepare)
    return conversation if isinstance(conversation, PostgresConversation) else None


def _as_of_sqlalchemy(connection: Connection, sql: str, error: Any) -> BaseException:
    dialect = connection.dialect
    driver: Any = connection.connection.driver_connection
    if dialect.is_disconnect(error, driver, None):
        connection.invalidate(error)
    return DBAPIError.instance(
        sql, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect
    )
