"""The worker, on real sockets inside this process, and what it needs of gunicorn's inside."""

import http.client
import os
import signal
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import closing
from types import SimpleNamespace

import gunicorn
import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.http.body import ChunkedReader
from gunicorn.http.message import Request

from tests.support.places import ROOT
from tests.support.servers.waiting import until
from tests.support.servers.worker import LARGE, PATIENCE, REQUEST, WAITED, caller, connect, working
from uwlr_service.reception import lobby
from uwlr_service.reception.gathering import WholeHead
from uwlr_service.worker import EvenWorker

WORKER = """accept alive app cfg handle_exit log method_queue nr_conns notify poller ppid set_accept_enabled
sockets tmp tpool worker_connections"""


@pytest.fixture(params=[1, 3], ids=["one thread", "three threads"])
def worker(request: pytest.FixtureRequest) -> Iterator[EvenWorker]:
    """A worker that serves in a thread of this process."""
    with working(request.param) as made:
        yield made


def test_what_it_uses_of_gunicorn_is_there() -> None:
    """A failure here means that gunicorn changed inside: read worker.py and reception/ beside it again."""
    cfg = Config()
    worker = EvenWorker(1, os.getppid(), [], SimpleNamespace(), 30, cfg, Logger(cfg))
    worker.tmp.close()
    missing = [f"ThreadWorker.{name}" for name in WORKER.split() if not hasattr(worker, name)]
    assert missing == [], f"gunicorn {gunicorn.__version__} has these no more, and worker.py uses them"


def test_the_parser_reads_a_head_without_asking_for_more() -> None:
    head = REQUEST.removesuffix(b"hallo").replace(b"Host", b"Expect: 100-continue\r\nHost")
    source = WholeHead(head)
    request = Request(Config(), source, ("127.0.0.1", 1), 1)
    assert source.take_buffered() == b""
    assert request.body.reader.length == 5
    assert request._expected_100_continue is True
    assert (request.path, request.method, request.should_close()) == ("/", "POST", False)
    chunked = head.replace(b"Content-Length: 5", b"Transfer-Encoding: chunked")
    assert isinstance(Request(Config(), WholeHead(chunked), ("::1", 1), 1).body.reader, ChunkedReader)


def test_one_minor_version_of_gunicorn_is_asked_for() -> None:
    """Its inside may change in any other."""
    major, minor, *_ = gunicorn.__version__.split(".")
    asked = f"gunicorn>={major}.{minor},<{major}.{int(minor) + 1}"
    assert asked in (ROOT / "setup.cfg").read_text(encoding="utf-8")


def test_headers_and_pieces_arrive_together(worker: EvenWorker) -> None:
    with connect(worker) as client:
        client.sendall(REQUEST)
        received = client.recv(65536)
    assert received.startswith(b"HTTP/1.1 200 OK\r\n")
    assert received.endswith(b"\r\n\r\n<ahalloa>")


def test_a_connection_takes_many_requests(worker: EvenWorker) -> None:
    with closing(caller(worker)) as client:
        for number in range(20):
            client.request("POST", "/", f"{number}".encode())
            assert client.getresponse().read() == f"<a{number}a>".encode()
    assert worker.nr_conns <= 1


def test_a_client_may_send_the_next_request_before_the_answer(worker: EvenWorker) -> None:
    with connect(worker) as client:
        client.sendall(REQUEST * 50)
        received = b""
        while received.count(b"<ahalloa>") < 50:
            piece = client.recv(65536)
            assert piece, received[-200:]
            received += piece


def test_a_large_answer_reaches_a_slow_reader_whole(worker: EvenWorker) -> None:
    with closing(caller(worker)) as client:
        client.request("GET", "/large")
        time.sleep(0.3)  # the buffers of the connection are full by now
        assert len(client.getresponse().read()) == LARGE
        client.request("POST", "/", b"again")
        assert client.getresponse().read() == b"<aagaina>"


def test_a_file_follows_its_headers(worker: EvenWorker) -> None:
    with closing(caller(worker)) as client:
        client.request("GET", "/file")
        assert client.getresponse().read() == b"een file."


def test_a_client_that_asks_to_close_is_let_go(worker: EvenWorker) -> None:
    with connect(worker) as client:
        client.sendall(REQUEST.replace(b"Host: x", b"Host: x\r\nConnection: close"))
        received = b""
        while piece := client.recv(65536):
            received += piece
    assert b"Connection: close" in received
    assert received.endswith(b"<ahalloa>")


