"""The server of a demo: ``uwlr serve`` in a process of its own, which ends with the demo."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import uwlr_service
from uwlr_service.client.fouten import Onbereikbaar

PACKAGE = Path(uwlr_service.__file__).parents[1]
LOOPBACK = "127.0.0.1"
EVERYWHERE = ("", "0.0.0.0", "[::]")  # noqa: S104  to recognise, not to bind
START_SECONDS = 60.0
STOP_SECONDS = 20.0
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class DemoServer:
    """A running ``uwlr serve``."""

    def __init__(self, process: subprocess.Popen[bytes], url: str, log: Path) -> None:
        self.process = process
        self.url = url
        self.log = log

    @property
    def wsdl(self) -> str:
        """The one address that a publisher is given."""
        return f"{self.url}/uwlr/leerlinggegevens?wsdl"

    @property
    def wsdl_resultaten(self) -> str:
        """The address for results."""
        return f"{self.url}/uwlr/leerresultaten?wsdl"

    def wait_until_ready(self) -> None:
        """Raise Onbereikbaar if the server ends, or never says that it is ready."""
        until = time.monotonic() + START_SECONDS
        while not self._is_ready():
            if self.process.poll() is not None or time.monotonic() > until:
                raise Onbereikbaar(f"De server is niet gestart. Waarom staat in {self.log}.")
            time.sleep(0.05)

    def _is_ready(self) -> bool:
        try:
            with DIRECT.open(f"{self.url}/health/ready", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def wait(self) -> None:
        """Wait as long as the server runs; Onbereikbaar if it ends by itself."""
        self.process.wait()
        raise Onbereikbaar(f"De server is gestopt. Waarom staat in {self.log}.")


@contextmanager
def serving(environ: Mapping[str, str], folder: Path) -> Iterator[DemoServer]:
    """A server with this environment; stopped at the end, whatever happens in between."""
    log = folder / "server.log"
    path = os.pathsep.join(part for part in (str(PACKAGE), os.environ.get("PYTHONPATH")) if part)
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "uwlr_service.cli", "serve"],
            env={**environ, "PYTHONPATH": path},
            cwd=folder,  # the .env of where the demo was started is not the demo's
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            start_new_session=True,  # Ctrl-C reaches the demo, which then stops the server in good order
        )
    server = DemoServer(process, url_of(environ["UWLR_BIND"]), log)
    try:
        server.wait_until_ready()
        yield server
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def free_bind(wanted: str) -> str:
    """The wanted host and port if nobody listens there, or else a free port of this machine."""
    for bind in (wanted, f"{LOOPBACK}:0"):
        host, _, port = bind.rpartition(":")
        bare = host.strip("[]")
        if not port.isdecimal() or (port != "0" and _answers(url_of(bind))):
            continue
        family = socket.AF_INET6 if ":" in bare else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError, OverflowError):
                probe.bind((bare, int(port)))
                return f"{host}:{probe.getsockname()[1]}"
    raise Onbereikbaar("Er is op deze machine geen vrije poort voor de server.")


def _answers(url: str) -> bool:
    """Whether something listens there; a server on all addresses leaves a single one free to bind."""
    parts = urlsplit(url)
    with suppress(OSError, ValueError), socket.create_connection((parts.hostname, parts.port), timeout=1):
        return True
    return False


def url_of(bind: str) -> str:
    """Where a server that listens on this host and port can be called from this machine."""
    host, _, port = bind.rpartition(":")
    return f"http://{LOOPBACK if host in EVERYWHERE else host}:{port}"


@contextmanager
def interruptible() -> Iterator[None]:
    """Let a request to end, or a terminal that closes, clean up as Ctrl-C does."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    numbers = (signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
