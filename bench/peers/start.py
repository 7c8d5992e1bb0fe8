"""How the peers are built and started."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.report import NotMeasured
from bench.servers import ROOT, Server, free_port, python, running

GSOAP = Path(__file__).parent / "gsoap"
TOOLS = ("wsdl2h", "soapcpp2", "gcc")
THREADS = 16


@contextmanager
def gsoap(school: Path, folder: Path) -> Iterator[Server]:
    """The gSOAP server, built from our WSDL; a thread for each connection."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        packages = "apt-get install gsoap libgsoap-dev gcc"
        raise NotMeasured(f"{', '.join(missing)} not found (Debian: {packages})")
    built = folder / "gsoap"
    done = subprocess.run(
        ["sh", GSOAP / "build.sh", ROOT / "xsd" / "uwlr-2.2", built], capture_output=True, text=True
    )
    if done.returncode:
        raise NotMeasured(f"gSOAP could not be built: {''.join(done.stderr.strip().splitlines()[-1:])}")
    port = free_port()
    with running([built / "uwlr_gsoap", str(port), str(THREADS), school], port, folder) as server:
        yield server


@contextmanager
def plain_spyne(school: Path, folder: Path, workers: int) -> Iterator[Server]:
    """Spyne with ComplexModels under gunicorn's plain workers."""
    port = free_port()
    options = ["--workers", str(workers), "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    command = python("-m", "gunicorn", *options, "bench.peers.plain_spyne:application")
    with running(command, port, folder, {"BENCH_SCHOOL": str(school)}) as server:
        yield server
