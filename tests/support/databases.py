"""Fresh migrated databases for tests: SQLite files, and a throwaway PostgreSQL cluster of our own.

Each test gets a copy of a database that was migrated once; on PostgreSQL also that of an earlier test, made
as it was then. The cluster is made from whatever PostgreSQL this machine has, listens on a free port of
localhost, and leaves nothing behind.
"""

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import delete, insert, select

from tests.support.servers.emptying import Beginning
from tests.support.servers.hosts import NETWORK, Host
from tests.support.servers.ports import free_port
from uwlr_service.diensten import Diensten
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.basis import metadata

ACCOUNTS = ("postgres", "nobody")
"""PostgreSQL refuses to run as root; these are tried in its place."""

SETTINGS = {
    "max_connections": "200",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    # Far from ours, so that a moment that depends on the zone of the session shows.
    "timezone": "America/New_York",
}
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
"""What keeps a confirmed transaction through a crash; most tests can do without."""

INITDB = "--username postgres --auth trust --encoding UTF8 --no-locale --no-sync"
BACKUP = "--username postgres --checkpoint fast --no-sync --write-recovery-conf"
PATIENCE = 30
MOST_OF_A_SOCKET = 80
"""Signs in the path of a folder that a socket can lie in; Linux has 107 for the whole."""
TEMPLATE = "uwlr_template"
TERMINATE = "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = %s"
"""Ends all that is connected to a database, and waits for it for five seconds at most."""


def postgres_binaries() -> Path | None:
    """The folder with ``initdb`` and ``postgres`` of the newest PostgreSQL here; None without one."""
    folders = [Path(folder) for folder in Path("/usr/lib/postgresql").glob("*/bin")]
    folders.sort(key=lambda folder: int(folder.parent.name) if folder.parent.name.isdigit() else 0)
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    usable = [f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()]
    return usable[-1] if usable else None


