"""How often somebody may do something: so many times in any minute, counted in this process alone.

With several workers each has its own count, so together they let through as many times more.
"""

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Hashable

from uwlr_service.domain.fouten import TeVeelVerzoeken

MINUTE = 60.0
MAX_KNOWN = 10_000


class Tempo:
    """A limit on how often each one of many may do something."""

    def __init__(self, per_minuut: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minuut, self._clock = per_minuut, clock
        self._lock = threading.Lock()
        self._moments: dict[Hashable, deque[float]] = {}

    def check(self, who: Hashable) -> None:
        """Raise TeVeelVerzoeken when the minute is full."""
        with self._lock:
            self._check(who, self._clock())

    def count(self, who: Hashable) -> None:
        """Note that it was done."""
        with self._lock:
            self._count(who, self._clock())

    def take(self, who: Hashable) -> None:
        """Do both at once; a call that is refused does not count."""
        with self._lock:
            now = self._clock()
            self._check(who, now)
            self._count(who, now)

    def _check(self, who: Hashable, now: float) -> None:
        moments = self._moments.get(who)
        if moments is not None and len(moments) == self._per_minuut and now - moments[0] < MINUTE:
            raise TeVeelVerzoeken(max(1, math.ceil(moments[0] + MINUTE - now)))

    def _count(self, who: Hashable, now: float) -> None:
        if who not in self._moments and len(self._moments) >= MAX_KNOWN:
            self._forget(now)
        self._moments.setdefault(who, deque(maxlen=self._per_minuut)).append(now)

    def _forget(self, now: float) -> None:
        """Make room: who did nothing for a minute goes, or else whoever was seen first."""
        self._moments = {who: m for who, m in self._moments.items() if now - m[-1] < MINUTE}
        while len(self._moments) >= MAX_KNOWN:
            del self._moments[next(iter(self._moments))]
