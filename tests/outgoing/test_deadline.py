"""A deadline breaks off what it watches, and also what it is given to watch too late."""

import socket
import time
from collections.abc import Iterator

import pytest

from uwlr_service.outgoing.bounds import Bounds
from uwlr_service.outgoing.deadline import Deadline


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.settimeout(10)
        yield ours, theirs


def test_a_connection_that_is_made_when_the_time_is_over_is_broken_off(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    ours, theirs = pair
    deadline = Deadline(Bounds(largest=1000, seconds=0.01), 0)
    until = time.monotonic() + 10
    while not deadline.expired and time.monotonic() < until:
        time.sleep(0.01)
    deadline.watch(ours)
    assert theirs.recv(1) == b""
    deadline.end()


def test_a_connection_of_an_exchange_that_has_ended_is_left_as_it_is(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    ours, theirs = pair
    deadline = Deadline(Bounds(largest=1000, seconds=0.01), 0)
    deadline.end()
    deadline.watch(ours)
    time.sleep(0.05)
    ours.sendall(b"x")
    assert theirs.recv(1) == b"x"
