"""Where connections are while it is their client's turn: one loop listens to all of them, and none waits."""

import logging
import socket
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from selectors import EVENT_READ, EVENT_WRITE, BaseSelector
from typing import Any

from uwlr_service.outbox import ReaderGone
from uwlr_service.reception import limits, refused
from uwlr_service.reception.clock import Clock
from uwlr_service.reception.connection import Connection, Stage
from uwlr_service.reception.crowd import Crowd
from uwlr_service.reception.gathering import Gathering
from uwlr_service.reception.refused import Refused

log = logging.getLogger(__name__)
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
EACH_SECONDS = 0.5
"""How often deadlines are looked at."""
AT_ONCE = 20
"""Clients that are seen to in one go, of those that sent several requests at once or whose time is over.

Each may be owed an answer, and others must have their turn."""
STOP_SECONDS = 2.0
"""How long a worker that stops waits for the rest of a request, and for the first on a new connection."""


class Lobby:
    """The connections of a worker. ``call`` is handed each that has a whole request, or room for more answer.

    Only the loop may use it, but for ``keep`` and ``watch``.
    """

    def __init__(self, cfg: Any, poller: BaseSelector, most: int, call: Callable[[Connection], None]) -> None:
        self._cfg = cfg
        self._poller = poller
        self._call = call
        self._crowd = Crowd(most)
        self._sweep_at = 0.0
        self._slowed: list[Connection] = []
        self._begun: list[Connection] = []
        self.clock = Clock()
        self.refuse: refused.Refuse = refused.plain
        self.largest_body = limits.LARGEST_BODY
        self.is_closing = False
        """Whether no connection may stay after its answer."""

    def __len__(self) -> int:
        return len(self._crowd)

    def welcome(self, sock: socket.socket, client: Any, server: Any) -> None:
        """Listen to a new client."""
        sock.setblocking(False)
        conn = Connection(sock, client, server, Gathering(self._cfg, client, self.largest_body))
        conn.on_event = partial(self._on_event, conn)
        if len(self._crowd) > limits.LARGE_CROWD:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, limits.SMALL_ROOM)
        conn.enter(Stage.WAITING, self.clock.now(), limits.HEAD_SECONDS)
        self._crowd.add(conn)
        self.watch(conn, EVENT_READ)
        self._bound()

    def settle(self, conn: Connection) -> None:
        """Go on after a call: send what is left, listen to the client again, or see it off."""
        self._guard(conn, self._settle)

    def _settle(self, conn: Connection) -> None:
        conn.outbox.flush()
        if conn.outbox.is_full or conn.answer is not None:
            self._measure(conn, Stage.SENDING)
            self.watch(conn, EVENT_WRITE)
            self._count(conn)
        elif not conn.will_stay:
            self._see_off(conn)
        else:
            self.keep(conn)
            self.watch(conn, EVENT_READ)
            if conn.gathering.has_begun_next():
                # The next request came along with this one; others have their turn first.
                self._begun.append(conn)

    def keep(self, conn: Connection) -> None:
        """Wait for the next request of a client."""
        conn.gathering.next_request()
        conn.small_pieces = 0
        conn.enter(Stage.WAITING, self.clock.now(), self._cfg.keepalive)

    def watch(self, conn: Connection, events: int) -> None:
        """Have the poller look at a connection for these events; for none at all with 0."""
        before = conn.watched
        if before == events:
            return
        conn.watched = events
        if not before:
            self._poller.register(conn.sock, events, conn.on_event)
        elif events:
            self._poller.modify(conn.sock, events, conn.on_event)
        else:
            self._poller.unregister(conn.sock)

    def turn(self, wait: float) -> None:
        """Wait for what comes first, and see to it."""
        begun = self._begun[:AT_ONCE]
        del self._begun[:AT_ONCE]
        for key, _ in self._poller.select(0 if begun else min(wait, EACH_SECONDS)):
            key.data(key.fileobj)
        for conn in begun:
            if conn.stage is Stage.WAITING:
                self._guard(conn, self._consider)
        self.sweep()

    def sweep(self) -> None:
        """Let go of those whose time is over, and listen again to those that were slowed down."""
        now = self.clock.now()
        if now < self._sweep_at:
            return
        late = self._crowd.late(now)
        for conn in late[:AT_ONCE]:
            self._guard(conn, self._expire)
        if len(late) > AT_ONCE:
            return  # the others have their turn first
        self._sweep_at = now + EACH_SECONDS
        slowed = self._slowed
        self._slowed = []
        for conn in slowed:
            if conn.stage in (Stage.HEAD, Stage.BODY):
                self.watch(conn, EVENT_READ)
        self._crowd.recount()
        self._bound()

    def close_down(self) -> None:
        """Take no more requests, but for those that may be on their way already.

        Who was told that a connection stays may ask once more on it, for as long as was meant then.
        """
        self.is_closing = True
        until = self.clock.now() + STOP_SECONDS
        for conn in self._crowd:
            if conn.stage in (Stage.HEAD, Stage.BODY) or (conn.stage is Stage.WAITING and not conn.is_kept):
                conn.deadline = min(conn.deadline, until)

    def is_kept_by_any(self) -> bool:
        """Whether somebody may still ask on a connection that was used before."""
        return any(conn.may_ask_again for conn in self._crowd)

    def drop_all(self) -> None:
        """Wait for nobody any more."""
        for conn in self._crowd:
            self.drop(conn)

    def drop_oldest(self) -> bool:
        """Make room: those go first that have kept us waiting the longest; False when nobody can go."""
        oldest = self._crowd.oldest()
        for conn in oldest:
            self.drop(conn, is_abort=True)
        return bool(oldest)

    def drop(self, conn: Connection, *, is_abort: bool = False) -> None:
        """End a connection; with ``is_abort`` the system forgets what its client did not read."""
        if conn.stage is Stage.CLOSED:
            return
        self.watch(conn, 0)
        self._crowd.remove(conn)
        conn.close(is_abort=is_abort)

    def _bound(self) -> None:
        while self._crowd.is_too_much() and self.drop_oldest():
            pass

    def _count(self, conn: Connection) -> None:
        self._crowd.count(conn)
        self._bound()

    # What clients do

    def _on_event(self, conn: Connection, _fileobj: object) -> None:
        if conn.stage is Stage.SENDING:
            self._guard(conn, self._send_on)
        elif conn.stage is not Stage.CLOSED:
            self._guard(conn, self._receive)

    def _guard(self, conn: Connection, step: Callable[[Connection], None]) -> None:
        """Do something for a connection; if we stumble over it, the others must not suffer."""
        try:
            step(conn)
        except ReaderGone:
            self.drop(conn)
        except Exception:
            log.exception("a connection could not be seen to")
            self.drop(conn, is_abort=True)

    def _receive(self, conn: Connection) -> None:
        try:
            piece = conn.sock.recv(limits.RECEIVED)
        except BlockingIOError:
            return
        except OSError:
            self.drop(conn)
            return
        if not conn.will_stay:
            self._throw_away(conn, piece)
            return
        conn.gathering.add(piece)
        self._consider(conn)
        if len(piece) < limits.SMALL_PIECE and conn.stage in (Stage.HEAD, Stage.BODY):
            self._slow_down(conn)

    def _consider(self, conn: Connection) -> None:
        """See what a client sent so far, and have it answered if that is a request."""
        gathering = conn.gathering
        try:
            is_whole = gathering.is_whole()
        except Refused as error:
            self._refuse(conn, error)
        except OSError:  # of the disk
            self._refuse(conn, Refused(HTTPStatus.SERVICE_UNAVAILABLE, gathering.request.path))
        else:
            if is_whole:
                self._call(conn)
            elif gathering.has_ended:
                self._end_early(conn, "the client hung up")
            elif gathering.has_begun:
                self._wait_for_rest(conn)

    def _wait_for_rest(self, conn: Connection) -> None:
        gathering = conn.gathering
        if gathering.in_body and conn.stage is not Stage.BODY:
            conn.enter(Stage.BODY, self.clock.now(), limits.WINDOW_SECONDS)
            if gathering.asks_first():
                conn.outbox.sendall(CONTINUE)
                conn.outbox.flush()
        elif conn.stage is Stage.WAITING and gathering.is_first:
            conn.stage = Stage.HEAD  # whose deadline counts since the connection was made
        elif conn.stage in (Stage.WAITING, Stage.READING):
            conn.enter(Stage.HEAD, self.clock.now(), limits.HEAD_SECONDS)
        if self.is_closing:
            conn.deadline = min(conn.deadline, self.clock.now() + STOP_SECONDS)
        self._count(conn)

    def _slow_down(self, conn: Connection) -> None:
        """In a crowd, listen to a client that sends byte by byte as rarely as deadlines are looked at."""
        conn.small_pieces += 1
        if conn.small_pieces > limits.SMALL_PIECES and len(self._crowd) > limits.CROWD:
            self.watch(conn, 0)
            self._slowed.append(conn)

    def _end_early(self, conn: Connection, reason: str) -> None:
        """A request will not become whole: have it answered as far as it is known."""
        if conn.gathering.in_body:
            conn.gathering.give_up(reason)
            self._call(conn)
        else:
            self._see_off(conn)

    def _refuse(self, conn: Connection, error: Refused) -> None:
        """Answer what no application will see, and end the connection."""
        conn.refuse(error, self.refuse)
        self._settle(conn)

    def _send_on(self, conn: Connection) -> None:
        """A client has room again: send what waits, and have more made of its answer."""
        conn.outbox.flush()
        if conn.outbox.is_full:
            self._crowd.count(conn)
        elif conn.answer is not None:
            self._call(conn)
        else:
            self._settle(conn)

    def _see_off(self, conn: Connection) -> None:
        """Say that no more will come, and wait until the client hangs up: else it may lose the answer."""
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self.drop(conn)
            return
        conn.gathering.close()
        conn.will_stay = False
        conn.enter(Stage.LEAVING, self.clock.now(), limits.LEAVING_SECONDS)
        self._crowd.count(conn)
        if conn.gathering.has_ended:
            self._throw_away(conn, b"")
        else:
            self.watch(conn, EVENT_READ)

    def _throw_away(self, conn: Connection, piece: bytes) -> None:
        """Read over what a client still sends after its last answer."""
        conn.thrown_away += len(piece)
        if piece and conn.thrown_away < limits.LEAVING_BYTES:
            return
        if not piece and conn.outbox.unread():
            self.watch(conn, 0)  # it says no more, but still reads
            return
        self.drop(conn)

    # What clients do not do

    def _expire(self, conn: Connection) -> None:
        if conn.stage is Stage.HEAD:
            head = bytes(conn.gathering.buffer)
            self._refuse(conn, refused.at(head, HTTPStatus.REQUEST_TIMEOUT))
        elif conn.stage is Stage.BODY:
            if self.is_closing or not conn.is_fast_enough(conn.gathering.received, self.clock.now()):
                self._end_early(conn, "the client was too slow")
        elif conn.stage in (Stage.SENDING, Stage.READING):
            self._expire_reader(conn)
        elif conn.stage is Stage.LEAVING and conn.is_fast_enough(conn.thrown_away, self.clock.now()):
            pass  # it is still sending what was refused
        elif conn.outbox.unread():
            self._measure(conn, Stage.READING)
        else:
            self.drop(conn)

    def _measure(self, conn: Connection, stage: Stage) -> None:
        """Wait for a client to read, and measure how fast it does."""
        if conn.stage is not stage:
            conn.outbox.begin()
            conn.enter(stage, self.clock.now(), limits.WINDOW_SECONDS)
            if stage is Stage.READING:
                conn.deadline = self.clock.now()  # it may be done at any moment

    def _expire_reader(self, conn: Connection) -> None:
        """Go on with a client that reads slowly, but not too slowly."""
        now = self.clock.now()
        is_done = conn.stage is Stage.READING and not conn.outbox.unread()
        if is_done:
            self.drop(conn)
        elif not conn.is_fast_enough(conn.outbox.read(), now):
            self.drop(conn, is_abort=True)
        elif conn.stage is Stage.READING:
            conn.deadline = min(conn.window_end, now + EACH_SECONDS)
