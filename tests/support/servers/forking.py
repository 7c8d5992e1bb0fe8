"""The ``uwlr`` command in processes that begin with everything imported: each is a fork of one that did that.

The tests start some hundred and fifty servers, and some fifty workers of the night. More than half of the
work of such a start is importing the service, in the process that listens and in each of its workers, and the
measurement of coverage makes that dearer still. The command, gunicorn and the workers are the same in a fork,
with an environment, a folder, a log and signals of their own.

That the command starts from nothing is for tests that run it by its name.
"""

import atexit
import functools
import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, NoReturn

from tests.support.places import ROOT

PROGRAM = "uwlr_service.cli"
IMPORTED = ("uwlr_service.server", "uwlr_service.app", "uwlr_service.taken.service")
"""What the server imports, before it listens and in its workers, and what a worker of the night does."""
PATIENCE = 30
LARGEST_ORDER = 1 << 20
"""Bytes of an order, most of which are the environment."""


class Forked:
    """A process that was forked for us: as much of ``subprocess.Popen`` as those who start a server need."""

    def __init__(self, minder: socket.socket) -> None:
        self._minder = minder
        self._said = minder.makefile("r", encoding="ascii")
        self.pid = int(self._line())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """How it ended, as ``subprocess`` says it; None while it runs."""
        return self._listen(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it ended."""
        code = self._listen(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(PROGRAM, timeout or 0)
        return code

    def send_signal(self, how: int) -> None:
        """Send it a signal, unless it ended."""
        if self.poll() is None:
            os.kill(self.pid, how)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def _listen(self, timeout: float | None) -> int | None:
        if self.returncode is None:
            ready, _, _ = select.select([self._minder], [], [], timeout)
            if ready:
                self.returncode = int(self._line())
                self._said.close()
                self._minder.close()
        return self.returncode

    def _line(self) -> str:
        line = self._said.readline()
        if not line:
            raise RuntimeError("the process that all servers are forked from is not there any more")
        return line


class _Parent:
    """The process that everything is forked from."""

    def __init__(self) -> None:
        self._orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._lock = threading.Lock()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__],
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                cwd=ROOT,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
            )

    def fork(self, order: str, log: IO[bytes]) -> Forked:
        """Have a process made that does what it is told."""
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            socket.send_fds(self._orders, [order.encode()], [theirs.fileno(), log.fileno()])
        return Forked(ours)

    def close(self) -> None:
        """Let it end, which is when it tells what of the code it reached."""
        self._orders.close()
        self._process.wait(PATIENCE)


@functools.cache
def _parent() -> _Parent:
    made = _Parent()
    atexit.register(made.close)
    return made


def run(
    *args: str, environ: Mapping[str, str], folder: Path, log: IO[bytes], program: str = PROGRAM
) -> Forked:
    """Start ``uwlr``, or another module, with these arguments in a folder; both streams go to the log."""
    order = json.dumps({"program": program, "args": args, "environ": dict(environ), "folder": str(folder)})
    return _parent().fork(order, log)


def _take_orders(orders: socket.socket) -> None:
    """Fork for every order, until nobody can give one any more."""
    # The system itself clears away the minders, which nobody waits for.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        order, descriptors, _, _ = socket.recv_fds(orders, LARGEST_ORDER, 2)
        if not order:
            return
        if os.fork() == 0:
            orders.close()
            _mind(json.loads(order), *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _mind(order: Mapping[str, Any], asked_by: int, log: int) -> NoReturn:
    """Fork the process itself, tell who asked for it which it is, wait for it, and tell how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        os.close(asked_by)
        _become(order, log)
    os.close(log)
    os.write(asked_by, f"{pid}\n".encode())
    _, status = os.waitpid(pid, 0)
    os.write(asked_by, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _become(order: Mapping[str, Any], log: int) -> NoReturn:
    """Be the command."""
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environ"])
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.close(nothing)
    os.close(log)
    sys.argv = [order["program"], *order["args"]]
    runpy.run_module(order["program"], run_name="__main__", alter_sys=True)
    sys.exit()


if __name__ == "__main__":
    for module in IMPORTED:
        importlib.import_module(module)
    with socket.socket(fileno=os.dup(0)) as given:
        _take_orders(given)
