"""The worker of gunicorn: ``gthread``, which spreads connections evenly and lets none wait in a thread.

It extends what gunicorn does not promise to keep. ``setup.cfg`` therefore names one minor version of
gunicorn, and ``tests/test_worker.py`` fails when a name that is used here is gone.
"""

import socket
import time
from concurrent.futures import Future
from functools import partial
from selectors import EVENT_READ
from typing import Any, NamedTuple

from gunicorn.http.message import Request
from gunicorn.workers.gthread import TConn, ThreadWorker

from uwlr_service.outbox import Outbox

HEAD_START = 0.0005
"""Seconds that a worker lets the others go first, for each connection that it keeps without work."""
LONGEST_HEAD_START = 0.005
NOTICEABLE = 0.1
"""Seconds away from the connections after which their patience is lengthened."""


class AnsweredConnection(NamedTuple):
    """A connection as gunicorn sees it while it answers: what is sent goes to the outbox first."""

    sock: Outbox
    client: Any
    server: Any


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
            time.sleep(min(kept * HEAD_START, LONGEST_HEAD_START))
        super().accept(listener)

    def enqueue_req(self, conn: TConn) -> None:
        """Handle what a connection sent, once it sent something; a client may never do so."""
        if not (conn.initialized or conn.data_ready):
            conn.sock.setblocking(False)
            conn.set_timeout()
            self.pending_conns.append(conn)
            self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))
        elif self.cfg.threads > 1:
            self.tpool.submit(self._call_in_thread, conn)
        elif self._in_call:  # the next request of a client that does not wait for answers
            self.method_queue.defer(self.enqueue_req, conn)
        else:
            self._call(conn)

    def on_client_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        """Handle the next request on a connection that was kept."""
        if self.cfg.threads > 1:
            super().on_client_socket_readable(conn, client)
            return
        # The only thread looks at no other event meanwhile, so the poller may keep watching this one.
        self.keepalived_conns.remove(conn)
        self._call(conn, is_watched=True)

    def handle_request(self, req: Request, conn: TConn) -> bool:
        """Answer one request, and send the answer as a whole; returns whether the connection may stay."""
        outbox = Outbox(conn.sock)
        may_stay: bool = super().handle_request(req, AnsweredConnection(outbox, conn.client, conn.server))
        outbox.flush()
        return may_stay

    def _keepalive_after(self, conn: TConn, keepalive: bool) -> bool:
        """Whether the connection can take another request, once the rest of this one was read."""
        body = conn.parser.mesg.body
        if keepalive and getattr(body.reader, "length", None) == 0:
            # Our application reads a body to its end, and asking the socket for more takes four system calls.
            return True
        may_stay: bool = super()._keepalive_after(conn, keepalive)
        return may_stay

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """Keep or close a connection. Closing may block while a client keeps its end open."""
        started = time.monotonic()
        super().finish_request(conn, fs)
        self._forgive(started)

    def _call(self, conn: TConn, *, is_watched: bool = False) -> None:
        """Handle a request in the worker's only thread; ``is_watched`` when the poller has the connection."""
        started = time.monotonic()
        self._in_call = True
        try:
            result = self.handle(conn)
            self._forgive(started)
            if is_watched and self._may_be_kept(conn, result):
                self._keep(conn)
                return
            if is_watched:
                self.poller.unregister(conn.sock)
            self.finish_request(conn, _finished(result))
        finally:
            self._in_call = False

    def _call_in_thread(self, conn: TConn) -> None:
        """Handle a request in one of several threads.

        A connection that stays goes back to the poller from here: to wake the worker's own thread for it
        would cost another switch of threads.
        """
        result = self.handle(conn)
        if self._may_be_kept(conn, result):
            self._keep(conn)
            self.poller.register(conn.sock, EVENT_READ, partial(self.on_client_socket_readable, conn))
        else:
            self.method_queue.defer(self.finish_request, conn, _finished(result))

    def _may_be_kept(self, conn: TConn, result: Any) -> bool:
        """Whether a connection waits for its next request, and nothing of that was read already."""
        return result is True and self.alive and not conn.parser.unreader.buf.getvalue()

    def _keep(self, conn: TConn) -> None:
        conn.set_timeout()
        self.keepalived_conns.append(conn)

    def _forgive(self, started: float) -> None:
        """Stop the clock of the others: while this worker does not look, nobody is silent."""
        away = time.monotonic() - started
        if away > NOTICEABLE:
            for other in (*self.keepalived_conns, *self.pending_conns):
                other.timeout += away


def _finished(result: Any) -> Future[Any]:
    """An outcome in the form in which gunicorn hands it on between threads."""
    done: Future[Any] = Future()
    done.set_result(result)
    return done
