"""Load on a server: wrk (Debian package ``wrk``) sends one message over and over."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.messages import ACTION, PATH
from bench.report import NotMeasured

SCRIPT = Path(__file__).with_name("post.lua")
MARGIN = 60


@dataclass(frozen=True, slots=True)
class Load:
    """What one run of wrk saw."""

    requests: int
    per_second: float
    p50_ms: float
    p99_ms: float
    bytes_per_answer: int


def parse(output: str) -> Load:
    """What wrk printed, of which only the line of our script counts.

    Raises NotMeasured when an answer was refused or got lost: then the speed says nothing.
    """
    lines = [line for line in output.splitlines() if line.startswith("{")]
    if not lines:
        raise NotMeasured(f"wrk printed no result: {output.strip()[-200:]}")
    seen = json.loads(lines[-1])
    if seen["refused"] or seen["lost"] or not seen["requests"]:
        raise NotMeasured(
            f"of {seen['requests']} answers {seen['refused']} were no 200, and {seen['lost']} got lost"
        )
    return Load(
        requests=seen["requests"],
        per_second=seen["requests"] / (seen["microseconds"] / 1e6),
        p50_ms=seen["p50"] / 1000,
        p99_ms=seen["p99"] / 1000,
        bytes_per_answer=seen["bytes"] // seen["requests"],
    )


def run(
    port: int,
    message: Path,
    *,
    seconds: int,
    connections: int,
    cores: Iterable[int] | None = None,
    path: str = PATH,
    action: str = ACTION,
) -> Load:
    """Put a server under load from one thread, for some seconds.

    In the message ``@NUMBER@`` becomes a new number each time; ``cores`` pins the client. Raises NotMeasured
    when wrk is missing or answers went wrong.
    """
    wrk = shutil.which("wrk")
    if wrk is None:
        raise NotMeasured("wrk is not installed (Debian: apt-get install wrk)")
    command = [wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", str(SCRIPT)]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{path}", "--", str(message), action],
        capture_output=True,
        text=True,
        timeout=seconds + MARGIN,
        preexec_fn=(lambda: os.sched_setaffinity(0, cores)) if cores else None,
    )
    return parse(done.stdout + done.stderr)
