"""What this ran on, as far as it explains the numbers; nothing that identifies the machine."""

import os
import platform
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from lxml import etree

LIBRARIES = ("gunicorn", "lxml", "spyne", "sqlalchemy", "psycopg", "structlog")
MODEL = "model name"
SYSTEM = "/usr"
"""Where the Python of a distribution is, which is compiled to be quick; others often are not."""
CAN_PIN = hasattr(os, "sched_setaffinity")


def cores() -> list[int]:
    """The cores that may be used."""
    return sorted(os.sched_getaffinity(0)) if CAN_PIN else list(range(os.cpu_count() or 1))


def facts(postgres: Path | None) -> Iterator[tuple[str, str]]:
    """Name and value; ``postgres`` is the folder of its binaries."""
    yield "system", f"{platform.system()} {platform.machine()}"
    yield "processor", f"{_model()}, {len(cores())} cores"
    whose = "of the system" if sys.base_prefix == SYSTEM else "not of the system"
    yield "Python", f"{platform.python_version()}, {whose}"
    for library in LIBRARIES:
        yield library, version(library)
    yield "libxml2", ".".join(map(str, etree.LIBXML_VERSION))
    yield "SQLite", sqlite3.sqlite_version
    yield "PostgreSQL", _said(postgres / "postgres", "--version") if postgres else "absent"
    yield "gSOAP", _debian("gsoap")
    yield "Java", _java()
    yield "nginx", _debian("nginx-light")
    yield "wrk", _debian("wrk")


def _model() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(MODEL)), "unknown")


def _said(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()


def _java() -> str:
    if shutil.which("java") is None:
        return "absent"
    said = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr
    return said.partition("\n")[0].strip()


def _debian(package: str) -> str:
    if shutil.which("dpkg-query") is None:
        return "unknown"
    return _said("dpkg-query", "--show", "--showformat", "${Version}", package) or "absent"
