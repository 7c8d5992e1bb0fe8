"""One database, SQLite or PostgreSQL: its connections and transactions, and whether it is migrated."""

import errno
import functools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    event,
    make_url,
    text,
)

from uwlr_service import private
from uwlr_service.domain.fouten import DatabaseGeenUtf8, DatabaseOnbereikbaar
from uwlr_service.domain.fouten.weigering import StilstandNodig
from uwlr_service.domain.toezicht.schemastand import Schemastand
from uwlr_service.repository import driver, proef, verbinding
from uwlr_service.repository.applied import schemastand
from uwlr_service.repository.available import available
from uwlr_service.repository.driver import Driver
from uwlr_service.repository.replica import Replica

if TYPE_CHECKING:
    from uwlr_service.repository.migrating import Step

Transaction = Connection
"""What a use case hands on that does not do everything in one place."""
LastStep = Callable[[Connection, Sequence[Any]], None]
BUSY_SECONDS = 30
"""How long a writer on SQLite waits for another one before it gives up."""

ENCODING = text("select current_setting('server_encoding')")
DECIDED = "uwlr_decided"
"""Under this name a connection remembers that its transaction numbered a decision, see besluiten.py."""
LOGOUTS = "uwlr_logouts"
"""Under this name a connection remembers that its transaction put logouts in the queue, see einden.py."""
NOT_DURABLE = "set local synchronous_commit = off"
BEFORE_COMMIT = "uwlr_before_commit"
"""Under this name a connection has what its transaction does last, see ``before_commit``."""


