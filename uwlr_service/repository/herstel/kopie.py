"""A copy of the whole database in one file, made while the service goes on: as it was at one moment."""

import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, text

from uwlr_service.domain.fouten import BackupOnmogelijk
from uwlr_service.domain.oorzaak import oorzaak
from uwlr_service.repository.database import Database

SQLITE = "uwlr.sqlite"
POSTGRESQL = "uwlr.dump"
PG_DUMP = "pg_dump"
VERSION = re.compile(r"\(PostgreSQL\) ([0-9]+)")
MAJOR = 10_000
"""PostgreSQL counts its version as 170004 for 17.4."""


def copy(database: Database, folder: Path) -> Path:
    """Put a copy into a folder, for its owner alone; returns the file.

    Raises DatabaseOnbereikbaar, and BackupOnmogelijk when the copy cannot be written, or without a
    ``pg_dump`` that fits the server.
    """
    if database.dialect == "sqlite":
        return _copy_sqlite(database, folder / SQLITE)
    return _dump(database, folder / POSTGRESQL)


def _copy_sqlite(database: Database, target: Path) -> Path:
    target.touch(mode=0o600)
    with database.read() as connection, closing(sqlite3.connect(target)) as out:
        source = connection.connection.driver_connection
        if not isinstance(source, sqlite3.Connection):
            raise TypeError("not a connection of SQLite")
        try:
            source.backup(out)
            # The copy is one file: what reads it must not leave two others beside it.
            out.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:
            raise BackupOnmogelijk(f"De database is niet te kopiëren: {oorzaak(error) or error}.") from error
    _flush(target)
    return target


def _dump(database: Database, target: Path) -> Path:
    program = shutil.which(PG_DUMP)
    if program is None:
        raise BackupOnmogelijk(f"Het programma {PG_DUMP} is er niet; op Debian: postgresql-client.")
    with database.read() as connection:
        server = int(connection.execute(text("show server_version_num")).scalar_one()) // MAJOR
    _require_version(program, server)
    # A pooler would hand what pg_dump sets for its connection on to whoever gets that next.
    address = database.direct
    target.touch(mode=0o600)
    done = subprocess.run(  # noqa: S603
        [program, "--format=custom", "--no-password", f"--file={target}", f"--dbname={_conninfo(address)}"],
        env={**os.environ, "PGPASSWORD": address.password or ""},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["geen reden"]
        raise BackupOnmogelijk(f"{PG_DUMP} kon de database niet kopiëren: {lines[-1]}")
    _flush(target)
    return target


def _require_version(program: str, server: int) -> None:
    said = subprocess.run(  # noqa: S603
        [program, "--version"], capture_output=True, text=True, check=False
    ).stdout
    match = VERSION.search(said)
    if match is None or int(match[1]) < server:
        found = match[1] if match else "een onbekende versie"
        raise BackupOnmogelijk(
            f"De database draait op PostgreSQL {server}, en {program} is {found}: installeer"
            f" postgresql-client-{server} of nieuwer."
        )


def _conninfo(address: URL) -> str:
    """The address as libpq takes it, without the password: others can read a command line."""
    from psycopg.conninfo import make_conninfo  # comes with the extra postgres

    query = {name: value for name, value in address.query.items() if isinstance(value, str)}
    parts = {
        "host": address.host,
        "port": address.port,
        "user": address.username,
        "dbname": address.database,
    }
    return make_conninfo("", **query, **{name: part for name, part in parts.items() if part is not None})


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
