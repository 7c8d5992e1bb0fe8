"""A client that says nothing, or falls silent half way, does not hold up anybody else's answer."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.callers import connect, get
from tests.support.servers.uwlr import Server, serving
from uwlr_service.reception.limits import WINDOW_SECONDS

FIVE_CLIENTS = 25
"""Seconds that five silent clients took together when each had the thread for a while."""
HEAD = (
    b"POST /uwlr/leerlinggegevens HTTP/1.1\r\nHost: x\r\n"
    b"Content-Type: text/xml\r\nContent-Length: 1000\r\n\r\n"
)
MARGIN = 15
"""Seconds above the bound that a busy machine may need."""


@pytest.fixture(scope="module")
def server(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One worker with one thread, which also looks after the connections."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "uwlr.sqlite").write_bytes(migrated_sqlite.read_bytes())
    url = f"sqlite:///{folder / 'uwlr.sqlite'}"
    with serving(url, folder, UWLR_WORKERS="1", UWLR_THREADS="1") as running:
        running.wait(lambda: "worker_ready" in running.log)
        yield running


def connected(server: Server) -> socket.socket:
    """A connection on which nothing was said yet."""
    host, _, port = urlsplit(server.url).netloc.partition(":")
    return socket.create_connection((host, int(port)), timeout=60)


def test_silent_clients_are_given_up(server: Server) -> None:
    with connected(server) as silent:
        silent.sendall(HEAD + b"<half")
        time.sleep(0.2)  # let the one thread begin on it
        started = time.monotonic()
        assert get(server.url, "/health/live").status == 200
        assert time.monotonic() - started < WINDOW_SECONDS + MARGIN
        assert b"brak af of viel stil" in silent.recv(4096)


def test_who_says_nothing_takes_no_thread(server: Server) -> None:
    """Each of five connections would keep the thread waiting for five seconds."""
    with ExitStack() as stack:
        for _ in range(5):
            stack.enter_context(connected(server))
        started = time.monotonic()
        assert get(server.url, "/health/live").status == 200
        assert time.monotonic() - started < FIVE_CLIENTS


def test_who_waited_for_a_silent_client_is_not_silent_himself(server: Server) -> None:
    """A connection that is kept sends its next request while the worker is away for long."""
    with closing(connect(server.url)) as kept, connected(server) as silent:
        kept.request("GET", "/health/live")
        assert kept.getresponse().read()
        silent.sendall(HEAD + b"<half")
        time.sleep(0.2)
        kept.request("GET", "/health/live")
        assert kept.getresponse().status == 200


def test_a_client_need_not_wait_for_its_answers(server: Server) -> None:
    """Two hundred requests in one go."""
    with connected(server) as hasty:
        hasty.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n" * 200)
        seen = b""
        while seen.count(b"HTTP/1.1 200 OK") < 200:
            part = hasty.recv(65536)
            assert part, seen[-200:]
            seen += part
