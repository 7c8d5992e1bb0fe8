"""What server, database and generator take of the processor, and how much memory the workers have."""

import os
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

import psutil
import psycopg
from sqlalchemy import make_url

from bench.report import NotMeasured

HAS_CLOCKS = sys.platform == "linux"
"""Whether each process has a clock of its own that others can read."""
CPUCLOCK_SCHED = 2
"""Of Linux: with the number of a process it makes the number of its clock (clock_getcpuclockid of POSIX)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Seconds of the processor, user and system together."""

    server: float
    database: float
    client: float

    @property
    def all(self) -> float:
        """All that a question costs a machine that does everything by itself."""
        return self.server + self.database + self.client

    def since(self, before: "Taken") -> "Taken":
        """What was taken after an earlier reading."""
        return Taken(
            server=self.server - before.server,
            database=self.database - before.database,
            client=self.client - before.client,
        )

    def each(self, count: int) -> "Taken":
        """The share of one of so many questions."""
        return Taken(server=self.server / count, database=self.database / count, client=self.client / count)


class Meter:
    """Reads the processes of a run: ``database`` is the first process of PostgreSQL, if it is another."""

    def __init__(self, server: psutil.Process, database: psutil.Process | None) -> None:
        self.server = server
        """The first process of the server; its workers are below it."""
        self._database = database

    def read(self) -> Taken:
        """What each took so far."""
        return Taken(
            server=_seconds(self.server),
            database=0.0 if self._database is None else _seconds(self._database),
            client=time.process_time(),
        )

    def megabytes(self) -> list[float]:
        """What each worker has in memory that it shares with no other process."""
        return [worker.memory_full_info().uss / 1e6 for worker in self.server.children()]


def database_process(url: str) -> psutil.Process:
    """The first process of the PostgreSQL at an address. Raises NotMeasured if it runs on another machine."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        backend = connection.info.backend_pid
        try:
            first = psutil.Process(backend).parent()
        except psutil.NoSuchProcess:
            first = None
    if first is None or "postgres" not in first.name():
        raise NotMeasured("PostgreSQL runs on another machine")
    return first


def _seconds(first: psutil.Process) -> float:
    """Of a process and all below it, also of those that are gone, which their parent remembers."""
    own = first.cpu_times()
    gone = own.children_user + own.children_system
    return gone + sum(_alive((first, *first.children(recursive=True))))


def _alive(processes: Iterable[psutil.Process]) -> Iterable[float]:
    for process in processes:
        with suppress(psutil.NoSuchProcess, ProcessLookupError):
            yield _of_one(process)


def _of_one(process: psutil.Process) -> float:
    """On Linux to the nanosecond, by the clock of a process; elsewhere as fine as the system says."""
    if HAS_CLOCKS:
        try:
            return time.clock_gettime(~process.pid << 3 | CPUCLOCK_SCHED)
        except OSError as error:  # the clock of nobody
            raise ProcessLookupError(process.pid) from error
    times = process.cpu_times()
    return times.user + times.system


def load() -> float:
    """How many processes wanted a core in the last minute: what else the machine does shows here."""
    return os.getloadavg()[0]
