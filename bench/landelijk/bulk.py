"""Rows by the hundred thousand: PostgreSQL takes them by COPY, SQLite as the values of one statement."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert


def add(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows to a table whose columns are all of plain types; all rows have the same names."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(insert(table), [dict(row) for row in rows])
        return
    names = tuple(rows[0])
    # Names of our own tables and columns, none of which has to be quoted.
    statement = f"copy {table.name} ({', '.join(names)}) from stdin"
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])
