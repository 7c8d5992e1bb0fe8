"""The few statements that every call runs, compiled once and handed to the driver as they are.

SQLAlchemy's own way from statement to row costs eight times the query itself: for these most of a call.
"""

from typing import Any

from sqlalchemy import Engine, Select

from uwlr_service.domain.fouten import DatabaseOnbereikbaar


class Prepared:
    """A SELECT with text parameters, for the connections of one engine in autocommit."""

    def __init__(self, engine: Engine, statement: Select[Any]) -> None:
        compiled = statement.compile(dialect=engine.dialect)
        self._engine, self._sql = engine, str(compiled)
        self._order: list[str] | None = compiled.positiontup if compiled.positional else None
        self._constants = dict(compiled.params)
        self._readers = [
            column.type.dialect_impl(engine.dialect).result_processor(engine.dialect, None) or _as_is
            for column in statement.selected_columns
        ]

    def first(self, **parameters: str | int | None) -> tuple[Any, ...] | None:
        """The first row, or None; DatabaseOnbereikbaar when there is no database to ask.

        A connection that broke while it lay idle is replaced once: asking again harms nobody.
        """
        named = {**self._constants, **parameters}
        arguments = named if self._order is None else [named[name] for name in self._order]
        dbapi = self._engine.dialect.loaded_dbapi
        unavailable = (dbapi.OperationalError, dbapi.InterfaceError)
        try:
            try:
                row = self._fetch(arguments)
            except unavailable:
                self._engine.dispose()
                row = self._fetch(arguments)
        except unavailable as error:
            raise DatabaseOnbereikbaar from error
        return row and tuple(read(value) for read, value in zip(self._readers, row, strict=True))

    def _fetch(self, arguments: Any) -> Any:
        connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(self._sql, arguments)
            row = cursor.fetchone()
            cursor.close()
        except BaseException:
            connection.invalidate()
            raise
        connection.close()
        return row


def _as_is(value: Any) -> Any:
    return value
