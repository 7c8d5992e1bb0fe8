"""Ten thousand clients that drip, without a proxy in front, and what honest callers notice of them.

``python -m bench.slow [NUMBER [SECONDS]]`` prints a line of JSON for each setting. It is not part of
``make bench``: the figures of the others would suffer.
"""

import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from typing import Any

import psutil

from tests.support.callers import post
from tests.support.databases import sqlite_template
from tests.support.messages.soap import request
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server, serving

SETTINGS = (("1", "1"), ("2", "8"))
NUMBER = 10_000
SECONDS = 40.0
A_SECOND = 100
CALLERS = 64
OF_OUR_OWN = 200
"""Open files of a process that are no connections."""


def measured(workers: str, threads: str, number: int, seconds: float) -> dict[str, Any]:
    """One setting: the slow clients are there before the first honest call, and stay until after the last."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(
            f"sqlite:///{sqlite_template(Path(folder))}",
            Path(folder),
            UWLR_WORKERS=workers,
            UWLR_THREADS=threads,
        ) as server,
    ):
        server.invoer.store(schoolgegevens())
        message = request(
            server.beheer.add(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], door=DOOR).sleutel
        )
        at_start = memory(server)
        slow = subprocess.Popen(
            [sys.executable, "-m", "tests.support.slow_clients", server.url, str(number), str(seconds)],
            stdout=subprocess.PIPE,
        )
        time.sleep(seconds / 4)
        calls = honest(server, message, seconds / 2)
        figures = {"workers": workers, "threads": threads, "asked for": number} | calls
        figures |= {"connections": connections(server), "memory at start (MB)": at_start}
        figures |= {"memory (MB)": memory(server), "workers that fell": server.log.count("WORKER TIMEOUT")}
        figures["slow clients"] = json.loads(slow.communicate()[0])
    return figures


def honest(server: Server, message: bytes, seconds: float) -> dict[str, Any]:
    """A hundred calls a second, each on a connection of its own, whether or not the last was answered."""
    waits: list[float] = []
    failures: list[str] = []
    counting = threading.Lock()

    def call(due: float) -> None:
        try:
            status = str(post(server.url, message).status)
        except (OSError, HTTPException) as error:
            status = type(error).__name__
        with counting:
            if status == "200":
                waits.append(time.monotonic() - due)
            else:
                failures.append(status)

    with ThreadPoolExecutor(CALLERS) as callers:
        begun = time.monotonic()
        for number in range(int(seconds * A_SECOND)):
            due = begun + number / A_SECOND
            time.sleep(max(0.0, due - time.monotonic()))
            callers.submit(call, due)
    waits.sort()
    return {
        "calls": int(seconds * A_SECOND),
        "answered": len(waits),
        "failures": failures[:5],
        "p50 (ms)": round(waits[len(waits) // 2] * 1000),
        "p99 (ms)": round(waits[len(waits) * 99 // 100] * 1000),
        "longest (ms)": round(waits[-1] * 1000),
    }


def memory(server: Server) -> list[int]:
    """The resident memory of each worker."""
    return [psutil.Process(pid).memory_info().rss >> 20 for pid in server.workers()]


def connections(server: Server) -> list[int]:
    """How many connections each worker holds."""
    return [
        sum(held.status != psutil.CONN_LISTEN for held in psutil.Process(pid).net_connections("tcp"))
        for pid in server.workers()
    ]


def main() -> None:
    """Measure both settings."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else SECONDS
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = min(number, hard - OF_OUR_OWN)
    if allowed < number:
        print(f"this machine lets a process open {hard} files: {allowed} slow clients instead of {number}")
    for workers, threads in SETTINGS:
        print(json.dumps(measured(workers, threads, allowed, seconds)), flush=True)


if __name__ == "__main__":
    main()
