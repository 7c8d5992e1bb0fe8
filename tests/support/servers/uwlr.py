"""A real server for tests: ``uwlr serve`` in a process of its own, on a port that the system chose."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from tests.support.partners.handelenden import DOOR
from tests.support.places import ROOT
from tests.support.servers import forking
from tests.support.servers.forking import Forked
from uwlr_service.config import Settings
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

PATIENCE = 30
STARTING = 90
"""Seconds in which a server is there, on a machine that does more than it can."""
FLUSH_SECONDS = "0.2"
GIVEN = ("sh", "-c", 'LISTEN_FDS=1 LISTEN_PID=$$ exec "$@" 3<&0 </dev/null', "sh")
"""Begins a command that gets its standard input as the socket that systemd hands over."""


class Server:
    """A running ``uwlr serve`` and the database that it runs on."""

    def __init__(self, process: subprocess.Popen[bytes] | Forked, log: Path, settings: Settings) -> None:
        self.process = process
        self._log = log
        self.settings = settings
        self.database = Database.open(settings.database_url, prepare=settings.database_prepare)
        self.beheer = Koppelingbeheer(self.database, settings.secret)
        self.invoer = EdexmlUitwisseling(self.database)
        self.url = self._ready()

    def link(self, **options: Any) -> Uitgifte:
        """A new link in the place of those of its klant: a school takes one, and tests share a server."""
        for koppeling in self.beheer.all():
            if koppeling.klant.code == options["klantcode"] and koppeling.ingetrokken is None:
                Intrekkingen(self.database).withdraw(koppeling.id, door=DOOR)
        return self.beheer.add(**{"door": DOOR, **options})

    @property
    def log(self) -> str:
        """Everything that the server wrote so far, on both of its streams."""
        return self._log.read_text(encoding="utf-8")

    def events(self) -> list[dict[str, Any]]:
        """The lines of the log; each must be a JSON object."""
        return [json.loads(line) for line in self.log.splitlines()]

    def calls(self) -> list[dict[str, Any]]:
        """The lines about calls."""
        return [event for event in self.events() if event["event"] == "call"]

    def workers(self) -> list[int]:
        """The process ids of the workers."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in listed.split()]

    def wait(self, condition: Any, seconds: float = PATIENCE) -> None:
        """Wait until something holds; fail with the log when it never does."""
        until = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > until or self.process.poll() is not None:
                raise AssertionError(f"the server did not get there:\n{self.log}")
            time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End the server and wait for it."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    def _ready(self) -> str:
        self.wait(lambda: '"event": "ready"' in self.log, STARTING)
        (ready,) = (event for event in self.events() if event["event"] == "ready")
        address: str = ready["bind"][0]
        return address


def _start(
    program: str,
    environ: dict[str, str],
    folder: Path,
    log: IO[bytes],
    within: Sequence[str],
    given: socket.socket | None,
) -> subprocess.Popen[bytes] | Forked:
    if (program, environ["PYTHONPATH"]) == (forking.PROGRAM, str(ROOT)) and not within and given is None:
        return forking.run("serve", environ=environ, folder=folder, log=log)
    command = [*(GIVEN if given else ()), *within, sys.executable, "-m", program, "serve"]
    stdin = given.fileno() if given else None
    return subprocess.Popen(command, env=environ, cwd=folder, stdin=stdin, stdout=log, stderr=log)


@contextmanager
def serving(
    database_url: str,
    folder: Path,
    given: socket.socket | None = None,
    /,
    *,
    program: str = forking.PROGRAM,
    source: str = str(ROOT),
    within: Sequence[str] = (),
    **environ: str,
) -> Iterator[Server]:
    """A server on a migrated database, until the end of the block.

    ``given`` is a socket to hand over as systemd does, ``program`` the module that runs, ``source`` the
    folder with the package that it is run from, and ``within`` what its command begins with.
    """
    ours = {
        "UWLR_DATABASE_URL": database_url,
        "UWLR_VAR": str(folder / "var"),
        "UWLR_BIND": "127.0.0.1:0",
        "UWLR_WORKERS": "2",
        "UWLR_FLUSH_SECONDS": FLUSH_SECONDS,
        **environ,
    }
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
    inherited.pop("PROMETHEUS_MULTIPROC_DIR", None)
    log = folder / "log"
    settings = Settings.from_environment(ours)
    with log.open("wb") as stream:
        process = _start(program, inherited | ours | {"PYTHONPATH": source}, folder, stream, within, given)
    server = None
    try:
        server = Server(process, log, settings)
        yield server
    finally:
        if server:
            server.database.close()
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(PATIENCE)
        finally:
            process.kill()  # one that does not stop fails this test, and none that comes after it
