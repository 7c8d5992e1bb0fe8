"""Does something in a thread of its own as soon as it is asked for, so that nobody's answer waits for it."""

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)


class Meteen:
    """Does ``work`` once after each time it was asked for, never twice at once; the thread ends after that.

    Nothing depends on it: what it leaves undone, the worker does. So what it raises goes to the log alone.
    """

    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._lock = threading.Lock()
        self._is_asked = False
        self._thread: threading.Thread | None = None

    def ask(self) -> None:
        """Have the work done; returns at once."""
        with self._lock:
            self._is_asked = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="meteen", daemon=True)
                self._thread.start()

    def finish(self, seconds: float) -> None:
        """Wait for the work in hand, but no longer than so many seconds."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _run(self) -> None:
        while self._takes():
            try:
                self._work()
            except Exception as error:  # the database may be away, and the worker tries again
                log.warning("logouts were not sent at once: %s", type(error).__name__)

    def _takes(self) -> bool:
        with self._lock:
            if not self._is_asked:
                self._thread = None
                return False
            self._is_asked = False
            return True
