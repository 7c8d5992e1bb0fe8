"""The worker of gunicorn: ``gthread``, which spreads connections evenly and lets none wait in a thread."""

import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

HEAD_START = 0.0005
"""Seconds that a worker lets the others go first, for each connection that it keeps without work."""
LONGEST = 0.005
NOTICEABLE = 0.1
"""Seconds away from the connections after which their patience is lengthened."""


class Inline(Executor):
    """Runs what it is given at once, in the thread that gives it."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """A future that is done already."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class EvenWorker(ThreadWorker):  # type: ignore[misc]
    """A threaded worker for callers that keep their connections, as a proxy does.

    A proxy opens its connections at once. Whichever worker woke first would take all of them, and the other
    cores would idle for as long as they live. A single thread is the worker's own: handing each call to
    another one and back takes a fifth of the call.
    """

    def get_thread_pool(self) -> Executor:
        """Where calls run."""
        pool: Executor = Inline() if self.cfg.threads == 1 else super().get_thread_pool()
        return pool

    def accept(self, listener: socket.socket) -> None:
        """Take a connection, unless a worker with fewer did so while this one waited."""
        if self.cfg.workers > 1:
            kept = len(self.keepalived_conns) + len(self.pending_conns)
            time.sleep(min(kept * HEAD_START, LONGEST))
        super().accept(listener)

    def enqueue_req(self, conn: TConn) -> None:
        """Let a new connection wait for its first byte without a thread; a client may never send one."""
        if conn.initialized or conn.data_ready:
            with self._time_out():
                super().enqueue_req(conn)
            return
        conn.sock.setblocking(False)
        conn.set_timeout()
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """Keep or close a connection; closing waits for who does not."""
        with self._time_out():
            super().finish_request(conn, fs)

    @contextmanager
    def _time_out(self) -> Iterator[None]:
        """Stop the clock of the others: while this worker does not look, nobody is silent."""
        started = time.monotonic()
        yield
        away = time.monotonic() - started
        if away > NOTICEABLE:
            for other in (*self.keepalived_conns, *self.pending_conns):
                other.timeout += away
