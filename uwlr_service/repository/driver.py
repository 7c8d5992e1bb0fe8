"""The few statements that every call runs, compiled once and handed to the driver as they are.

SQLAlchemy's own way from statement to row costs eight times the query itself: for these most of a call.
"""

import threading
from typing import Any

from sqlalchemy import Engine, PoolProxiedConnection, Select

from uwlr_service.domain.fouten import DatabaseOnbereikbaar


class Driver:
    """One connection in autocommit for each thread, held from call to call."""

    def __init__(self, engine: Engine) -> None:
        self.dialect = engine.dialect
        self._engine, self._local = engine, threading.local()
        dbapi = engine.dialect.loaded_dbapi
        self._unavailable = (dbapi.OperationalError, dbapi.InterfaceError)

    def first(self, sql: str, arguments: Any) -> Any:
        """The first row as the driver gives it; DatabaseOnbereikbaar when there is no database to ask.

        A connection that broke while it lay idle is replaced once: asking again harms nobody.
        """
        try:
            try:
                return self._fetch(sql, arguments)
            except self._unavailable:
                self._drop()
                return self._fetch(sql, arguments)
        except self._unavailable as error:
            self._drop()
            raise DatabaseOnbereikbaar from error

    def _fetch(self, sql: str, arguments: Any) -> Any:
        connection: PoolProxiedConnection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._engine.raw_connection()
        cursor = connection.cursor()
        try:
            cursor.execute(sql, arguments)
            return cursor.fetchone()
        finally:
            cursor.close()

    def close(self) -> None:
        """Give back the connection of this thread."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            self._local.connection = None
            connection.close()

    def _drop(self) -> None:
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            self._local.connection = None
            connection.invalidate()


class Prepared:
    """A SELECT with text parameters, compiled for the driver that will run it."""

    def __init__(self, driver: Driver, statement: Select[Any]) -> None:
        compiled = statement.compile(dialect=driver.dialect)
        self._driver, self._sql = driver, str(compiled)
        self._order: list[str] | None = compiled.positiontup if compiled.positional else None
        self._constants = dict(compiled.params)
        readers = (
            column.type.dialect_impl(driver.dialect).result_processor(driver.dialect, None)
            for column in statement.selected_columns
        )
        self._readers = [(index, reader) for index, reader in enumerate(readers) if reader]

    def first(self, **parameters: str | int | None) -> list[Any] | None:
        """The values of the first row, or None; DatabaseOnbereikbaar when there is no database to ask."""
        named = {**self._constants, **parameters}
        arguments = named if self._order is None else [named[name] for name in self._order]
        row = self._driver.first(self._sql, arguments)
        if row is None:
            return None
        values = list(row)
        for index, read in self._readers:
            values[index] = read(values[index])
        return values
