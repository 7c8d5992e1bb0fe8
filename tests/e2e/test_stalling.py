"""A client that says nothing, or falls silent half way, costs nobody else his answer."""

import socket
import time
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import urlsplit

from callers import connect, get
from gunicorn.workers.gthread import DEFAULT_WORKER_DATA_TIMEOUT
from servers import serving

from uwlr_service.gunicorn_conf import PATIENCE as SILENCE

HEAD = (
    b"POST /uwlr/leerlinggegevens HTTP/1.1\r\nHost: x\r\n"
    b"Content-Type: text/xml\r\nContent-Length: 1000\r\n\r\n"
)
MARGIN = 15
"""Seconds above the bound that a busy machine may need."""


def test_silent_clients_are_given_up(migrated_sqlite: Path, tmp_path: Path) -> None:
    """One worker with one thread, taken by a client without the rest of its body."""
    database = tmp_path / "uwlr.sqlite"
    database.write_bytes(migrated_sqlite.read_bytes())
    with serving(f"sqlite:///{database}", tmp_path, UWLR_WORKERS="1", UWLR_THREADS="1") as server:
        host, _, port = urlsplit(server.url).netloc.partition(":")
        with socket.create_connection((host, int(port)), timeout=60) as silent:
            silent.sendall(HEAD + b"<half")
            time.sleep(0.2)  # let the one thread begin on it
            started = time.monotonic()
            assert get(server.url, "/health/live").status == 200
            assert time.monotonic() - started < SILENCE + MARGIN
            assert b"brak af of viel stil" in silent.recv(4096)


def test_who_says_nothing_takes_no_thread(migrated_sqlite: Path, tmp_path: Path) -> None:
    """Five connections to one worker with one thread, which would each keep it waiting for five seconds."""
    database = tmp_path / "uwlr.sqlite"
    database.write_bytes(migrated_sqlite.read_bytes())
    with (
        serving(f"sqlite:///{database}", tmp_path, UWLR_WORKERS="1", UWLR_THREADS="1") as server,
        ExitStack() as stack,
    ):
        host, _, port = urlsplit(server.url).netloc.partition(":")
        for _ in range(5):
            stack.enter_context(socket.create_connection((host, int(port)), timeout=60))
        started = time.monotonic()
        assert get(server.url, "/health/live").status == 200
        assert time.monotonic() - started < DEFAULT_WORKER_DATA_TIMEOUT


def test_who_waited_for_a_silent_client_is_not_silent_himself(migrated_sqlite: Path, tmp_path: Path) -> None:
    """A connection that is kept sends its next request while the worker is away for long."""
    database = tmp_path / "uwlr.sqlite"
    database.write_bytes(migrated_sqlite.read_bytes())
    with (
        serving(f"sqlite:///{database}", tmp_path, UWLR_WORKERS="1", UWLR_THREADS="1") as server,
        closing(connect(server.url)) as kept,
    ):
        kept.request("GET", "/health/live")
        assert kept.getresponse().read()
        host, _, port = urlsplit(server.url).netloc.partition(":")
        with socket.create_connection((host, int(port)), timeout=60) as silent:
            silent.sendall(HEAD + b"<half")
            time.sleep(0.2)
            kept.request("GET", "/health/live")
            assert kept.getresponse().status == 200


def test_a_client_need_not_wait_for_its_answers(migrated_sqlite: Path, tmp_path: Path) -> None:
    """Two hundred requests in one go, to the one thread that also looks after the connections."""
    database = tmp_path / "uwlr.sqlite"
    database.write_bytes(migrated_sqlite.read_bytes())
    with serving(f"sqlite:///{database}", tmp_path, UWLR_WORKERS="1", UWLR_THREADS="1") as server:
        host, _, port = urlsplit(server.url).netloc.partition(":")
        with socket.create_connection((host, int(port)), timeout=60) as hasty:
            hasty.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n" * 200)
            seen = b""
            while seen.count(b"HTTP/1.1 200 OK") < 200:
                part = hasty.recv(65536)
                assert part, seen[-200:]
                seen += part
