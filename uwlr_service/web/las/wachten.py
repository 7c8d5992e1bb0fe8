"""``Prefer: wait`` (RFC 7240, section 4.3): a call that finds nothing waits, where a thread can be spared."""

import time
from collections.abc import Callable

from flask import request

from uwlr_service.stopping import IS_STOPPING
from uwlr_service.uitwisseling.las.resultaten.feed import Feedpagina
from uwlr_service.uitwisseling.las.resultaten.wachten import LONGEST
from uwlr_service.web.state import state

RETRY_SECONDS = 10
"""When to ask again where nobody waits."""
DIGITS = 6
"""A number of seconds with more digits is not one."""


def asked() -> int:
    """How many seconds the caller wants to wait, as far as we let it; 0 if it does not say.

    What cannot be read of a preference is passed over (RFC 7240, section 2); of two the first counts.
    """
    for preference in ",".join(request.headers.getlist("Prefer")).split(","):
        name, _, value = preference.partition(";")[0].partition("=")
        text = value.strip().strip('"')
        if name.strip().lower() == "wait" and text.isascii() and text.isdigit() and len(text) <= DIGITS:
            return min(int(text), LONGEST)
    return 0


def first_filled(
    read: Callable[[], Feedpagina], read_again: Callable[[], Feedpagina], seconds: int
) -> tuple[Feedpagina, dict[str, str]]:
    """A page with results if one comes in time, else an empty one; with the headers that say how long."""
    if not seconds:
        return read(), {}
    room = state().wachtkamer
    until = time.monotonic() + seconds
    # Before the page is read: what comes in between is then seen as something new.
    seen = room.look()
    page = read()
    if _has_something(page):
        return page, {}
    if not room.enter():
        return page, {"Retry-After": str(RETRY_SECONDS)}
    try:
        while not _has_something(page) and time.monotonic() < until and not _is_stopping():
            seen_now = room.wait(seen, until, _is_stopping)
            if seen_now != seen:
                page = read_again()
                seen = seen_now
    finally:
        room.leave()
    return page, {"Preference-Applied": f"wait={seconds}"}


def _has_something(page: Feedpagina) -> bool:
    return bool(page.deel.resultaten) or page.deel.meer


def _is_stopping() -> bool:
    is_stopping: Callable[[], bool] | None = request.environ.get(IS_STOPPING)
    return is_stopping is not None and is_stopping()
