"""A clock that is moved ahead: server, worker and callers read in one file how far.

All of the service asks ``tijd.now`` for the moment, so that this one name moves it.
"""

import mmap
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from uwlr_service.domain import tijd

AHEAD = struct.Struct("=d")
"""Seconds by which it is ahead of the clock of the machine; written in one go, as it is so short."""


class Clock:
    """A clock with its file, which may be moved by any process that has it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), AHEAD.size)

    @classmethod
    def make(cls, path: Path) -> "Clock":
        """A new one, that is right."""
        path.write_bytes(AHEAD.pack(0.0))
        return cls(path)

    def now(self) -> datetime:
        """The present moment by this clock, in UTC."""
        (ahead,) = AHEAD.unpack_from(self._memory)
        return datetime.now(UTC) + timedelta(seconds=ahead)

    def move_to(self, moment: datetime) -> None:
        """Go on from a moment, unless that is over: time never runs back."""
        (ahead,) = AHEAD.unpack_from(self._memory)
        seconds = (moment - datetime.now(UTC)).total_seconds()
        AHEAD.pack_into(self._memory, 0, max(seconds, ahead))


def follow(clock: Clock) -> None:
    """Let this process live by a clock; before the service is imported, as some of it keeps ``tijd.now``."""
    vars(tijd)["now"] = clock.now


@contextmanager
def followed(clock: Clock) -> Iterator[None]:
    """Let this process ask its questions by a clock, until the end of the block."""
    now = tijd.now
    follow(clock)
    try:
        yield
    finally:
        vars(tijd)["now"] = now
