"""A real nginx for tests, with the configuration that docs/install.rst installs."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from tests.support.places import ROOT
from tests.support.servers.certificates import make_key_and_certificate
from tests.support.servers.ports import PATIENCE, wait_for_port
from tests.support.servers.uwlr import Server, serving

CONFIGURATION = ROOT / "deploy" / "uwlr-nginx.conf"
NAME = "localhost"
FRAME = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{documented}
}}
"""


def nginx_binary() -> str | None:
    """The program; None where there is none."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def documented() -> str:
    """The configuration that docs/install.rst installs, word for word."""
    return CONFIGURATION.read_text(encoding="utf-8")


def _configure(folder: Path, port: int, shown: Path, urls: Iterable[str]) -> Path:
    """Write the configuration, with the servers that nginx may lead to."""
    config = documented()
    for said, meant in (
        ("server 127.0.0.1:8080;", " ".join(f"server {urlsplit(url).netloc};" for url in urls)),
        ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        ("server_name uwlr.example.nl;", f"server_name {NAME};"),
        ("/etc/ssl/uwlr/fullchain.pem", str(shown)),
        ("/etc/ssl/uwlr/key.pem", str(shown)),
    ):
        assert config.count(said) == 1, said
        config = config.replace(said, meant)
    path = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # or its workers may not read the folder
    path.write_text(FRAME.format(folder=folder, user=user, documented=config))
    return path


@contextmanager
def proxying(binary: str, folder: Path, port: int, *urls: str) -> Iterator[Path]:
    """nginx with TLS on a port, before the servers at these urls; gives the certificate it shows."""
    shown = make_key_and_certificate(folder, NAME)
    path = _configure(folder, port, shown, urls)
    process = subprocess.Popen(
        [binary, "-c", str(path), "-p", str(folder)], stderr=subprocess.PIPE, encoding="utf-8"
    )
    try:
        if not wait_for_port(process, port):
            raise AssertionError(f"nginx did not start: {process.communicate()[1]}")
        yield shown
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def lead_to(folder: Path, port: int, shown: Path, *urls: str) -> None:
    """Let a running nginx go on with these servers, and wait until it has nothing in hand at another."""
    _configure(folder, port, shown, urls)
    process = psutil.Process(int((folder / "nginx.pid").read_text()))
    before = process.children()
    process.send_signal(signal.SIGHUP)
    _, left = psutil.wait_procs(before, PATIENCE)
    assert left == []


@contextmanager
def served(folder: Path, migrated: Path, port: int, **settings: str) -> Iterator[tuple[Server, Path]]:
    """The service on a copy of a migrated database, behind nginx on a port; with the certificate it shows.

    Skips the test where there is no nginx.
    """
    binary = nginx_binary()
    if binary is None:
        pytest.skip("this machine has no nginx")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated.read_bytes())
    with (
        serving(f"sqlite:///{path}", folder, **settings) as server,
        proxying(binary, folder, port, server.url) as certificate,
    ):
        yield server, certificate
