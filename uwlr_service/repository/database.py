"""One database, SQLite or PostgreSQL: connections, transactions, migrations."""

import functools
import select
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DatabaseError, DisconnectionError, InterfaceError, OperationalError

from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.repository.driver import Driver

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 30


class Database:
    """The store of the service; opens no connection until it is used, so every worker makes its own."""

    def __init__(self, reader: Engine, writer: Engine) -> None:
        self.engine, self._writer = reader, writer
        self.driver = Driver(reader)

    @classmethod
    def open(cls, url: str, connections: int = 8) -> "Database":
        """A database by its SQLAlchemy address; ``connections`` is how many threads may use it at once."""
        parsed = make_url(url)
        if parsed.drivername in ("postgresql", "postgres"):
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.get_backend_name() == "sqlite":
            if parsed.database:
                _make_file(Path(parsed.database))
            reader, writer = (
                create_engine(parsed, pool_size=connections, hide_parameters=True) for _ in "rw"
            )
            for engine in (reader, writer):
                event.listen(engine, "connect", _prepare_sqlite)
            event.listen(writer, "begin", _begin_sqlite)
            return cls(reader, writer)
        # Reads need no transaction, and without one they cost one round trip instead of three.
        reader = create_engine(
            parsed, pool_size=connections, hide_parameters=True, isolation_level="AUTOCOMMIT"
        )
        writer = create_engine(parsed, pool_size=connections, hide_parameters=True)
        for engine in (reader, writer):
            event.listen(engine, "checkout", _refuse_closed)
        return cls(reader, writer)

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.engine.dialect.name

    @property
    def address(self) -> str:
        """Where it is, for people: without the password."""
        return self.engine.url.render_as_string(hide_password=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading; every statement sees what was committed before it.

        Rows carry their revisions, so several statements agree as long as they name the same one.
        """
        with _available(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Connection]:
        """One transaction, kept whole or not at all.

        One that is not ``durable`` may be undone by a crash of PostgreSQL, and need not wait for the disk.
        """
        with _available(), self._writer.begin() as connection:
            if not durable and self.dialect == "postgresql":
                connection.exec_driver_sql("set local synchronous_commit = off")
            yield connection

    def ping(self) -> None:
        """Raise DatabaseOnbereikbaar when the database cannot be reached."""
        with self.read() as connection:
            connection.execute(text("select 1"))

    def upgrade(self) -> None:
        """Create the tables, or bring them to the newest migration."""
        with self.write() as connection:
            command.upgrade(_alembic(connection), "head")

    def is_current(self) -> bool:
        """Whether all migrations have been applied."""
        with self.read() as connection:
            return MigrationContext.configure(connection).get_current_revision() == newest_migration()

    def close(self) -> None:
        """Give all connections back."""
        self.driver.close()
        self.engine.dispose()
        self._writer.dispose()


@contextmanager
def _available() -> Iterator[None]:
    """Say in the service's own words that the database is away, locked, full or no database."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise DatabaseOnbereikbaar from error
    except DatabaseError as error:
        if type(error) is DatabaseError:  # what SQLite says of a file that is damaged, or something else
            raise DatabaseOnbereikbaar from error
        raise


def is_absent(url: str) -> bool:
    """Whether there is not even a file: of a database on SQLite that was never made."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return False
    try:
        Path(parsed.database).stat()
    except FileNotFoundError:
        return True
    except OSError:
        pass  # who opens it hears why it cannot be used
    return False


def _make_file(path: Path) -> None:
    """Make the file of a new SQLite database for its owner alone; SQLite takes its mode over for the rest."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
    except OSError as error:
        raise DatabaseOnbereikbaar from error


@functools.cache
def newest_migration() -> str | None:
    """The identifier of the last migration that this version of the service knows."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def _alembic(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _refuse_closed(connection: Any, _record: object, _proxy: object) -> None:
    # A server that went away has said so on the idle connection: no need to ask it over the network.
    watched = select.poll()
    watched.register(connection.fileno(), select.POLLIN)
    if watched.poll(0):
        raise DisconnectionError


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own BEGIN comes too late to protect what a writer has read; see _begin_sqlite.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_SECONDS * 1000}",  # first: the switch to WAL may have to wait too
        "journal_mode = WAL",
        "synchronous = FULL",  # confirmed is confirmed, also at a power cut
        "foreign_keys = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
