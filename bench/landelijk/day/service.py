"""A copy of a country with its server and its worker, all by one clock that can be moved."""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import psutil
import psycopg

from bench import servers
from bench.landelijk.day.clock import Clock
from bench.landelijk.land import Land
from bench.landelijk.morning.stage import NAME, Place, Stage, serving
from bench.report import NotMeasured

COPY = "uwlr_day"
DAYS_KEPT = 30
"""All periods that are settings; the others are fixed: 30 days for packages, 14 for traffic, and so on."""
SETTINGS: Mapping[str, str] = {
    "UWLR_RETENTION_DAYS": str(DAYS_KEPT),
    "UWLR_MESSAGE_DAYS": str(DAYS_KEPT),
    "UWLR_LOG_UITWISSELING_DAYS": str(DAYS_KEPT),
    "UWLR_LOG_TOEGANG_DAYS": str(DAYS_KEPT),
}
CLEARED_UP = b'"cleared_up"'
"""The event of the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A server and a worker for a copy of a country."""

    stage: Stage
    clock: Clock
    server: psutil.Process
    worker: psutil.Popen
    logs: tuple[Path, ...]
    """Of server and worker."""

    def require_worker(self) -> None:
        """Raise NotMeasured if the worker ended: a day without it says nothing."""
        code = self.worker.poll()
        if code is not None:
            raise NotMeasured(f"uwlr worker ended by itself with exit code {code}; see {self.logs[-1]}")

    def cleared_up(self) -> list[str]:
        """What the worker wrote each time that it had forgotten what is no longer kept."""
        lines = self.logs[-1].read_bytes().splitlines()
        return [line.decode(errors="replace") for line in lines if CLEARED_UP in line]


@contextmanager
def running(
    land: Land, at: Place, folder: Path, workers: int, begin: datetime, **environ: str
) -> Iterator[Service]:
    """Copy the country of a folder, and serve the copy from a moment on; ``environ`` has more settings.

    The clock of the copy goes on for weeks; the country itself stays as it was made.
    Raises NotMeasured if the service does not start.
    """
    ours = folder / "day"
    shutil.rmtree(ours, ignore_errors=True)
    ours.mkdir()
    var = ours / "var"
    shutil.copytree(land.environ["UWLR_VAR"], var)
    clock = Clock.make(ours / "clock")
    clock.move_to(begin)
    program = ("-m", "bench.landelijk.day.program", str(clock.path))
    land = replace(land, environ={**land.environ, "UWLR_VAR": str(var)})
    with serving(land, _copied(at, ours), ours, workers, uwlr=program, **SETTINGS, **environ) as stage:
        log = ours / "worker.log"
        with log.open("wb") as stream:
            worker = psutil.Popen(
                servers.python(*program, "worker"),
                env={**_inherited(), **stage.land.environ, "PYTHONPATH": str(servers.ROOT)},
                cwd=ours,
                stdout=stream,
                stderr=stream,
            )
        try:
            yield Service(
                stage=stage,
                clock=clock,
                server=stage.meter.server,
                worker=worker,
                logs=(ours / f"server-{stage.port}.log", log),
            )
        finally:
            worker.terminate()
            worker.wait(servers.PATIENCE)


def _copied(at: Place, folder: Path) -> Place:
    """A copy of a database, in place of the one of an earlier day."""
    if at.process is None:
        copy = folder / "uwlr.sqlite"
        with (
            closing(sqlite3.connect(at.url.removeprefix("sqlite:///"))) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
        return replace(at, url=f"sqlite:///{copy}")
    server = at.url.replace("postgresql+psycopg://", "postgresql://").removesuffix(NAME)
    with psycopg.connect(f"{server}postgres", autocommit=True) as connection:
        connection.execute(f"drop database if exists {COPY} with (force)")
        connection.execute(f"create database {COPY} template {NAME}")
    return replace(at, url=at.url.removesuffix(NAME) + COPY)


def _inherited() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
