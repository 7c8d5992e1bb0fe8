"""``uwlr`` whose clock is off by the seconds in a file: python -m tests.chaos.clocked serve."""

import os
import time
from datetime import datetime, timedelta
from pathlib import Path

from uwlr_service.domain import tijd

FILE = "CHAOS_CLOCK"
"""The variable that names the file."""
true_now = tijd.now
true_time = time.time


def seconds() -> float:
    """How far the clock is ahead of the true time."""
    return float(Path(os.environ[FILE]).read_text(encoding="ascii"))


def now() -> datetime:
    """In the place of the clock of the service."""
    return true_now() + timedelta(seconds=seconds())


def since_the_epoch() -> float:
    """In the place of the clock of libraries."""
    return true_time() + seconds()


if __name__ == "__main__":
    tijd.now = now
    time.time = since_the_epoch
    from uwlr_service.cli import main

    main()
