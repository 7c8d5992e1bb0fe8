"""A throwaway root: the programs of this machine, with an ``/etc``, ``/opt`` and ``/var`` of its own.

It is a namespace of mounts and of the network. Nothing in it is on a disk of the machine, and nothing of it
is left when its last process ends.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.databases import postgres_binaries
from tests.support.places import ROOT

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
NEEDED = (
    "unshare",
    "nsenter",
    "ip",
    "useradd",
    "runuser",
    "setpriv",
    "systemd-analyze",
    "nginx",
    "curl",
    "createuser",
    "python3",
)
"""Programs of Debian that the page uses, or this test."""
EMPTIED = ("/opt", "/var/lib", "/var/log", "/var/backups", "/run")
MOUNTS = """
set -e
mkdir "$1" && mount -t tmpfs tmpfs "$1"
cp --archive /etc "$1/etc" && mount --bind "$1/etc" /etc
cp --archive /usr/local/bin "$1/bin" && mount --bind "$1/bin" /usr/local/bin
for folder in $2; do mount -t tmpfs tmpfs "$folder"; done
mkdir -p /var/log/nginx /var/lib/nginx /run/postgresql /var/lib/postgresql
chown postgres:postgres /run/postgresql /var/lib/postgresql
rm -f /etc/uwlr.env /etc/systemd/system/uwlr* /etc/nginx/sites-enabled/*
userdel uwlr 2>/dev/null || true
ip link set lo up
"""
CLUSTER = """
set -e
cd /var/lib/postgresql
runuser -u postgres -- "$1/initdb" -D data --auth-local peer --encoding UTF8 --no-locale --no-sync >/dev/null
runuser -u postgres -- "$1/pg_ctl" -D data -l log -w -o "-c listen_addresses= \\
    -c unix_socket_directories=/run/postgresql -c fsync=off" start >/dev/null
"""
PATIENCE = 600


def require() -> Path:
    """Skip the test unless this machine can make one; returns where the programs of PostgreSQL are."""
    if os.geteuid() != 0:
        pytest.skip("only root can make users, and a throwaway root to make them in")
    missing = [name for name in NEEDED if shutil.which(name, path=PATH) is None]
    if missing:
        pytest.skip(f"this machine has no {', '.join(missing)}")
    binaries = postgres_binaries()
    if binaries is None:
        pytest.skip("this machine has no PostgreSQL server binaries")
    fits = "import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
    if subprocess.run(["python3", "-c", fits], env={"PATH": PATH}, capture_output=True).returncode:
        pytest.skip("the python3 of this machine is none that we run on, or has no venv")
    hidden = [name for name in EMPTIED if Path(sys.executable).resolve().is_relative_to(name)]
    if hidden or subprocess.run(["unshare", "--mount", "--net", "true"], capture_output=True).returncode:
        pytest.skip("this machine gives no namespace in which the tests can run")
    return binaries


class Throwaway:
    """A root of its own, in which commands run."""

    def __init__(self, process: int, programs: Path) -> None:
        self._process = process
        self._programs = programs

    def run(self, script: str, *args: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run lines of a shell there, as root, until one fails; nobody else's settings are there."""
        surroundings = {"PATH": f"{self._programs}:{PATH}", "HOME": "/root", "LANG": "C.UTF-8"}
        inside = ("nsenter", "--target", str(self._process), "--mount", "--net")
        return subprocess.run(
            [*inside, "sh", "-e", "-c", f"cd '{cwd}'\n{script}", "sh", *args],
            env=surroundings | environ,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )


@contextmanager
def throwaway_root(folder: Path) -> Iterator[Throwaway]:
    """One with PostgreSQL as Debian sets it up, and stand-ins for systemd and ``apt-get``."""
    binaries = require()
    programs = folder / "programs"
    programs.mkdir()
    systemctl = ROOT / "tests" / "support" / "roots" / "systemctl.py"
    stand_ins = {
        "systemctl": f'exec "{sys.executable}" "{systemctl}" "$@"',
        "journalctl": "cat /run/started/uwlr.service.log",
        "apt-get": "exit 0",
    }
    for name, line in stand_ins.items():
        (programs / name).write_text(f"#!/bin/sh\n{line}\n")
        (programs / name).chmod(0o755)
    # Whatever was started there ends with the first process of this namespace of processes.
    holder = subprocess.Popen(
        ["unshare", "--mount", "--net", "--propagation", "private", "sh", "-c", "echo; exec sleep infinity"],
        stdout=subprocess.PIPE,
    )
    # Until it has its own namespaces, whoever follows it there is still in those of the machine.
    assert holder.stdout is not None
    holder.stdout.readline()
    root = Throwaway(holder.pid, programs)
    try:
        for script, *args in ((MOUNTS, str(folder / "layers"), " ".join(EMPTIED)), (CLUSTER, str(binaries))):
            done = root.run(script, *args, cwd=Path("/"))
            assert done.returncode == 0, done.stderr
        yield root
    finally:
        root.run(
            f'"{binaries}/pg_ctl" --version; runuser -u postgres -- "{binaries}/pg_ctl" -D'
            " /var/lib/postgresql/data -m immediate stop",
            cwd=Path("/"),
        )
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
