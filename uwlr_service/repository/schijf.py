"""A disk that is full: said once in the log, and felt for before somebody is told that all is well."""

import logging
import os
import threading
import time
from pathlib import Path

from uwlr_service.domain.oorzaak import is_full

log = logging.getLogger(__name__)
AGAIN = 600.0
"""Seconds until the same is said again: by then an operator wants to know that it still is so."""
ROOM = 64 * 1024
"""Bytes that must fit: SQLite and PostgreSQL can write a little into room that they took before."""
PROBE = ".proef"


class Volmelder:
    """Says in the log that a disk is full: not for each call that fails by it."""

    def __init__(self) -> None:
        self._said: dict[str, float] = {}
        self._lock = threading.Lock()

    def tell(self, error: BaseException, what: str) -> None:
        """Say that there is no room for something, if that is what the error means."""
        if not is_full(error):
            return
        now = time.monotonic()
        with self._lock:
            if now - self._said.get(what, -AGAIN) < AGAIN:
                return
            self._said[what] = now
        log.error("schijf vol: geen ruimte voor %s", what)


volmelder = Volmelder()
"""That of this process."""


def try_room(folder: Path) -> None:
    """Take some room in a folder, and give it back. Raises OSError if there is none."""
    path = folder / f"{PROBE}-{os.getpid()}-{threading.get_ident()}"
    handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
    try:
        # Written, and not only made as long: that would take no room.
        os.posix_fallocate(handle, 0, ROOM)
    finally:
        os.close(handle)
        path.unlink()
