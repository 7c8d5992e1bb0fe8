"""Waiting for what another thread or process does."""

import time
from collections.abc import Callable

PATIENCE = 20.0
"""Seconds; far longer than anything takes that is waited for here, also on a machine that is busy."""


def until(holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until something holds; fail when it never does."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not within {seconds:g} seconds"
        time.sleep(0.02)
