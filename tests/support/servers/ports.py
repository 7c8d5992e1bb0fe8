"""Ports of this machine: one that is free, and one on which a server has begun to listen."""

import socket
import subprocess
import time
from typing import Any

PATIENCE = 20.0
"""Seconds in which a server has to be there."""


def free_port() -> int:
    """A port of localhost on which nothing listens at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_port(process: "subprocess.Popen[Any]", port: int) -> bool:
    """Wait until a server takes connections; False when it ended or took too long, and is killed."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return True
    process.kill()
    return False
