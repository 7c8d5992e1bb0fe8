"""How the peers are built and started."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.messages import PATH
from bench.report import NotMeasured
from bench.servers import ROOT, Server, free_port, python, running

GSOAP = Path(__file__).parent / "gsoap"
CXF = Path(__file__).parent / "cxf"
NGINX = Path(__file__).parent / "nginx.conf"
SCHEMAS = ROOT / "xsd" / "uwlr-2.2"
THREADS = 16
HEAP = "512m"


@contextmanager
def gsoap(school: Path, folder: Path) -> Iterator[Server]:
    """The gSOAP server, built from our WSDL; a thread for each connection."""
    _require("apt-get install gsoap libgsoap-dev gcc", "wsdl2h", "soapcpp2", "gcc")
    built = folder / "gsoap"
    _build("gSOAP", GSOAP, built)
    port = free_port()
    with running([built / "uwlr_gsoap", str(port), str(THREADS), school], port, folder) as server:
        yield server


@contextmanager
def cxf(school: Path, folder: Path) -> Iterator[Server]:
    """The server in Apache CXF on Undertow, built from our WSDL; a JVM for throughput."""
    _require("apt-get install openjdk-17-jdk-headless maven", "java", "javac", "mvn")
    built = folder / "cxf"
    _build("Apache CXF", CXF, built)
    port = free_port()
    # The parallel collector, and a heap that need not grow: for throughput the best that a JVM of 17 has.
    virtual_machine = ["java", "-server", "-XX:+UseParallelGC", f"-Xms{HEAP}", f"-Xmx{HEAP}"]
    libraries = f"{built / 'classes'}:{built / 'lib' / 'server'}/*"
    command = [*virtual_machine, "-cp", libraries, "uwlr.peer.Server", str(port), str(THREADS), str(school)]
    with running(command, port, folder) as server:
        yield server


@contextmanager
def nginx(answer: bytes, folder: Path) -> Iterator[Server]:
    """nginx with these bytes in a file, which it sends to whatever is posted."""
    binary = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if binary is None:
        raise NotMeasured("nginx not found (Debian: apt-get install nginx-light)")
    place = folder / "nginx"
    file = place / "files" / PATH.lstrip("/")
    file.parent.mkdir(parents=True)
    file.write_bytes(answer)
    port = free_port()
    user = "user root;" if os.geteuid() == 0 else ""  # or its workers may not read the folder
    frame = NGINX.read_text(encoding="utf-8")
    configuration = place / "nginx.conf"
    configuration.write_text(
        frame.replace("@USER@", user).replace("@FOLDER@", str(place)).replace("@PORT@", str(port)),
        encoding="utf-8",
    )
    with running([binary, "-c", configuration, "-p", place], port, folder) as server:
        yield server


def _require(packages: str, *tools: str) -> None:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        raise NotMeasured(f"{', '.join(missing)} not found (Debian: {packages})")


def _build(name: str, sources: Path, built: Path) -> None:
    done = subprocess.run(["sh", sources / "build.sh", SCHEMAS, built], capture_output=True, text=True)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise NotMeasured(f"{name} could not be built: {''.join(said[-1:])}")


@contextmanager
def plain_spyne(school: Path, folder: Path, workers: int) -> Iterator[Server]:
    """Spyne with ComplexModels under gunicorn's plain workers."""
    port = free_port()
    options = ["--workers", str(workers), "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    command = python("-m", "gunicorn", *options, "bench.peers.plain_spyne:application")
    with running(command, port, folder, {"BENCH_SCHOOL": str(school)}) as server:
        yield server