class Database:
    """The store of the service; opens no connection until it is used, so every worker makes its own."""

    def __init__(
        self, reader: Engine, writer: Engine, *, prepare: bool = True, replica: Replica | None = None
    ) -> None:
        self.engine = reader
        self._writer = writer
        self.driver = Driver(reader, prepare=prepare)
        self.replica = replica
        self.direct: URL = reader.url
        """Where PostgreSQL itself is, for programs that need a connection that stays theirs."""
        self.after_decision: Callable[[], None] | None = None
        """Called after each commit that numbered a decision, and before anybody hears of it."""
        self.after_logout: Callable[[], None] | None = None
        """Called after each commit that put logouts in the queue; it keeps nobody waiting."""
        self.before_close: list[Callable[[], None]] = []
        """What has to end before the connections are given back."""

    @classmethod
    def open(
        cls,
        url: str,
        connections: int = 8,
        *,
        prepare: bool = True,
        direct: str | None = None,
        replica: str | None = None,
    ) -> "Database":
        """A database by its SQLAlchemy address; ``connections`` is how many threads may use it at once.

        Without ``prepare`` no statement is left prepared in a PostgreSQL server, for a pooler in between that
        may give the next transaction another connection of the server; ``direct`` is the address past that
        pooler. ``replica`` is the address of a copy that PostgreSQL keeps by streaming.
        """
        parsed = verbinding.parsed(url)
        if parsed.get_backend_name() == "sqlite":
            if parsed.database:
                _make_file(Path(parsed.database))
            reader, writer = (verbinding.engine(parsed, connections) for _ in range(2))
            for engine in (reader, writer):
                event.listen(engine, "connect", _prepare_sqlite)
            event.listen(writer, "begin", _begin_sqlite)
            return cls(reader, writer)
        writer = verbinding.engine(parsed, connections, prepare=prepare)
        # Reads need no transaction, and without one they cost one round trip instead of three.
        reader = verbinding.engine(parsed, connections, prepare=prepare, isolation_level="AUTOCOMMIT")
        copy = None if replica is None else Replica.open(replica, connections, prepare=prepare)
        database = cls(reader, writer, prepare=prepare, replica=copy)
        if direct is not None:
            database.direct = verbinding.parsed(direct)
        return database

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.engine.dialect.name

    @property
    def address(self) -> str:
        """The address for people to read, without the password."""
        return self.engine.url.difference_update_query(self.engine.url.query).render_as_string()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading; every statement sees all that was committed before it.

        Rows carry their revisions, so several statements agree as long as they name the same one.
        """
        with available(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection for reading more than fits in memory: ``yield_per`` takes rows as they are needed.

        On PostgreSQL all of it is read in one transaction, as of its first statement: a cursor of the
        server lives no longer than that. Keep it short, for nothing is cleaned up behind it.
        """
        with available(), self.engine.connect() as connection:
            if self.dialect == "postgresql":
                connection = connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            yield connection

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Connection]:
        """One transaction, kept whole or not at all.

        A transaction that is not ``durable`` need not wait for the disk, and may be undone by a crash of
        PostgreSQL. SQLite always waits.
        """
        with available(), self._writer.begin() as connection:
            info = connection.info
            info.pop(DECIDED, None)  # of a transaction before this one, that failed
            info.pop(LOGOUTS, None)
            last: dict[LastStep, list[Any]] = {}
            info[BEFORE_COMMIT] = last
            if not durable and self.dialect == "postgresql":
                driver.run(connection.connection, NOT_DURABLE, {})
            yield connection
            for step, gathered in last.items():
                step(connection, gathered)
            del info[BEFORE_COMMIT]
            has_decided = info.pop(DECIDED, False)
            has_logouts = info.pop(LOGOUTS, False)
        if has_decided and self.after_decision is not None:
            self.after_decision()
        if has_logouts and self.after_logout is not None:
            self.after_logout()

    def ping(self) -> None:
        """Raise DatabaseOnbereikbaar when the database cannot be reached."""
        with self.read() as connection:
            connection.execute(text("select 1"))

    def try_write(self) -> None:
        """Write something that changes nothing, with the room that a write needs.

        Raises DatabaseOnbereikbaar. Returns at once if another writer has the lock: then writing is possible.
        """
        if self.dialect == "sqlite":
            proef.on_sqlite(self._writer, BUSY_SECONDS)
        else:
            proef.on_postgresql(self._writer)

    def upgrade(self, *, zonder_stilstand: bool = False) -> Schemastand:
        """Create the tables, or bring them to the newest migration; returns what they were before.

        Those of a newer program that only added to them stay as they are. With ``zonder_stilstand`` nothing
        is done if the program before this one could not go on: StilstandNodig. Raises DatabaseNieuwer,
        DatabaseBezet if something keeps a table to itself, and DatabaseGeenUtf8 if the names of people would
        not fit in it.
        """
        before = self.schemastand()
        if before is not Schemastand.ACHTER:
            return before
        # Alembic takes a fifth of a second to import, and nothing else needs it.
        from uwlr_service.repository import migrating

        with self.read() as connection:
            if self.dialect == "postgresql" and connection.scalar(ENCODING) != "UTF8":
                raise DatabaseGeenUtf8
            steps = migrating.steps(connection)
        if zonder_stilstand and not all(step.only_adds for step in steps):
            raise StilstandNodig
        for step in steps:
            migrating.patiently(functools.partial(self._migrate, step))
        return before

    def _migrate(self, step: "Step") -> None:
        from uwlr_service.repository import migrating

        # On PostgreSQL a connection for reading begins no transaction; SQLite has nothing that asks for that.
        is_apart = self.dialect == "postgresql" and not step.in_transaction
        with self.read() if is_apart else self.write() as connection:
            migrating.apply(connection, step)

    def schemastand(self) -> Schemastand:
        """Whether this program can work on the database.

        Raises DatabaseNieuwer if a newer one did more than add: this version does not know what it changed.
        """
        with self.read() as connection:
            return schemastand(connection)

    def close(self) -> None:
        """Give all connections back."""
        for end in self.before_close:
            end()
        self.driver.close()
        if self.replica is not None:
            self.replica.close()
        self.engine.dispose()
        self._writer.dispose()


def before_commit(
    connection: Connection, step: LastStep, gathered: Iterable[Any], *, ahead: bool = False
) -> None:
    """Do something once, as the last thing of a transaction that is being written, with all it gathered.

    What takes a lock that every writer needs belongs here: the others then wait as short as can be, and two
    transactions cannot each hold a lock that the other wants. What takes another lock than that comes
    ``ahead`` of the steps that were asked for. If it fails, the transaction does. Raises KeyError outside
    ``Database.write``.
    """
    steps: dict[LastStep, list[Any]] = connection.info[BEFORE_COMMIT]
    if ahead and step not in steps:
        others = dict(steps)
        steps.clear()
        steps[step] = []
        steps.update(others)
    steps.setdefault(step, []).extend(gathered)


def is_absent(url: str) -> bool:
    """Whether there is not even a file, because a database on SQLite was never made."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return False
    try:
        Path(parsed.database).stat()
    except FileNotFoundError:
        return True
    except OSError:
        pass  # opening it will report why it cannot be used
    return False


def _make_file(path: Path) -> None:
    """Make the file of a new SQLite database for its owner alone; SQLite takes its mode over for the rest."""
    try:
        private.make_folder(path.parent)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not path.exists():
            path.touch(mode=0o600)
        if not path.is_file():
            raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
    except OSError as error:
        raise DatabaseOnbereikbaar from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver begins a transaction only at the first change. By then another writer could have changed rows
    # that this one read before. So the driver begins nothing, and _begin_sqlite does.
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
