"""The country, its database and its server, for the time of a run."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import psycopg

from bench import databases, machine, servers
from bench.landelijk.land import FILE, Land
from bench.landelijk.morning.processor import Meter, database_process
from bench.report import NotMeasured
from tests.support.databases import DURABLE, Cluster, postgres_binaries
from uwlr_service.config import Settings

NAME = "uwlr"
SHARED_BUFFERS = "512MB"
"""What PostgreSQL keeps in memory itself; its own 128 MB are for a machine of long ago."""

UWLR = ("-m", "uwlr_service.cli")
"""How Python begins ``uwlr``."""

BASE_URL = "https://uwlr.example.nl"
"""What the partners call; of a service for this machine alone every page asks for the people of a demo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a country is kept between runs: the address of its database, and who answers there."""

    url: str
    process: psutil.Process | None
    """The first process of PostgreSQL; None for a file, which the server reads itself."""


@contextmanager
def place(name: str, folder: Path) -> Iterator[Place]:
    """A database that stays when the block ends. Raises NotMeasured without PostgreSQL.

    One of a making that was broken off is emptied: a country is there when its ``land.json`` is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    is_broken_off = not (folder / FILE).exists()
    if name == databases.SQLITE:
        if is_broken_off:
            for file in folder.glob("uwlr.sqlite*"):
                file.unlink()
        yield Place(url=f"sqlite:///{(folder / 'uwlr.sqlite').absolute()}", process=None)
        return
    binaries = postgres_binaries()
    if binaries is None:
        raise NotMeasured("this machine has no PostgreSQL server (Debian: apt-get install postgresql)")
    kept = (folder / "postgres").absolute()
    kept.mkdir(exist_ok=True)
    cluster = Cluster(binaries, kept, {**DURABLE, "shared_buffers": SHARED_BUFFERS})
    cluster.start()
    try:
        if is_broken_off:
            cluster.execute(f"drop database if exists {NAME}")
        with suppress(psycopg.errors.DuplicateDatabase):  # it is from an earlier run
            cluster.execute(f"create database {NAME}")
        yield Place(url=cluster.url(NAME), process=database_process(cluster.url(NAME)))
    finally:
        cluster.stop()


@contextmanager
def kept(folder: Path) -> Iterator[Place]:
    """The database of the country in a folder, wherever it is. Raises NotMeasured; OSError without one."""
    if (folder / "postgres").exists():
        with place(databases.POSTGRESQL, folder) as at:
            yield at
        return
    url = Land.read(folder).environ["UWLR_DATABASE_URL"]
    yield Place(url=url, process=None if url.startswith("sqlite") else database_process(url))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A server that answers for a country."""

    land: Land
    settings: Settings
    port: int
    meter: Meter


@contextmanager
def serving(
    land: Land, at: Place, folder: Path, workers: int, *, uwlr: Sequence[str] = UWLR, **environ: str
) -> Iterator[Stage]:
    """``uwlr serve`` on the country, with so many workers. Raises NotMeasured if it does not start."""
    port = servers.free_port()
    ours: Mapping[str, str] = {
        **land.environ,
        "UWLR_DATABASE_URL": at.url,
        "UWLR_BIND": f"127.0.0.1:{port}",
        "UWLR_BASE_URL": BASE_URL,
        "UWLR_PORTAAL_URL": f"http://localhost:{port}",
        "UWLR_WORKERS": str(workers),
        **environ,
    }
    command = servers.python(*uwlr, "serve")
    with ExitStack() as stack:
        server = stack.enter_context(servers.running(command, port, folder, ours))
        server.wait_for_workers(workers)
        yield Stage(
            land=replace(land, environ=ours),
            settings=Settings.from_environment(dict(ours)),
            port=port,
            meter=Meter(server.process, at.process),
        )


def cores() -> int:
    """How many workers a server has of itself."""
    return len(machine.cores())
