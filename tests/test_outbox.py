"""Pieces of an answer leave together, whole and in order, and nobody waits for a slow reader."""

import os
import socket
from collections.abc import Iterator

import pytest

from uwlr_service.outbox import MOST_BYTES, MOST_PIECES, Outbox, ReaderGone

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    """Both ends of a connection, with small buffers."""
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    ours.setblocking(False)
    with ours, theirs:
        theirs.settimeout(20)
        yield ours, theirs


def test_nothing_leaves_before_it_is_sent_off(pair: Pair) -> None:
    ours, theirs = pair
    outbox = Outbox(ours)
    outbox.sendall(b"head")
    outbox.sendall(b"")
    outbox.sendall(b"body")
    theirs.setblocking(False)
    with pytest.raises(BlockingIOError):
        theirs.recv(1)
    outbox.flush()
    assert theirs.recv(65536) == b"headbody"
    outbox.flush()
    with pytest.raises(BlockingIOError):
        theirs.recv(1)


@pytest.mark.parametrize(
    "sizes", [[10, 3 * MOST_BYTES, 10], [100_000] * 5, [1] * (MOST_PIECES * 3), [0, 7, 0]]
)
def test_a_slow_reader_gets_every_byte_in_order(pair: Pair, sizes: list[int]) -> None:
    ours, theirs = pair
    pieces = [os.urandom(size) for size in sizes]
    outbox = Outbox(ours)
    for piece in pieces:
        outbox.sendall(piece)
    outbox.flush()
    received = b""
    while outbox.is_full:
        received += theirs.recv(65536)
        outbox.flush()
    assert outbox.waiting == 0
    ours.shutdown(socket.SHUT_WR)
    while piece := theirs.recv(65536):
        received += piece
    assert received == b"".join(pieces)


def test_a_full_connection_is_said_to_be_so(pair: Pair) -> None:
    ours, theirs = pair
    outbox = Outbox(ours)
    outbox.sendall(b"x" * MOST_BYTES)
    assert outbox.waiting == MOST_BYTES
    outbox.sendall(b"y")
    assert outbox.is_full
    assert 0 < outbox.waiting <= MOST_BYTES
    assert theirs.recv(1) == b"x"


def test_it_tells_what_the_client_read() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        theirs = socket.create_connection(listener.getsockname(), timeout=20)
        ours, _ = listener.accept()
    with ours, theirs:
        outbox = Outbox(ours)
        outbox.begin()
        outbox.sendall(b"hallo")
        outbox.flush()
        assert theirs.recv(5) == b"hallo"
        while outbox.unread():  # until the word that it was read comes back
            pass
        assert outbox.read() == 5
        outbox.begin()
        assert outbox.read() == 0


def test_a_reader_that_went_is_an_error_of_the_system(pair: Pair) -> None:
    ours, theirs = pair
    theirs.close()
    outbox = Outbox(ours)
    outbox.sendall(b"x" * 10_000)
    with pytest.raises(ReaderGone):
        outbox.flush()
