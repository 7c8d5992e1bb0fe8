"""A strict limit: a fixed number of times in any minute, counted in this process alone.

With several workers each has a count of its own, so N workers together let through N times as much.
"""

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Hashable

from uwlr_service.domain.fouten import TeVeelVerzoeken

MINUTE = 60.0
MAX_KNOWN = 10_000
"""Callers that are remembered; somebody who guesses may have any number of addresses to call from."""


class StrictTempo:
    """A limit for each of many callers; it holds for every span of a minute, wherever that begins.

    ``clock`` gives seconds that never go back: a clock on the wall that is set would open or shut the gate.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        # Threads of one worker share the counts: looking and counting are one step.
        self._lock = threading.Lock()
        self._moments: dict[Hashable, deque[float]] = {}

    def check(self, caller: Hashable) -> None:
        """Raise TeVeelVerzoeken if the minute of a caller is full."""
        with self._lock:
            self._check(caller, self._clock())

    def count(self, caller: Hashable) -> None:
        """Note that a caller did it, whether the minute is full or not."""
        with self._lock:
            self._count(caller, self._clock())

    def take(self, caller: Hashable) -> None:
        """Check and count in one step; a call that is refused does not count. Raises TeVeelVerzoeken."""
        with self._lock:
            now = self._clock()
            self._check(caller, now)
            self._count(caller, now)

    def _check(self, caller: Hashable, now: float) -> None:
        moments = self._moments.get(caller)
        if moments is None or len(moments) < self._per_minute:
            return
        wait = moments[0] + MINUTE - now
        if wait > 0:
            raise TeVeelVerzoeken(max(1, math.ceil(wait)))

    def _count(self, caller: Hashable, now: float) -> None:
        # Taken out and put back at the end, so that the first caller is the one that was idle for longest.
        # Of each only the last moments are kept, as many as the limit: a later check looks at no others.
        moments = self._moments.pop(caller, None) or deque(maxlen=self._per_minute)
        moments.append(now)
        while len(self._moments) >= MAX_KNOWN:
            del self._moments[next(iter(self._moments))]
        self._moments[caller] = moments
