"""INSERT that gives way to a row that is already there, on both databases."""

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = postgresql.Insert | sqlite.Insert


def insert(connection: Connection, table: Table) -> Insert:
    """The INSERT statement of this database's dialect, which knows ON CONFLICT."""
    return insert_for(connection.dialect.name, table)


def insert_for(dialect: str, table: Table) -> Insert:
    """The same, by the name of the dialect."""
    if dialect == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)