def account_of_postgres() -> pwd.struct_passwd | None:
    """Whom the cluster runs as, when that cannot be us."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in ACCOUNTS if name in known)


class Cluster:
    """A PostgreSQL with one migrated database to copy from; only ``cluster`` makes one."""

    def __init__(
        self,
        binaries: Path,
        folder: Path,
        changed: Mapping[str, str],
        source: "Cluster | None" = None,
        host: Host | None = None,
    ) -> None:
        account = account_of_postgres()
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
        self._who: dict[str, Any] = (
            {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": ()}
            if account and not host
            else {}
        )
        self._within = host.within(account) if host else ()
        self.address = host.address if host else "127.0.0.1"
        self.binaries = binaries
        self.folder = folder
        self._numbers = itertools.count(1)
        self._emptied: list[str] = []
        """The databases that are as they were when they were migrated."""
        self.port = 5432 if host else free_port()
        # A socket beside the data, where its path is not too long for one.
        sockets = str(folder) if len(str(folder)) < MOST_OF_A_SOCKET else ""
        own = {
            "listen_addresses": self.address,
            "port": str(self.port),
            "unix_socket_directories": sockets,
        }
        self._options = [f"--{name}={value}" for name, value in {**SETTINGS, **changed, **own}.items()]
        if (folder / "data").exists():
            return  # one that was kept
        command: list[Path | str] = [binaries / "initdb", *INITDB.split()]
        if source is not None:
            where = [f"--host={source.address}", f"--port={source.port}"]
            command = [binaries / "pg_basebackup", *where, *BACKUP.split()]
        subprocess.run(
            [*self._within, *command, "--pgdata", folder / "data"],
            check=True,
            capture_output=True,
            cwd=folder,
            **self._who,
        )
        if host is not None and source is None:
            with (folder / "data" / "pg_hba.conf").open("a") as rules:
                rules.write(f"host all,replication all {NETWORK}.0/24 trust\n")

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [*self._within, self.binaries / "postgres", "-D", self.folder / "data", *self._options],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **self._who,
            )
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self.execute("select 1")
                return
            except psycopg.OperationalError:
                if self._server.poll() is not None or time.monotonic() > until:
                    said = (self.folder / "log").read_text()
                    raise RuntimeError(f"PostgreSQL did not start:\n{said}") from None
                time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server without waiting for its clients; by SIGQUIT as if it had crashed."""
        self._server.send_signal(how)
        try:
            self._server.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            # On a busy machine it may wait long for a process of its own that was just starting. What it
            # leaves behind ends by itself, as after a power cut.
            self._server.kill()
            self._server.wait(PATIENCE)

    @property
    def pid(self) -> int:
        """The number of the process that the others are children of."""
        return self._server.pid

    def url(self, name: str) -> str:
        """The address of a database as the service's settings take it."""
        return f"postgresql+psycopg://postgres@{self.address}:{self.port}/{name}"

    def execute(self, statement: str, name: str = "postgres") -> None:
        """Run one statement outside any transaction."""
        with self._connect(name) as connection:
            connection.execute(statement.encode())

    def ask(self, question: str, name: str = "postgres") -> Any:
        """The first value of the answer."""
        with self._connect(name) as connection:
            row = connection.execute(question.encode()).fetchone()
        assert row is not None
        return row[0]

    def catch_up(self, primary: "Cluster") -> None:
        """Wait until this replica has all that its primary wrote up to here."""
        with primary._connect("postgres") as connection:
            # What was committed without waiting for the disk goes there with what does wait.
            connection.execute("set synchronous_commit = local")
            connection.execute("select pg_logical_emit_message(true, 'tests', '')")
        written = primary.ask("select pg_current_wal_lsn()")
        until = time.monotonic() + PATIENCE
        while not self.ask(f"select pg_last_wal_replay_lsn() >= '{written}'"):
            assert time.monotonic() < until, (self.folder / "log").read_text()
            time.sleep(0.01)

    def make_template(self) -> None:
        """Make the database that others are copied from."""
        self.execute(f"create database {TEMPLATE}")
        _migrate(self.url(TEMPLATE))
        with self._connect(TEMPLATE) as connection:
            self._beginning = Beginning(connection)

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The address of a database without any table, until the end of the block."""
        name = self._created("")
        try:
            yield self.url(name)
        finally:
            self._drop(name)

    @contextmanager
    def migrated(self) -> Iterator[str]:
        """The address of a fresh migrated database, until the end of the block."""
        name = self._emptied.pop() if self._emptied else self._created(f"template {TEMPLATE}")
        try:
            yield self.url(name)
        finally:
            self._give_back(name)

    def _created(self, source: str) -> str:
        name = self._new_name()
        self.execute(f"create database {name} {source}")
        return name

    def _drop(self, name: str) -> None:
        self.execute(f"drop database {name} with (force)")

    def _give_back(self, name: str) -> None:
        # Under another name nothing can reach it any more that a test left running.
        emptied = self._new_name()
        with self._connect("postgres") as connection:
            connection.execute(TERMINATE, (name,))
            try:
                connection.execute(f"alter database {name} rename to {emptied}".encode())
            except psycopg.errors.ObjectInUse:
                self._drop(name)
                return
        with self._connect(emptied) as connection:
            is_restored = self._beginning.restore(connection)
        if is_restored:
            self._emptied.append(emptied)
        else:
            self._drop(emptied)

    def _new_name(self) -> str:
        return f"uwlr_{next(self._numbers)}"

    def _connect(self, name: str) -> psycopg.Connection:
        address = f"host={self.address} port={self.port} user=postgres dbname={name} connect_timeout=5"
        return psycopg.connect(address, autocommit=True)


@contextmanager
def standing(
    binaries: Path,
    changed: Mapping[str, str],
    *,
    source: Cluster | None = None,
    host: Host | None = None,
) -> Iterator[Cluster]:
    """A PostgreSQL cluster without a migrated database, until the end of the block.

    It is a streaming replica of ``source``, or new, and runs on ``host``, or here.
    """
    folder = Path(tempfile.mkdtemp(prefix="uwlr-postgres-"))
    try:
        made = Cluster(binaries, folder, changed, source, host)
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder)


@contextmanager
def cluster(binaries: Path, **changed: str) -> Iterator[Cluster]:
    """A PostgreSQL cluster that lives until the end of the block; ``changed`` are settings of it."""
    with standing(binaries, changed) as made:
        made.make_template()
        yield made


@contextmanager
def replicating(source: Cluster, **changed: str) -> Iterator[Cluster]:
    """A streaming replica of a cluster, until the end of the block."""
    with standing(source.binaries, changed, source=source) as made:
        yield made


def _migrate(url: str) -> None:
    database = Database.open(url)
    database.upgrade()
    database.close()


def sqlite_template(folder: Path) -> Path:
    """A migrated SQLite file, for copying."""
    path = folder / "template.sqlite"
    _migrate(f"sqlite:///{path}")
    return path


def database_of(diensten: Diensten) -> Database:
    """The database below the use cases, for tests that look at its rows; no edge may reach it."""
    return diensten._database


def backup_of(diensten: Diensten) -> Callable[[], None]:
    """Keep every row of the database; returns what puts all of them back."""
    database = database_of(diensten)
    with database.read() as connection:
        rows = {
            table: [dict(row._mapping) for row in connection.execute(select(table))]
            for table in metadata.sorted_tables
        }

    def put_back() -> None:
        with database.write() as connection:
            for table in reversed(metadata.sorted_tables):
                connection.execute(delete(table))
            for table, kept in rows.items():
                if kept:
                    connection.execute(insert(table), kept)

    return put_back
