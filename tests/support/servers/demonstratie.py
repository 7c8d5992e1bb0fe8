"""``uwlr demo`` in a process of its own, on a port nobody else takes, and the people who sign in there."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.support.places import ROOT
from tests.support.servers.ports import free_port
from uwlr_service.cli.demo.mensen import MENSEN

STOP_SECONDS = 60
AT_THE_APPLICATION = ("leerkracht", "leerling", "Bea Mol")
"""The people of the test school, of whom two are of the data of the school."""
PEOPLE = (*AT_THE_APPLICATION, *(mens.naam for mens in MENSEN))
"""Everybody with a link, in the order in which the demo names them."""
LINK = re.compile(r"http://localhost:[0-9]+/portaal/demo/[\w-]{43}")


def hear_interrupts() -> None:
    """A shell starts what it runs in the background with interrupts ignored, and that is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(folder: Path, *args: str, **environ: str) -> subprocess.Popen[str]:
    """A demo in a folder; what it prints can be read as it comes."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
    inherited.pop("PROMETHEUS_MULTIPROC_DIR", None)
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "uwlr_service.cli", "demo", *args],
        env=inherited
        | {"PYTHONPATH": str(ROOT), "UWLR_BIND": f"127.0.0.1:{free_port()}", "PYTHONUNBUFFERED": "1"}
        | environ,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hear_interrupts,
    )


def read_until_links(demo: subprocess.Popen[str]) -> str:
    """What a demo prints until everybody has a link, and its server runs."""
    assert demo.stdout is not None
    output = ""
    for line in demo.stdout:
        output += line
        if len(LINK.findall(output)) == len(PEOPLE):
            break
    return output


@contextmanager
def people_of(folder: Path) -> Iterator[Mapping[str, str]]:
    """The links of a demo that runs, by the name of the person; each signs in once.

    The account under which it runs is on its pages, so it is called as one of a server is.
    """
    demo = start(folder, LOGNAME="uwlr")
    try:
        links = LINK.findall(read_until_links(demo))
        yield dict(zip(PEOPLE, links, strict=True))
    finally:
        demo.terminate()
        demo.communicate(timeout=STOP_SECONDS)
