"""Make a database on PostgreSQL as it was when it was migrated: ten times as quick as making another one.

A copy of the template costs a file for each of some hundred tables and indexes, and every connection to it
begins with reading the catalogues. Deleting the rows of one test takes a hundredth of a second.
"""

from typing import LiteralString

import psycopg
from psycopg.sql import SQL, Identifier

TABLES = "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
# Each change of a table writes rows of these anew, and a removed one leaves fewer.
SCHEMA = """
select count(*), max(xmin::text::bigint) from pg_class
union all select count(*), max(xmin::text::bigint) from pg_attribute
union all select count(*), max(xmin::text::bigint) from pg_constraint
union all select count(*), max(xmin::text::bigint) from pg_trigger
union all select count(*), max(xmin::text::bigint) from pg_proc
union all select count(*), null from pg_db_role_setting join pg_database on setdatabase = pg_database.oid
where datname = current_database()
"""
SIZE = "select pg_database_size(current_database())"
# Without the triggers that hold foreign keys, so in any order.
EMPTY: LiteralString = f"""
do $$
declare
    name text;
begin
    perform set_config('session_replication_role', 'replica', true);
    for name in {TABLES} loop
        execute format('delete from %I', name);
    end loop;
    perform setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    from pg_sequences where last_value is not null;
end $$
"""
GROWTH = 1 << 20
"""Bytes that a database may have grown by: deleted rows go on taking room, and time to pass by."""
PATIENCE = "5s"


class Beginning:
    """What a migrated database is before anything happens to it: its tables, and the few rows in them."""

    def __init__(self, connection: psycopg.Connection) -> None:
        names = [name for (name,) in connection.execute(TABLES)]
        copies = {name: _rows(connection, name) for name in names}
        self._rows = {name: rows for name, rows in copies.items() if rows}
        self._schema = connection.execute(SCHEMA).fetchall()
        self._largest = GROWTH + _size(connection)

    def restore(self, connection: psycopg.Connection) -> bool:
        """Take away what a test left; False when only another database will do."""
        if connection.execute(SCHEMA).fetchall() != self._schema or _size(connection) > self._largest:
            return False
        with connection.transaction():
            connection.execute(SQL("set local lock_timeout = {}").format(PATIENCE))
            connection.execute(EMPTY)
            for name, rows in self._rows.items():
                with connection.cursor().copy(SQL("copy {} from stdin").format(Identifier(name))) as copy:
                    copy.write(rows)
        return True


def _rows(connection: psycopg.Connection, name: str) -> bytes:
    with connection.cursor().copy(SQL("copy {} to stdout").format(Identifier(name))) as copy:
        return b"".join(copy)


def _size(connection: psycopg.Connection) -> int:
    row = connection.execute(SIZE).fetchone()
    assert row is not None
    return int(row[0])
