"""Slow answers on purpose at a proeftuin, which keep no other call waiting."""

import threading
import time
from collections.abc import Callable

SECONDS = 5.0
"""How much later a slow answer comes."""
LOOK_SECONDS = 0.1
PART = 4
"""One in so many threads of a worker may be slow; where it has fewer, as on SQLite by itself, none is."""


class Traagheid:
    """The places for slow answers of one process, whichever interface they are of."""

    def __init__(self, threads: int) -> None:
        self._places = threading.BoundedSemaphore(threads // PART) if threads >= PART else None

    def enter(self) -> bool:
        """Take a place; False where there is none to spare."""
        return self._places is not None and self._places.acquire(blocking=False)

    def wait(self, is_stopping: Callable[[], bool]) -> None:
        """Wait, unless the worker is to stop, and give the place back."""
        until = time.monotonic() + SECONDS
        try:
            while time.monotonic() < until and not is_stopping():
                time.sleep(LOOK_SECONDS)
        finally:
            if self._places is not None:
                self._places.release()
