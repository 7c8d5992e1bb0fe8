"""``uwlr`` with workers that take a while to begin, as on a busy machine."""

import os
import time

from uwlr_service.cli import main

SLOW = 0.5
"""Seconds before a worker does anything, its signals included."""

os.register_at_fork(after_in_child=lambda: time.sleep(SLOW))
main()
