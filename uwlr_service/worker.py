"""The worker of gunicorn: its threads only ever see whole requests, and none of them waits for a client.

It extends what gunicorn does not promise to keep. ``setup.cfg`` therefore names one minor version of
gunicorn, and ``tests/test_worker.py`` fails when a name that is used here is gone.
"""

import errno
import signal
import socket
import time
from http import HTTPStatus
from selectors import EVENT_READ

from gunicorn.http import wsgi
from gunicorn.workers.gthread import ThreadWorker

from uwlr_service.outbox import ReaderGone
from uwlr_service.reception import limits
from uwlr_service.reception.connection import Answer, Connection, Stage
from uwlr_service.reception.lobby import Lobby
from uwlr_service.reception.refused import Refused
from uwlr_service.stopping import IS_STOPPING

HEAD_START = 0.0005
"""Seconds that a worker lets the others go first, for each connection that it keeps."""
LONGEST_HEAD_START = 0.005
NOTICEABLE = 0.1
"""Seconds away from the connections after which their clock is set back."""
GONE_ALREADY = frozenset((errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED))
NO_ROOM = frozenset((errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM))
TURN = 1.0
SIGN_OF_LIFE = 1.0
"""Seconds between two signs that a worker is alive; after ``timeout`` without any it is replaced."""
STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)


