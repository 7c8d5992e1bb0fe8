"""Stopping when it is asked for: what is under way is finished, and what only waits is broken off."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOPPED_BY = (signal.SIGTERM, signal.SIGINT)


class Gestopt(BaseException):
    """Somebody asked to stop; nothing that catches errors may catch this."""


class Stopsein:
    """Whether this process was asked to stop. Raises Gestopt in what only waits, and nowhere else."""

    def __init__(self) -> None:
        self.is_given = False
        self._is_waiting = False

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """What may be broken off in the middle. Raises Gestopt."""
        # Before the look: a signal between the two is then seen by one of them.
        self._is_waiting = True
        try:
            if self.is_given:
                raise Gestopt
            yield
        finally:
            self._is_waiting = False

    def _take(self, _number: int, _frame: FrameType | None) -> None:
        self.is_given = True
        if self._is_waiting:
            raise Gestopt


@contextmanager
def listening() -> Iterator[Stopsein]:
    """Listen to SIGTERM and Ctrl-C until the end of the block, which Gestopt ends quietly."""
    stopsein = Stopsein()
    former = {number: signal.signal(number, stopsein._take) for number in STOPPED_BY}
    try:
        yield stopsein
    except Gestopt:
        pass
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
