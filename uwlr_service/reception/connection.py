"""One client's connection: where it stands, what came in and what goes out."""

import enum
import logging
import math
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from uwlr_service.outbox import Outbox
from uwlr_service.reception import limits, refused
from uwlr_service.reception.gathering import Gathering
from uwlr_service.reception.refused import Refuse, Refused

log = logging.getLogger(__name__)
ABORT = struct.pack("ii", 1, 0)
"""SO_LINGER: let the system forget at once what the client did not read."""


class Stage(enum.Enum):
    """Who has to do something."""

    WAITING = "waiting"
    """The client, which said nothing of a next request yet."""
    HEAD = "head"
    BODY = "body"
    CALL = "call"
    """We: the request is whole."""
    SENDING = "sending"
    """The client has to read before the rest can be sent."""
    READING = "reading"
    """All is sent, and the client has to read it."""
    LEAVING = "leaving"
    """The last answer is out, and the client has to hang up."""
    CLOSED = "closed"


class Answer:
    """An answer that is being made: gunicorn's response, and the pieces that the application still gives."""

    __slots__ = ("_application", "pieces", "response")

    def __init__(self, response: Any) -> None:
        self.response = response
        self.pieces: Iterator[bytes] = iter(())
        self._application: Any = None

    def begin(self, application: Any) -> None:
        """Take the pieces from what the application returned."""
        self._application = application
        self.pieces = iter(application)

    def close(self) -> None:
        """Tell the application that no more will be asked."""
        close: Callable[[], None] | None = getattr(self._application, "close", None)
        if close is not None:
            close()


class Connection:
    """A connection and its deadlines; moments are those of the worker's own clock, in seconds."""

    __slots__ = (
        "_begun",
        "_count_before",
        "answer",
        "client",
        "counted",
        "deadline",
        "gathering",
        "on_event",
        "outbox",
        "server",
        "since",
        "small_pieces",
        "sock",
        "stage",
        "thrown_away",
        "watched",
        "will_stay",
        "window_end",
    )

    def __init__(self, sock: socket.socket, client: Any, server: Any, gathering: Gathering) -> None:
        self.sock = sock
        self.client = client
        self.server = server
        self.gathering = gathering
        self.outbox = Outbox(sock)
        self.answer: Answer | None = None
        self.stage = Stage.WAITING
        self.since = 0.0
        """When the present stage began."""
        self.deadline = math.inf
        self.window_end = math.inf
        """When to look next at how much came in or was read."""
        self._begun = 0.0
        self._count_before = 0
        self.counted = (0, 0)
        """Bytes in memory and on disk, as they were last counted for all connections together."""
        self.watched = 0
        """The events for which the poller looks at it."""
        self.on_event: Callable[[object], None] = _nothing
        self.small_pieces = 0
        self.will_stay = True
        """Whether it can take another request after the present answer."""
        self.thrown_away = 0
        """Bytes that came in after the last answer, and that nobody read."""

    @property
    def held(self) -> tuple[int, int]:
        """Bytes that are kept for it, in memory and on disk."""
        return self.gathering.in_memory + self.outbox.waiting, self.gathering.on_disk

    @property
    def is_kept(self) -> bool:
        """Whether its client was told that it may ask again, and did not yet."""
        return self.stage is Stage.WAITING and not self.gathering.is_first

    @property
    def may_ask_again(self) -> bool:
        """Whether its client was told that it may ask again, or is being told so."""
        # In this order: a thread that ends an answer meanwhile makes the second true of what was the first.
        return (self.stage in (Stage.CALL, Stage.SENDING) and self.will_stay) or self.is_kept

    def enter(self, stage: Stage, now: float, seconds: float = math.inf) -> None:
        """Begin a stage, which may take so long."""
        self.stage = stage
        self.since = now
        if self.answer is None:
            self._begun = now  # an answer that is made bit by bit is one answer
        self.deadline = now + seconds
        self.window_end = self.deadline
        self._count_before = 0

    def is_fast_enough(self, count: int, now: float) -> bool:
        """Whether a client got on in this window, with ``count`` bytes since the stage began."""
        if now < self.window_end:
            return True
        is_fast = count - self._count_before >= limits.LEAST_BYTES
        self._count_before = count
        self.window_end = now + limits.WINDOW_SECONDS
        self.deadline = self.window_end
        return is_fast and now - self._begun < limits.LONGEST_SECONDS

    def refuse(self, error: Refused, refuse: Refuse) -> None:
        """Have an answer sent to what no application will see, or was not answered by it."""
        refusal = refuse(error, refused.sentence(error.status))
        self.gathering.must_close = True
        self.will_stay = False
        self.outbox.sendall(refused.written(refusal, has_body=error.method != "HEAD"))

    def end_answer(self) -> None:
        """Tell the application that no more is asked of its answer."""
        answer = self.answer
        self.answer = None
        if answer is None:
            return
        try:
            answer.close()
        except Exception:
            log.exception("an answer could not be ended")

    def close(self, *, is_abort: bool = False) -> None:
        """End it; with ``is_abort`` the system forgets at once what the client did not read."""
        self.stage = Stage.CLOSED
        self.gathering.close()
        self.end_answer()
        if is_abort:
            with suppress(OSError):  # the client did so first
                self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABORT)
        self.sock.close()
        # It names this connection: in that ring its request would stay until the garbage collector came by.
        self.on_event = _nothing


def _nothing(_fileobj: object) -> None:
    """What a connection does before a worker looks after it."""
