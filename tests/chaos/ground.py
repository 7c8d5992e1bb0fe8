"""What a scenario stands on: a database of one kind, and a service that is started anew at its address."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.outcome import NotPossible
from tests.support.databases import DURABLE, Cluster, cluster, postgres_binaries, sqlite_template
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server, serving
from uwlr_service.repository.database import Database

SQLITE = "SQLite"
POSTGRESQL = "PostgreSQL"
KINDS = (SQLITE, POSTGRESQL)
PATIENCE = 30
TEMPLATE = "template.sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A migrated database and a folder for the rest."""

    kind: str
    url: str
    folder: Path
    postgres: Cluster | None = None

    @property
    def name(self) -> str:
        """The name of the database in PostgreSQL."""
        return self.url.rpartition("/")[2]

    @property
    def cluster(self) -> Cluster:
        """The PostgreSQL below it."""
        assert self.postgres is not None
        return self.postgres

    @property
    def place(self) -> Path:
        """A folder in which the account of the database may read."""
        return self.folder if self.postgres is None else self.postgres.folder

    @contextmanager
    def another(self, name: str, disk: Path | None = None) -> Iterator["Ground"]:
        """A fresh database of this kind; ``disk`` is where its tables lie."""
        folder = self.folder / name
        folder.mkdir()
        if self.postgres is None:
            path = (disk or folder) / "uwlr.sqlite"
            path.write_bytes((self.folder / TEMPLATE).read_bytes())
            yield Ground(kind=self.kind, url=f"sqlite:///{path}", folder=folder)
            return
        with self._tablespace(name, disk) as tablespace, self.postgres.migrated() as url:
            made = Ground(kind=self.kind, url=url, folder=folder, postgres=self.postgres)
            if tablespace:
                self.postgres.execute(f"alter database {made.name} set tablespace {tablespace}")
            yield made

    @contextmanager
    def _tablespace(self, name: str, disk: Path | None) -> Iterator[str | None]:
        """Room for tables on a disk; the log of PostgreSQL stays where it is."""
        if disk is None:
            yield None
            return
        place = disk / "tablespace"
        place.mkdir()
        owner = self.cluster.folder.stat()
        os.chown(place, owner.st_uid, owner.st_gid)
        self.cluster.execute(f"create tablespace {name} location '{place}'")
        try:
            yield name
        finally:
            self.cluster.execute(f"drop tablespace {name}")

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """The database, on connections that are no older than this block."""
        database = Database.open(self.url)
        try:
            yield database
        finally:
            database.close()


@contextmanager
def ground(kind: str, folder: Path) -> Iterator[Ground]:
    """A fresh database that keeps what it confirmed. Raises NotPossible without PostgreSQL."""
    folder.mkdir()
    if kind == SQLITE:
        yield Ground(kind=kind, url=f"sqlite:///{sqlite_template(folder)}", folder=folder)
        return
    binaries = postgres_binaries()
    if binaries is None:
        raise NotPossible("this machine has no PostgreSQL server binaries (Debian: package postgresql)")
    with cluster(binaries, **DURABLE) as made, made.migrated() as url:
        yield Ground(kind=kind, url=url, folder=folder, postgres=made)


class Service:
    """``uwlr serve`` as systemd keeps it: when it dies it is started anew, at the same address."""

    def __init__(self, ground: Ground, program: str = "uwlr_service.cli", **environ: str) -> None:
        self.ground = ground
        self._program = program
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environ = {
            "UWLR_VAR": str(ground.folder / "var"),
            "UWLR_BIND": f"127.0.0.1:{self.port}",
            "UWLR_WORKERS": "2",
            **environ,
        }
        self._lives = 0
        self._life = ExitStack()
        self.server: Server

    def __enter__(self) -> "Service":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._life.close()

    @property
    def logs(self) -> list[Path]:
        """The log of each life so far."""
        return [self._folder(number) / "log" for number in range(1, self._lives + 1)]

    def link(self) -> str:
        """The key of a publisher for a small school."""
        self.server.invoer.store(schoolgegevens())
        uitgifte = self.server.beheer.add(
            klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], gegevensset="volledig", door=DOOR
        )
        return uitgifte.sleutel

    def start(self) -> None:
        """Begin a life."""
        self._lives += 1
        folder = self._folder(self._lives)
        folder.mkdir()
        self.server = self._life.enter_context(
            serving(self.ground.url, folder, program=self._program, **self._environ)
        )

    def stop(self) -> None:
        """End this life as an operator does."""
        self._life.close()

    def crash(self) -> None:
        """Kill the arbiter, and what it leaves behind, as systemd does with the group of a service."""
        workers = self.server.workers()
        self.server.process.kill()
        self.server.process.wait(PATIENCE)
        for pid in workers:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        until = time.monotonic() + PATIENCE
        while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < until:
            time.sleep(0.005)
        self._life.close()

    def _folder(self, number: int) -> Path:
        return self.ground.folder / f"life-{number}"
