"""Slow answers on purpose at a proeftuin, which keep no other call waiting."""

import threading
import time
from collections.abc import Callable
from typing import Self

SECONDS = 5.0
"""How much later a slow answer comes."""
LOOK_SECONDS = 0.1
PART = 4
"""One in so many threads of a worker may be slow; where it has fewer, as on SQLite by itself, none is."""


class Traagheid:
    """The places for slow answers of one process, whichever interface they are of."""

    def __init__(self, threads: int) -> None:
        self._places = threading.BoundedSemaphore(threads // PART if threads >= PART else 0)

    def plek(self) -> "Plek":
        """A place for one call, which is not taken yet."""
        return Plek(self._places)


class Plek:
    """A place for a slow answer: given back at the end of its block, however that ends."""

    def __init__(self, places: threading.BoundedSemaphore) -> None:
        self._places = places
        self._is_taken = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        if self._is_taken:
            self._places.release()

    def take(self) -> bool:
        """Take the place; False where there is none to spare."""
        self._is_taken = self._places.acquire(blocking=False)
        return self._is_taken

    def wait(self, is_stopping: Callable[[], bool]) -> None:
        """Wait, unless the worker is to stop."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until and not is_stopping():
            time.sleep(LOOK_SECONDS)
