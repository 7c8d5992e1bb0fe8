"""Calls that wait for results (RFC 7240, wait): only as many threads as the others can spare."""

import threading
import time
from collections.abc import Callable

PART = 4
"""One in so many threads of a worker may wait. On SQLite, where a worker has one thread, none waits."""
LOOK_SECONDS = 0.25
LONGEST = 25
"""Seconds that a call waits at most: a worker that stops gives its calls five more."""

Stand = tuple[int, int]
"""What changes when results come, of whatever school."""


class Wachtkamer:
    """The waiting room of one process."""

    def __init__(self, look: Callable[[], Stand], threads: int) -> None:
        self._look = look
        self._places = threading.BoundedSemaphore(threads // PART) if threads >= PART else None

    def enter(self) -> bool:
        """Take a place; False where there is none to spare. Whoever got one leaves it again."""
        return self._places is not None and self._places.acquire(blocking=False)

    def leave(self) -> None:
        """Give a place back."""
        if self._places is not None:
            self._places.release()

    def look(self) -> Stand:
        """How it stands now."""
        return self._look()

    def wait(self, seen: Stand, until: float, is_stopping: Callable[[], bool]) -> Stand:
        """Wait until it stands otherwise than was seen, or until a moment by ``time.monotonic``."""
        stand = seen
        while stand == seen and time.monotonic() < until and not is_stopping():
            time.sleep(LOOK_SECONDS)
            stand = self._look()
        return stand
