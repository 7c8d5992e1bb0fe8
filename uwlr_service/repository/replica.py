"""A copy of the database that PostgreSQL keeps by streaming: it takes readings over from the primary.

It may be behind, slow or away, and no caller notices: then the primary reads. A copy that gives no answer is
left alone until it does again, so that only those wait for it, and shortly, who were the first to ask.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Row, TextClause, text
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from uwlr_service.domain.toezicht.gelezen import Gelezen
from uwlr_service.repository import verbinding

log = logging.getLogger(__name__)
Read = TypeVar("Read")

CONNECT_SECONDS = "2"
"""The least that libpq takes."""
ANSWER_SECONDS = 1.0
"""How long it may take to say whether the copy has the state that is wanted."""
READ_SECONDS = 5.0
"""And to read it all. Longer than the largest school takes on a busy machine: to begin anew costs more."""
AGAIN_SECONDS = 5.0
"""Between two looks at a copy that gave no answer."""
BEHIND_SECONDS = 60.0
"""How long it must be behind before the log says so: for a moment after each change it always is."""
ANYTHING = text("select 1")
CONFLICTS = {"40001", "40P01"}
"""What PostgreSQL says when a change that has to be replayed takes away what a reading needs."""


class NotRead(Exception):
    """The copy did not give what was asked; the primary does."""


class Replica:
    """The connections to a copy, and what is known of how it does."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._is_away = False
        self._behind_since: float | None = None
        self._is_told = False
        self.after_reading: Callable[[Gelezen], None] | None = None
        """Called after each reading that the copy might do."""

    @classmethod
    def open(cls, address: str, connections: int, *, prepare: bool = True) -> "Replica":
        """The copy at an address, which is not connected to before it is used."""
        url = verbinding.parsed(address)
        if "connect_timeout" not in url.query:
            url = url.update_query_dict({"connect_timeout": CONNECT_SECONDS})
        # All that is read is of one state: the one that was looked at first.
        level = "REPEATABLE READ"
        return cls(verbinding.engine(url, connections, prepare=prepare, isolation_level=level))

    def read(self, has_state: Callable[[Connection], bool], read: Callable[[Connection], Read]) -> Read:
        """What ``read`` makes of a snapshot of the copy, if ``has_state`` holds in it. Raises NotRead."""
        if self._is_away:
            self._tell(Gelezen.AWAY)
            raise NotRead
        try:
            with self._engine.connect() as connection, Deadline(connection) as deadline:
                is_there = has_state(connection)
                deadline.is_answered = True
                made = read(connection) if is_there else None
        except SQLAlchemyError as error:
            self._fail(error)
            raise NotRead from error
        if not is_there:
            self._be_behind()
            raise NotRead
        self._behind_since = None
        self._tell(Gelezen.REPLICA)
        return made  # type: ignore[return-value]  # None only where the state is not there

    def ask(self, statement: TextClause) -> Row[Any]:
        """One row of the copy as it is, even while it is left alone. Raises SQLAlchemyError."""
        with self._engine.connect() as connection, Deadline(connection):
            return connection.execute(statement).one()

    def close(self) -> None:
        """Look no more whether it answers, and give all connections back."""
        self._closed.set()
        self._engine.dispose()

    def _tell(self, gelezen: Gelezen) -> None:
        if self.after_reading is not None:
            self.after_reading(gelezen)

    def _fail(self, error: SQLAlchemyError) -> None:
        if getattr(getattr(error, "orig", None), "sqlstate", None) in CONFLICTS:
            self._tell(Gelezen.CONFLICT)
            return
        if isinstance(error, DBAPIError) and not isinstance(error, OperationalError):
            self._be_behind()  # it has not even the tables that were asked for
            return
        self._tell(Gelezen.AWAY)
        with self._lock:
            if self._is_away or self._closed.is_set():
                return
            self._is_away = True
        log.warning("the replica gives no answer, so the primary reads: %s", type(error).__name__)
        threading.Thread(target=self._wait_for_it, name="replica", daemon=True).start()

    def _wait_for_it(self) -> None:
        """Look until the copy answers: no call does so."""
        while not self._closed.wait(AGAIN_SECONDS):
            with suppress(SQLAlchemyError):
                self.ask(ANYTHING)
                self._is_away = False
                log.warning("the replica answers again")
                return

    def _be_behind(self) -> None:
        self._tell(Gelezen.BEHIND)
        now = time.monotonic()
        with self._lock:
            if self._behind_since is None:
                self._behind_since = now
                self._is_told = False
            if self._is_told or now - self._behind_since < BEHIND_SECONDS:
                return
            self._is_told = True
        log.warning("the replica is behind for %d seconds or more, so the primary reads", BEHIND_SECONDS)


class Deadline:
    """Hangs up a connection that takes too long, whatever the reason: its server may stand still."""

    def __init__(self, connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        # Of our own, because the number of a socket that is closed may be given to another one.
        self._socket = socket.socket(fileno=os.dup(driver.fileno()))
        self._ended = threading.Event()
        self._hanging_up = threading.Lock()
        self.is_answered = False
        """Whether there was a first answer in time."""

    def __enter__(self) -> "Deadline":
        threading.Thread(target=self._watch, name="deadline", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._hanging_up:
            self._ended.set()
            self._socket.close()

    def _watch(self) -> None:
        if self._ended.wait(ANSWER_SECONDS):
            return
        if self.is_answered and self._ended.wait(READ_SECONDS - ANSWER_SECONDS):
            return
        with self._hanging_up:
            if not self._ended.is_set():
                self._socket.shutdown(socket.SHUT_RDWR)
