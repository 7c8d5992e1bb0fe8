"""Pieces of an answer leave together, whole and in order, also when the reader is slow."""

import os
import socket
import tempfile
import threading
from collections.abc import Iterator

import pytest

from uwlr_service.outbox import MOST_BYTES, MOST_PIECES, Outbox

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    """Both ends of a connection, with small buffers."""
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    with ours, theirs:
        theirs.settimeout(20)
        yield ours, theirs


def read_all(theirs: socket.socket) -> bytes:
    """What arrives until the other end hangs up."""
    received = b""
    while piece := theirs.recv(65536):
        received += piece
    return received


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

    def write() -> None:
        outbox = Outbox(ours)
        for piece in pieces:
            outbox.sendall(piece)
        outbox.flush()
        ours.shutdown(socket.SHUT_WR)

    writer = threading.Thread(target=write)
    writer.start()
    received = read_all(theirs)
    writer.join()
    assert received == b"".join(pieces)


def test_a_file_comes_after_what_was_written_before_it(pair: Pair) -> None:
    ours, theirs = pair
    with tempfile.TemporaryFile() as file:
        file.write(b"file")
        file.seek(0)
        outbox = Outbox(ours)
        outbox.sendall(b"head ")
        outbox.sendfile(file, offset=0, count=4)
    assert theirs.recv(65536) == b"head file"


def test_a_reader_that_went_is_an_error_of_the_system(pair: Pair) -> None:
    ours, theirs = pair
    theirs.close()
    outbox = Outbox(ours)
    outbox.sendall(b"x" * 10_000)
    with pytest.raises(BrokenPipeError):
        outbox.flush()


def test_what_else_a_socket_can_do_the_real_one_does(pair: Pair) -> None:
    ours, _ = pair
    assert Outbox(ours).fileno() == ours.fileno()
