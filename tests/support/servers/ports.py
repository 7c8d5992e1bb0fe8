"""Ports of this machine: one that is free, and one on which a server has begun to listen."""

import itertools
import random
import socket
import subprocess
import time
from contextlib import suppress
from typing import Any

PATIENCE = 20.0
"""Seconds in which a server has to be there."""
NEVER_HANDED_OUT = range(12_000, 32_000)
"""Linux hands out those from 32768 on."""
_candidates = itertools.cycle(random.sample(NEVER_HANDED_OUT, len(NEVER_HANDED_OUT)))


def free_port() -> int:
    """A port of localhost on which nothing listens, and that nobody else takes before a server is given it.

    It lies below those that the system hands out, to a server that asks for any port and to each call that
    goes out; and every process of tests searches in an order of its own.
    """
    while True:
        port = next(_candidates)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def wait_for_port(process: "subprocess.Popen[Any]", port: int, seconds: float = PATIENCE) -> bool:
    """Wait until a server takes connections; False when it ended or took too long, and is killed."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return True
    process.kill()
    return False
