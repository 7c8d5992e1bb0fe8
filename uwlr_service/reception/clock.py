"""The clock by which clients are judged."""

import time


class Clock:
    """The clock of the connections. It stands still while nobody looks at them: then nobody is silent."""

    def __init__(self) -> None:
        self._away = 0.0

    def now(self) -> float:
        """The moment, in seconds."""
        return time.monotonic() - self._away

    def forgive(self, seconds: float) -> None:
        """Set it back by the time for which the loop was away."""
        self._away += seconds
