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
from tests.support.servers.ports import free_port
from uwlr_service.diensten import Diensten
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.basis import metadata

ACCOUNTS = ("postgres", "nobody")
"""PostgreSQL refuses to run as root; these are tried in its place."""

SETTINGS = {
    "listen_addresses": "127.0.0.1",
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


def _account() -> pwd.struct_passwd | None:
    """Whom the cluster runs as, when that cannot be us."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in ACCOUNTS if name in known)


class Cluster:
    """A PostgreSQL with one migrated database to copy from; only ``cluster`` makes one."""

    def __init__(self, binaries: Path, folder: Path, changed: Mapping[str, str]) -> None:
        account = _account()
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
        self._who: dict[str, Any] = (
            {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": ()} if account else {}
        )
        self._binaries = binaries
        self.folder = folder
        self._numbers = itertools.count(1)
        self._emptied: list[str] = []
        """The databases that are as they were when they were migrated."""
        self._port = free_port()
        # A socket beside the data, where its path is not too long for one.
        sockets = str(folder) if len(str(folder)) < MOST_OF_A_SOCKET else ""
        own = {"port": str(self._port), "unix_socket_directories": sockets}
        self._options = [f"--{name}={value}" for name, value in {**SETTINGS, **changed, **own}.items()]
        if (folder / "data").exists():
            return  # one that was kept
        subprocess.run(
            [binaries / "initdb", "--pgdata", folder / "data", *INITDB.split()],
            check=True,
            capture_output=True,
            cwd=folder,
            **self._who,
        )

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [self._binaries / "postgres", "-D", self.folder / "data", *self._options],
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

    def url(self, name: str) -> str:
        """The address of a database as the service's settings take it."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self._port}/{name}"

    def execute(self, statement: str, name: str = "postgres") -> None:
        """Run one statement outside any transaction."""
        with self._connect(name) as connection:
            connection.execute(statement.encode())

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
        address = f"host=127.0.0.1 port={self._port} user=postgres dbname={name}"
        return psycopg.connect(address, autocommit=True)


@contextmanager
def cluster(binaries: Path, **changed: str) -> Iterator[Cluster]:
    """A PostgreSQL cluster that lives until the end of the block; ``changed`` are settings of it."""
    folder = Path(tempfile.mkdtemp(prefix="uwlr-postgres-"))
    try:
        made = Cluster(binaries, folder, changed)
        made.start()
        try:
            made.make_template()
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder)


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
