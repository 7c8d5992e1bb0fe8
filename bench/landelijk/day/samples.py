"""What the processes of a service hold: memory, files, threads and connections to the database."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import text

from uwlr_service.repository.database import Database

BACKENDS = text(
    "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one process holds."""

    name: str
    pid: int
    uss: int
    """Bytes that it shares with no other process."""
    pss: int
    """Those, and its share of the others."""
    files: int
    threads: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What there was at a moment, after so many questions."""

    asked: int
    seconds: float
    processes: tuple[Held, ...]
    connections: int | None
    """To PostgreSQL; None for a file."""
    log: int
    """Bytes of the logs of server and worker."""


class Sampler:
    """Takes samples of a server and its workers, and of ``uwlr worker``."""

    def __init__(
        self, server: psutil.Process, worker: psutil.Popen, database: Database, logs: tuple[Path, ...]
    ) -> None:
        self._server = server
        self._worker = worker
        self._database = database
        self._logs = logs
        self._begun = time.monotonic()
        self.samples: list[Sample] = []

    def take(self, asked: int) -> None:
        """Take one, after so many questions."""
        children = self._server.children()
        named = [(f"worker {at} of the server", process) for at, process in enumerate(children, start=1)]
        if self._worker.poll() is None:  # else Service.require_worker says so
            named.append(("uwlr worker", self._worker))
        self.samples.append(
            Sample(
                asked=asked,
                seconds=time.monotonic() - self._begun,
                processes=tuple(_held(name, process) for name, process in named),
                connections=self._connections(),
                log=sum(log.stat().st_size for log in self._logs),
            )
        )

    async def keep_taking(self, each: float, asked: Callable[[], int]) -> None:
        """Take one each so many seconds, until cancelled."""
        while True:
            await asyncio.to_thread(self.take, asked())
            await asyncio.sleep(each)

    def _connections(self) -> int | None:
        if self._database.dialect == "sqlite":
            return None
        with self._database.read() as connection:
            return int(connection.execute(BACKENDS).scalar_one())


def _held(name: str, process: psutil.Process) -> Held:
    with process.oneshot():
        memory = process.memory_full_info()
        return Held(
            name=name,
            pid=process.pid,
            uss=memory.uss,
            pss=memory.pss,
            files=process.num_fds(),
            threads=process.num_threads(),
        )
