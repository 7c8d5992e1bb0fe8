"""Two use cases that meet: one begins between two statements of the other."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import get_ident

from sqlalchemy import Engine, event

PATIENCE = 0.5
"""Seconds that the one that comes in gets, before the other goes on: it may wait for a lock of that one."""


@contextmanager
def interposed(act: Callable[[], object], before: str) -> Iterator[list[Future[object]]]:
    """Do something in a thread of its own just before this one sends the first statement with some words.

    What came of it is in the list, which is empty when no statement had them. Both are done when this ends.
    """
    own = get_ident()
    begun: list[Future[object]] = []

    def interpose(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if get_ident() == own and not begun and before in statement:
            begun.append(pool.submit(act))
            wait(begun, PATIENCE)

    with ThreadPoolExecutor(1) as pool:
        event.listen(Engine, "before_cursor_execute", interpose)
        try:
            yield begun
        finally:
            event.remove(Engine, "before_cursor_execute", interpose)
