"""The worker of gunicorn: ``gthread``, which spreads connections evenly and lets none wait in a thread."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import Future
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


class EvenWorker(ThreadWorker):  # type: ignore[misc]
    """A threaded worker for callers that keep their connections, as a proxy does.

    A proxy opens its connections at once. Whichever worker woke first would take all of them, and the other
    cores would idle for as long as they live. A single thread is the worker's own: handing each call to
    another one and back takes a fifth of the call.
    """

    _in_call = False

    def accept(self, listener: socket.socket) -> None:
        """Take a connection, unless a worker with fewer did so while this one waited."""
        if self.cfg.workers > 1:
            kept = len(self.keepalived_conns) + len(self.pending_conns)
            time.sleep(min(kept * HEAD_START, LONGEST))
        super().accept(listener)

    def enqueue_req(self, conn: TConn) -> None:
        """Handle what a connection sent, once it sent something; a client may never do so."""
        if not (conn.initialized or conn.data_ready):
            conn.sock.setblocking(False)
            conn.set_timeout()
            self.pending_conns.append(conn)
            self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))
        elif self.cfg.threads > 1:
            super().enqueue_req(conn)
        elif self._in_call:  # the next one of a client that does not wait for answers
            self.method_queue.defer(self.enqueue_req, conn)
        else:
            self._call(conn)

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """Keep or close a connection; closing waits for who does not."""
        with self._time_out():
            super().finish_request(conn, fs)

    def _call(self, conn: TConn) -> None:
        done: Future[Any] = Future()
        self._in_call = True
        try:
            with self._time_out():
                done.set_result(self.handle(conn))
            self.finish_request(conn, done)
        finally:
            self._in_call = False

    @contextmanager
    def _time_out(self) -> Iterator[None]:
        """Stop the clock of the others: while this worker does not look, nobody is silent."""
        started = time.monotonic()
        yield
        away = time.monotonic() - started
        if away > NOTICEABLE:
            for other in (*self.keepalived_conns, *self.pending_conns):
                other.timeout += away
