"""How fast one link may call: a bucket that fills evenly, in the memory of this worker.

Not the strict minute of GeneriekeService, which guards a key that can be guessed: who collects for a thousand
schools is to be slowed down, and not to be stopped for the rest of the minute.
"""

import threading
import time
from collections.abc import Callable


class Tempo:
    """So many calls a minute for each link; a whole minute's worth may come at once.

    Only links that proved themselves get a bucket, so there are no more of them than links.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._room, self._per_second, self._clock = float(per_minute), per_minute / 60, clock
        self._lock = threading.Lock()
        self._buckets: dict[int, tuple[float, float]] = {}

    def take(self, koppeling: int) -> float:
        """Count a call; 0 when it may be made, or else how many seconds to wait."""
        now = self._clock()
        with self._lock:
            left, since = self._buckets.get(koppeling, (self._room, now))
            left = min(self._room, left + (now - since) * self._per_second)
            allowed = left >= 1
            self._buckets[koppeling] = (left - 1 if allowed else left, now)
        return 0.0 if allowed else (1 - left) / self._per_second