def test_a_client_that_asks_first_is_told_to_go_on(worker: EvenWorker) -> None:
    with connect(worker) as client:
        head, _, body = REQUEST.partition(b"\r\n\r\n")
        client.sendall(head + b"\r\nExpect: 100-continue\r\n\r\n")
        assert client.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(body)
        assert client.recv(65536).endswith(b"<ahalloa>")


def test_a_body_that_nobody_read_does_not_become_a_request(worker: EvenWorker) -> None:
    with closing(caller(worker)) as client:
        client.request("POST", "/unread", b"GET /wrong HTTP/1.1\r\n\r\n")
        assert client.getresponse().read() == b""
        client.request("POST", "/", b"next")
        assert client.getresponse().read() == b"<anexta>"


def test_an_application_that_fails_costs_only_its_own_connection(worker: EvenWorker) -> None:
    with closing(caller(worker)) as first, closing(caller(worker)) as other:
        first.request("GET", "/wrong")
        assert first.getresponse().status == 500
        other.request("POST", "/", b"still here")
        assert other.getresponse().read() == b"<astill herea>"


@pytest.mark.parametrize("worker", [1], indirect=True)
def test_an_answer_that_breaks_off_is_not_taken_for_a_whole_one(worker: EvenWorker) -> None:
    with closing(caller(worker)) as client:
        client.request("GET", "/broken")
        with pytest.raises(http.client.HTTPException):
            client.getresponse().read()
    with closing(caller(worker)) as other:
        other.request("POST", "/", b"still here")
        assert other.getresponse().read() == b"<astill herea>"


def test_a_client_that_hangs_up_is_forgotten(worker: EvenWorker) -> None:
    with closing(caller(worker)) as client:
        client.request("POST", "/", b"x")
        assert client.getresponse().read() == b"<axa>"
    until = time.monotonic() + PATIENCE
    while worker.nr_conns and time.monotonic() < until:
        time.sleep(0.02)
    assert worker.nr_conns == 0


def test_a_listener_that_is_gone_is_an_error_of_our_own(worker: EvenWorker) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    listener.close()
    with pytest.raises(OSError, match="Bad file descriptor"):
        worker.accept(listener)


@pytest.mark.parametrize("worker", [3], indirect=True)
def test_a_client_that_is_gone_before_its_answer_is_forgotten(worker: EvenWorker) -> None:
    WAITED.clear()
    with connect(worker) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.sendall(REQUEST.replace(b"POST / ", b"POST /wait "))
        until(lambda: len(worker._waiting) == 1)
    WAITED.set()
    until(lambda: worker.nr_conns == 0)
    assert worker._waiting == {}
    with closing(caller(worker)) as other:
        other.request("POST", "/", b"still here")
        assert other.getresponse().read() == b"<astill herea>"


def test_who_kept_a_connection_may_ask_once_more_when_the_worker_stops(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A proxy sends a POST once: a connection that is closed under it, before its time, is a failed call."""
    monkeypatch.setattr(lobby, "STOP_SECONDS", 0.0)
    with working(3) as worker, closing(caller(worker)) as kept, closing(caller(worker)) as late:
        worker.cfg.set("keepalive", PATIENCE)
        kept.request("POST", "/", b"before")
        assert kept.getresponse().read() == b"<abeforea>"
        worker.handle_exit(signal.SIGTERM, None)
        time.sleep(2 * lobby.EACH_SECONDS)
        for client in (late, kept):  # nobody else may be there yet to take a new connection
            client.request("POST", "/", b"after")
            answer = client.getresponse()
            assert (answer.read(), answer.getheader("Connection")) == (b"<aaftera>", "close")


@pytest.mark.parametrize("worker", [3], indirect=True)
def test_a_worker_that_stops_takes_connections_while_an_answer_may_be_followed_by_a_question(
    worker: EvenWorker,
) -> None:
    """The client whose call is in hand was told that its connection stays, and nobody else is there yet."""
    WAITED.clear()
    worker.cfg.set("keepalive", PATIENCE)
    with closing(caller(worker)) as kept, closing(caller(worker)) as late:
        kept.request("POST", "/wait", b"before")
        until(lambda: len(worker._waiting) == 1)
        worker.handle_exit(signal.SIGTERM, None)
        time.sleep(2 * lobby.EACH_SECONDS)
        late.request("POST", "/", b"late")
        answer = late.getresponse()
        assert (answer.read(), answer.getheader("Connection")) == (b"<alatea>", "close")
        WAITED.set()
        assert kept.getresponse().getheader("Connection") == "keep-alive"
