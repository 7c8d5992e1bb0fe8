"""How fast a client may call: a bucket that fills evenly, in the memory of this worker.

Unlike the strict minute of GeneriekeService, which guards a key that can be guessed, this one only spreads
the load: a partner collecting for a thousand schools should be slowed down, not blocked for the rest of the
minute.
"""

import threading
import time
from collections.abc import Callable

from flask import Response

from uwlr_service.web import problem

MINUTE = 60


class EvenTempo:
    """A number of calls a minute for each client; a whole minute's worth may come at once.

    Only clients that proved themselves get a bucket, so there are never more buckets than clients.
    ``clock`` gives seconds that never go back.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._room = float(per_minute)
        self._per_second = per_minute / MINUTE
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: dict[str, tuple[float, float]] = {}
        """Per client_id the calls that were left, and when."""

    def take(self, client: str) -> float:
        """Count a call; 0 if it may be made, or else how many seconds to wait.

        A refused call is not counted.
        """
        now = self._clock()
        with self._lock:
            left, since = self._buckets.get(client, (self._room, now))
            left = min(self._room, left + (now - since) * self._per_second)
            if left < 1:
                return (1 - left) / self._per_second
            self._buckets[client] = (left - 1, now)
            return 0.0


def too_fast(wait: float) -> Response:
    """The answer to a client that calls too often; ``wait`` is in seconds and rounded up in the header."""
    return problem.answer(
        429,
        "te-veel-verzoeken",
        "Te veel verzoeken",
        "U vraagt te vaak. Wacht zo lang als de header Retry-After zegt.",
        Retry_After=str(int(wait) + 1),
    )
