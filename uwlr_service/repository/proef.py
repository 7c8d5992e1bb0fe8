"""A write that changes nothing, to see whether the database can write: it is real, short, and commits."""

from pathlib import Path

from sqlalchemy import Engine

from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.repository.available import DATABASE, available, is_lock_taken
from uwlr_service.repository.schijf import try_room, volmelder

WRITE = "UPDATE alembic_version SET version_num = version_num"
"""The one row that every database of ours has; it stays as it is."""
WAIT = 200
"""Milliseconds for the lock of another writer, which proves as much as a write of our own."""
LONGEST = 5_000
"""Milliseconds after which PostgreSQL gives up by itself: nobody waits for the answer any more."""
SPILL = "SELECT count(*) FROM generate_series(1, 30000)"
"""Numbers that do not fit in the memory that is allowed here, so that PostgreSQL puts them in a file."""


def on_sqlite(writer: Engine, busy_seconds: int) -> None:
    """Write in a file of SQLite. Raises DatabaseOnbereikbaar."""
    name = writer.url.database
    if name:
        try:
            try_room(Path(name).parent)
        except OSError as error:
            volmelder.tell(error, DATABASE)
            raise DatabaseOnbereikbaar from error
    with available():
        pooled = writer.raw_connection()
    driver = writer.dialect.loaded_dbapi
    cursor = pooled.cursor()
    try:
        # Not by way of the engine: that begins by waiting as long as any other writer does.
        cursor.execute(f"PRAGMA busy_timeout = {WAIT}")
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute(WRITE)
        cursor.execute("COMMIT")
    except driver.DatabaseError as error:
        if _is_busy(error):
            return
        volmelder.tell(error, DATABASE)
        raise DatabaseOnbereikbaar from error
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {busy_seconds * 1000}")
        cursor.close()
        pooled.close()  # which undoes what did not end


def _is_busy(error: Exception) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def on_postgresql(writer: Engine) -> None:
    """Write in PostgreSQL. Raises DatabaseOnbereikbaar.

    A row that is written anew may fit where another one was, so a file has to be made beside it.
    """
    try:
        with available(), writer.begin() as connection:
            for statement in (
                f"SET LOCAL statement_timeout = {LONGEST}",
                f"SET LOCAL lock_timeout = {WAIT}",
                "SET LOCAL work_mem = '64kB'",
                SPILL,
                WRITE,
            ):
                connection.exec_driver_sql(statement)
    except DatabaseOnbereikbaar as error:
        if not is_lock_taken(error):
            raise
