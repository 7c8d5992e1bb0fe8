"""Clients that dawdle, and a worker that waits for none of them: on real sockets inside this process."""

import socket
import struct
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from tests.support.servers.waiting import until
from tests.support.servers.worker import (
    LARGE,
    MIDDLE,
    PATIENCE,
    REQUEST,
    STREAMED,
    WAITED,
    Stream,
    caller,
    connect,
    working,
)
from uwlr_service.reception import limits
from uwlr_service.worker import EvenWorker


@pytest.fixture(params=[1, 3], ids=["one thread", "three threads"])
def worker(request: pytest.FixtureRequest) -> Iterator[EvenWorker]:
    """A worker that serves in a thread of this process."""
    with working(request.param) as made:
        yield made


@pytest.fixture
def _streaming() -> None:
    Stream.made = 0
    Stream.closed = 0


@pytest.mark.usefixtures("_streaming")
def test_no_more_of_an_answer_is_made_than_is_read(worker: EvenWorker) -> None:
    with closing(caller(worker)) as slow, closing(caller(worker)) as other:
        slow.request("GET", "/stream")
        until(lambda: Stream.made > 0)
        for number in range(5):  # more than there are threads
            other.request("POST", "/", f"{number}".encode())
            assert other.getresponse().read() == f"<a{number}a>".encode()
        assert Stream.made < STREAMED // LARGE
        answer = slow.getresponse()
        assert sum(len(piece) for piece in iter(lambda: answer.read(LARGE), b"")) == STREAMED
        slow.request("POST", "/", b"again")
        assert slow.getresponse().read() == b"<aagaina>"
    assert Stream.closed == 1