class EvenWorker(ThreadWorker):  # type: ignore[misc]
    """A threaded worker for callers that keep their connections, as a proxy does, and for hostile ones.

    A proxy opens its connections at once. Whichever worker woke first would take all of them, and the other
    cores would idle for as long as they live. A single thread is the worker's own: handing each call to
    another one and back takes a fifth of the call.

    Requests are gathered and answers are sent in one loop for all clients (``reception/lobby.py``).
    """

    _waiting: dict[Connection, int]
    """Bytes of the requests that wait for a thread or have one; each thread takes its own away."""
    _accept_at = 0.0
    """When to take the next connection, by ``time.monotonic``; 0 when none is left to the others first."""
    _alive_at = 0.0
    """When to give the next sign of life, by ``time.monotonic``: each is a call of the system."""
    lobby: Lobby

    def init_signals(self) -> None:
        """Listen to signals, also to one that came while this worker was being made."""
        super().init_signals()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)

    def run(self) -> None:
        """Serve until somebody asks to stop, and then finish what is in hand."""
        self.lobby = Lobby(self.cfg, self.poller, self.worker_connections, self._call)
        self._waiting = {}
        self.lobby.refuse = getattr(self.wsgi, "refuse", self.lobby.refuse)
        self.lobby.largest_body = getattr(self.app, "largest_body", self.lobby.largest_body)
        self.poller.register(self.method_queue.fileno(), EVENT_READ, self.method_queue.run_callbacks)
        self.set_accept_enabled(True)
        while self.alive and self.is_parent_alive():
            self._turn()
        self._finish()
        self.tpool.shutdown(wait=False)
        self.poller.close()
        self.method_queue.close()
        for listener in self.sockets:
            listener.close()

    def accept(self, listener: socket.socket) -> None:
        """Take a connection, unless a worker with fewer does so first; in a crowd, take many."""
        kept = len(self.lobby)
        is_crowd = kept >= limits.CROWD
        if self.cfg.workers > 1 and kept > 0 and not is_crowd and not self._accept_at:
            # The loop comes back here, and sees to its connections meanwhile.
            self._accept_at = time.monotonic() + min(kept * HEAD_START, LONGEST_HEAD_START)
            self.set_accept_enabled(False)
            return
        for _ in range(limits.ACCEPTED if is_crowd else 1):
            try:
                sock, client = listener.accept()
            except OSError as error:
                if error.errno in NO_ROOM:
                    self.lobby.drop_oldest()
                elif error.errno not in GONE_ALREADY:
                    raise
                return
            self.lobby.welcome(sock, client, listener.getsockname())

    def _turn(self) -> None:
        """One round of the loop."""
        now = time.monotonic()
        if now >= self._alive_at:
            self.notify()
            self._alive_at = now + SIGN_OF_LIFE
        left = self._accept_at - now if self._accept_at else TURN
        self.lobby.turn(max(left, 0))
        self.nr_conns = len(self.lobby)
        if self._accept_at and time.monotonic() >= self._accept_at:
            for listener in self.sockets:
                self.accept(listener)
            self._accept_at = 0.0
            self.set_accept_enabled(True)

    def _finish(self) -> None:
        """Answer what is in hand, within the time that gunicorn gives.

        A proxy sends a POST once, so a connection that it keeps may not be closed under it: as long as it may
        use those, new ones are taken too, as the next server is not there yet. Each has one answer.
        """
        self.lobby.close_down()
        until = time.monotonic() + self.cfg.graceful_timeout
        while self.lobby.is_kept_by_any() and time.monotonic() < until:
            self._turn()
        self._accept_at = 0.0
        self.set_accept_enabled(False)
        while len(self.lobby) and time.monotonic() < until:
            self._turn()
        self.lobby.drop_all()
        self.nr_conns = len(self.lobby)

    def _call(self, conn: Connection) -> None:
        """Have a whole request answered, or go on with an answer for which there is room again."""
        conn.enter(Stage.CALL, self.lobby.clock.now())
        if not self.alive and conn.answer is None:
            conn.will_stay = False  # which its answer will say
        if self.cfg.threads > 1:
            self.lobby.watch(conn, 0)
            self._submit(conn)
            return
        started = time.monotonic()
        self._answer(conn)
        away = time.monotonic() - started
        if away > NOTICEABLE:
            self.lobby.clock.forgive(away)
        self.lobby.settle(conn)

    def _submit(self, conn: Connection) -> None:
        """Have a request answered when a thread is free, unless too much waits for one."""
        waiting = self._waiting
        if len(waiting) > limits.IN_QUEUE and sum(waiting.values()) > limits.HELD_IN_MEMORY:
            request = conn.gathering.request
            error = Refused(HTTPStatus.SERVICE_UNAVAILABLE, request.path, request.method)
            conn.refuse(error, self.lobby.refuse)
            self.method_queue.defer(self.lobby.settle, conn)
            return
        waiting[conn] = conn.gathering.whole
        self.tpool.submit(self._call_in_thread, conn)

    def _call_in_thread(self, conn: Connection) -> None:
        """Answer in one of several threads.

        A connection that stays goes back to the poller from here: to wake the loop for it would cost another
        switch of threads.
        """
        self._answer(conn)
        del self._waiting[conn]
        is_done = conn.answer is None and conn.will_stay and not conn.outbox.waiting
        if is_done and self.alive and not conn.gathering.has_begun_next():
            self.lobby.keep(conn)
            self.lobby.watch(conn, EVENT_READ)
        else:
            self.method_queue.defer(self.lobby.settle, conn)

    def _answer(self, conn: Connection) -> None:
        """Let the application make its answer, or as much of it as the client has room for."""
        try:
            answer = conn.answer or self._begin(conn)
            response = answer.response
            for piece in answer.pieces:
                response.write(piece)
                if conn.outbox.is_full:
                    return
            response.close()
            conn.will_stay = not response.should_close()
            conn.end_answer()
            conn.outbox.flush()
        except ReaderGone:
            conn.will_stay = False
            conn.end_answer()
        except Exception:
            self._fail(conn)

    def _begin(self, conn: Connection) -> Answer:
        request = conn.gathering.request
        response, environ = wsgi.create(request, conn.outbox, conn.client, conn.server, self.cfg)
        environ["wsgi.multithread"] = self.cfg.threads > 1
        environ[IS_STOPPING] = self._is_stopping
        if conn.gathering.must_close or not self.alive or not self.cfg.keepalive:
            response.force_close()
        conn.answer = Answer(response)
        conn.answer.begin(self.wsgi(environ, response.start_response))
        return conn.answer

    def _is_stopping(self) -> bool:
        """Whether somebody asked to stop: a call that waits for something ends its wait."""
        return not self.alive

    def _fail(self, conn: Connection) -> None:
        """The application failed: say so, or break off an answer that was begun."""
        self.log.exception("Error handling a request")
        request = conn.gathering.request
        is_begun = conn.answer is not None and conn.answer.response.headers_sent
        conn.end_answer()
        conn.will_stay = False
        if not is_begun:
            error = Refused(HTTPStatus.INTERNAL_SERVER_ERROR, request.path, request.method)
            conn.refuse(error, self.lobby.refuse)
