"""Servers in processes of their own: ours and the peers, each until the end of a block."""

import os
import re
import socket
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import func, select, text

from bench import messages, school
from bench.report import NotMeasured
from tests.support.partners.handelenden import DOOR
from uwlr_service.config import Settings
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.domain.koppeling.klant import hash_sleutel, new_sleutel
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.sleutels import SleutelRepository
from uwlr_service.repository.schema.uwlr import resultaat
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

ROOT = Path(__file__).parents[1]
PATIENCE = 120
"""Seconds for a server to start or stop; a busy machine takes many."""
LOADING = 3
"""Seconds in which a worker surely loads the application."""
PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    process: psutil.Popen
    port: int

    def workers(self) -> list[psutil.Process]:
        """The processes that do the work: the children, or the server itself."""
        return self.process.children() or [self.process]

    def wait_for_workers(self, count: int) -> None:
        """Wait until so many workers are there: the first would take every connection."""
        until = time.monotonic() + PATIENCE
        while len(self.process.children()) < count:
            if time.monotonic() > until:
                raise NotMeasured(f"there are no {count} workers")
            time.sleep(0.05)
        time.sleep(LOADING)

    def processor_seconds(self) -> float:
        """What the server took from the processor so far, all its processes together."""
        times = [process.cpu_times() for process in (self.process, *self.process.children(recursive=True))]
        return sum(taken.user + taken.system for taken in times)

    def peak_megabytes(self) -> float:
        """The most memory that any worker has had resident at a time."""
        status = [Path(f"/proc/{worker.pid}/status") for worker in self.workers()]
        if not all(path.exists() for path in status):
            raise NotMeasured("this system has no /proc")
        text = "".join(path.read_text() for path in status)
        return max(int(kilobytes) for kilobytes in PEAK.findall(text)) / 1024


def free_port() -> int:
    """A port on which nothing listens at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str | Path],
    port: int,
    folder: Path,
    environ: Mapping[str, str] | None = None,
    cores: Iterable[int] | None = None,
) -> Iterator[Server]:
    """A server, once it listens; ``cores`` pins it. Raises NotMeasured when it does not come up."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
    log = folder / f"server-{port}.log"
    with log.open("wb") as stream:
        process = psutil.Popen(
            [str(part) for part in command],
            env=inherited | dict(environ or {}) | {"PYTHONPATH": str(ROOT)},
            cwd=folder,
            stdout=stream,
            stderr=stream,
            preexec_fn=(lambda: os.sched_setaffinity(0, cores)) if cores else None,
        )
    try:
        _wait_for(process, port, log)
        yield Server(process, port)
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except psutil.TimeoutExpired:
            process.kill()


def _wait_for(process: psutil.Popen, port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                last = log.read_text(errors="replace").strip().splitlines()[-1:]
                raise NotMeasured(f"the server did not start: {''.join(last)}") from None
            time.sleep(0.05)


def python(*arguments: str) -> list[str]:
    """A command in the Python that runs this; warnings of Spyne are not ours to mend."""
    return [sys.executable, "-W", "ignore", *arguments]


@dataclass(frozen=True, slots=True)
class Installation:
    """A migrated database of ours with one school in it, and a link that may pull it."""

    settings: Settings
    sleutels: Mapping[str, str]
    """A key per envelope prefix."""

    @property
    def environ(self) -> dict[str, str]:
        """What the server needs to know."""
        return {"UWLR_DATABASE_URL": self.settings.database_url, "UWLR_VAR": str(self.settings.var)}


def install(url: str, folder: Path, gegevens: Schoolgegevens) -> Installation:
    """Migrate a database, store a school and make a link."""
    settings = Settings.from_environment({"UWLR_DATABASE_URL": url, "UWLR_VAR": str(folder / "var")})
    database = Database.open(settings.database_url)
    database.upgrade()
    EdexmlUitwisseling(database).store(gegevens)
    beheer = Koppelingbeheer(database, settings.secret)
    uitgifte = beheer.add(
        klantnaam=messages.KLANTNAAM,
        klantcode=messages.KLANTCODE,
        scholen=[school.CODE],
        gegevensset=VOLLEDIG,
        door=DOOR,
    )
    sleutels = {"soap": uitgifte.sleutel, "s": new_sleutel()}
    with database.write() as connection:
        # A supplier has one link at a school, so the key with the other prefix belongs to it too.
        SleutelRepository(connection).add(
            uitgifte.koppeling.id, hash_sleutel(settings.secret, sleutels["s"]), tolerant=False, prefix="s"
        )
        # PostgreSQL does so by itself within a minute
        connection.execute(text("analyze leerling"))
    database.close()
    return Installation(settings, sleutels)


def count_results(installed: Installation) -> int:
    """How many results are stored."""
    database = Database.open(installed.settings.database_url)
    try:
        with database.read() as connection:
            return int(connection.execute(select(func.count()).select_from(resultaat)).scalar_one())
    finally:
        database.close()


@contextmanager
def ours(
    installed: Installation, folder: Path, *, cores: Iterable[int] | None = None, **environ: str
) -> Iterator[Server]:
    """``uwlr serve``, with the settings that it has of itself."""
    port = free_port()
    environment = {**installed.environ, "UWLR_BIND": f"127.0.0.1:{port}", **environ}
    with running(python("-m", "uwlr_service.cli", "serve"), port, folder, environment, cores) as server:
        yield server
