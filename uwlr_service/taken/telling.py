"""Webhooks, mail and logouts in threads of their own: who dawdles keeps no package waiting."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog

EACH_SECONDS = 60.0
LAST_SECONDS = 15.0
"""How long a worker that stops waits for the messages in hand; longer than an attempt takes."""
log = structlog.get_logger()


@contextmanager
def telling(
    tell: Callable[[Callable[[], bool]], None], what: str = "webhooks", each: float = EACH_SECONDS
) -> Iterator[None]:
    """Send what is due each so many seconds until the end of the block; what is in hand then is finished.

    ``tell`` is given a function that says whether somebody asked to stop.
    """
    ended = threading.Event()

    def repeat() -> None:
        while not ended.is_set():
            try:
                tell(ended.is_set)
            except Exception as error:  # the database may be away; the next time brings what was due
                log.warning(f"{what} were not sent", exc_info=error)
            ended.wait(each)

    thread = threading.Thread(target=repeat, name=what, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(LAST_SECONDS)
