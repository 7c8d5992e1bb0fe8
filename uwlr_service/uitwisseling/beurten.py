"""How many large messages and files are worked on at a time, in one process."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from uwlr_service.domain.fouten import TijdelijkNietBeschikbaar
from uwlr_service.formats.limits import MB

LARGE = MB
"""Bytes above which a message has to wait for its turn."""
LARGE_AT_ONCE = 2
WAIT_FOR_TURN = 10.0
"""Seconds that a large message waits for its turn before its sender is asked to come back."""


class Turns:
    """The places of large messages: each takes many times its size in memory while it is worked on.

    While somebody has one, Python does not look for cycles of objects. A large message makes a million
    objects and no cycle, and looking at all of them again and again takes a fifth of its time.
    """

    def __init__(self, places: int = LARGE_AT_ONCE, wait: float = WAIT_FOR_TURN) -> None:
        self._places = threading.BoundedSemaphore(places)
        self._wait = wait
        self._lock = threading.Lock()
        self._taken = 0

    @contextmanager
    def take(self) -> Iterator[None]:
        """Wait for a place and have it. Raises TijdelijkNietBeschikbaar when none comes free in time."""
        if not self._places.acquire(timeout=self._wait):
            raise TijdelijkNietBeschikbaar
        try:
            self._count(1)
            yield
        finally:
            self._count(-1)
            self._places.release()

    def _count(self, more: int) -> None:
        with self._lock:
            self._taken += more
            if self._taken:
                gc.disable()
            else:
                gc.enable()
