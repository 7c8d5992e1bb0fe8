"""What server, database and generator take of the processor, and how much memory the workers have."""

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil


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
        self._server = server
        self._database = database

    def read(self) -> Taken:
        """What each took so far."""
        return Taken(
            server=_seconds(self._server),
            database=0.0 if self._database is None else _seconds(self._database),
            client=time.process_time(),
        )

    def megabytes(self) -> list[float]:
        """What each worker has in memory that it shares with no other process."""
        return [worker.memory_full_info().uss / 1e6 for worker in self._server.children()]


def database_process(folder: Path) -> psutil.Process | None:
    """The first process of the PostgreSQL whose data lie in a folder."""
    lines = (folder / "data" / "postmaster.pid").read_text().splitlines()
    return psutil.Process(int(lines[0])) if lines else None


def _seconds(first: psutil.Process) -> float:
    """Of a process and all below it, also of those that are gone, which their parent remembers."""
    own = first.cpu_times()
    gone = own.children_user + own.children_system
    return own.user + own.system + gone + sum(_alive(first.children(recursive=True)))


def _alive(processes: Iterable[psutil.Process]) -> Iterable[float]:
    for process in processes:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        yield times.user + times.system


def load() -> float:
    """How many processes wanted a core in the last minute: what else the machine does shows here."""
    return os.getloadavg()[0]