@pytest.mark.usefixtures("_streaming")
def test_an_answer_that_nobody_reads_is_ended(worker: EvenWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WINDOW_SECONDS", 0.3)
    with connect(worker) as client:
        client.sendall(REQUEST.replace(b"POST / ", b"POST /stream "))
        until(lambda: Stream.closed == 1)
    assert Stream.made < STREAMED // LARGE
    until(lambda: worker.nr_conns == 0)


def small_reader(worker: EvenWorker) -> socket.socket:
    """A client with little room, to whom an answer of 500 kB is on its way; the system has most of it."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.settimeout(PATIENCE)
    (listener,) = worker.sockets
    client.connect(listener.getsockname())
    client.sendall(
        REQUEST.replace(b"POST / ", b"POST /middle ").replace(b"Host", b"Connection: close\r\nHost")
    )
    return client


def read_slowly(client: socket.socket) -> int:
    """How many bytes a client gets that takes its time."""
    count = 0
    while piece := client.recv(5000):
        count += len(piece)
        time.sleep(0.005)
    return count


@pytest.fixture
def _room(worker: EvenWorker) -> None:
    (listener,) = worker.sockets
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MIDDLE)


@pytest.mark.usefixtures("_room")
def test_an_answer_that_the_system_holds_is_forgotten_too(
    worker: EvenWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WINDOW_SECONDS", 0.3)
    monkeypatch.setattr(limits, "LEAVING_SECONDS", 0.1)
    with small_reader(worker) as client:
        until(lambda: worker.nr_conns == 1)
        until(lambda: worker.nr_conns == 0)
        with pytest.raises(ConnectionResetError):
            read_slowly(client)


@pytest.mark.usefixtures("_room")
def test_who_reads_slowly_gets_all_of_it(worker: EvenWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WINDOW_SECONDS", 0.3)
    monkeypatch.setattr(limits, "LEAVING_SECONDS", 0.1)
    monkeypatch.setattr(limits, "LEAST_BYTES", 1)
    with small_reader(worker) as client:
        assert read_slowly(client) > MIDDLE
    until(lambda: worker.nr_conns == 0)


def test_a_head_that_takes_too_long_is_refused(worker: EvenWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "HEAD_SECONDS", 0.3)
    with connect(worker) as silent, connect(worker) as slow, closing(caller(worker)) as honest:
        slow.sendall(b"GET / HT")
        assert slow.recv(65536).startswith(b"HTTP/1.1 408 Request Timeout\r\n")
        assert silent.recv(65536) == b""
        honest.request("POST", "/", b"x")
        assert honest.getresponse().read() == b"<axa>"


def test_a_kept_connection_has_as_long_for_each_head(
    worker: EvenWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "HEAD_SECONDS", 0.8)
    with connect(worker) as client:
        for _ in range(3):
            client.sendall(REQUEST[:10])
            time.sleep(0.4)
            client.sendall(REQUEST[10:])
            assert client.recv(65536).endswith(b"<ahalloa>")


@pytest.mark.parametrize("worker", [3], indirect=True)
def test_too_much_that_waits_for_a_thread_is_put_off(
    worker: EvenWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "IN_QUEUE", 3)
    monkeypatch.setattr(limits, "HELD_IN_MEMORY", 10)
    WAITED.clear()
    with ExitStack() as stack:
        waiting = [stack.enter_context(connect(worker)) for _ in range(4)]
        for number, client in enumerate(waiting, 1):
            client.sendall(REQUEST.replace(b"POST / ", b"POST /wait "))
            until(lambda number=number: len(worker._waiting) == number)  # type: ignore[misc]
        with connect(worker) as late:
            late.sendall(REQUEST)
            assert late.recv(65536).startswith(b"HTTP/1.1 503 ")
        WAITED.set()
        for client in waiting:
            assert client.recv(65536).startswith(b"HTTP/1.1 200 OK")


def test_when_there_are_too_many_the_oldest_go(worker: EvenWorker) -> None:
    worker.lobby._crowd._most = 10
    with ExitStack() as stack:
        waiting = [stack.enter_context(connect(worker)) for _ in range(10)]
        until(lambda: worker.nr_conns == 10)
        with closing(caller(worker)) as late:
            late.request("POST", "/", b"x")
            assert late.getresponse().read() == b"<axa>"
        with pytest.raises(ConnectionResetError):
            waiting[0].recv(1)


def test_a_crowd_that_drips_is_listened_to_less_often(
    worker: EvenWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CROWD", 1)
    monkeypatch.setattr(limits, "SMALL_PIECES", 3)
    with connect(worker) as client, connect(worker):
        for at in range(len(REQUEST)):
            client.sendall(REQUEST[at : at + 1])
            time.sleep(0.005)
        assert client.recv(65536).endswith(b"<ahalloa>")


@pytest.mark.usefixtures("_streaming")
def test_an_answer_has_an_hour_in_all(worker: EvenWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it is read: here the hour is over when the first window is."""
    monkeypatch.setattr(limits, "WINDOW_SECONDS", 0.3)
    monkeypatch.setattr(limits, "LEAST_BYTES", 0)
    monkeypatch.setattr(limits, "LONGEST_SECONDS", 0.1)
    with connect(worker) as client:
        client.sendall(REQUEST.replace(b"POST / ", b"POST /stream "))
        until(lambda: Stream.closed == 1)
    assert Stream.made < STREAMED // LARGE


def test_who_asks_first_and_goes_is_forgotten(worker: EvenWorker) -> None:
    for _ in range(5):
        with connect(worker) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.sendall(REQUEST.removesuffix(b"hallo").replace(b"Host", b"Expect: 100-continue\r\nHost"))
    until(lambda: worker.nr_conns == 0)
    assert worker.nr_conns == 0


def test_what_is_refused_may_be_sent_to_its_end(worker: EvenWorker) -> None:
    """A proxy that is hung up on while it sends drops our answer for its own."""
    worker.lobby.largest_body = 1000
    with connect(worker) as client:
        client.sendall(b"POST /unread HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % LARGE)
        client.sendall(b"x" * LARGE)
        assert client.recv(65536).startswith(b"HTTP/1.1 200 OK")
        assert client.recv(65536) == b""
        client.shutdown(socket.SHUT_WR)
    until(lambda: worker.nr_conns == 0)
