"""Requests become whole in whatever pieces they come, on one connection one after the other."""

import itertools
from http import HTTPStatus

import pytest
from gunicorn.config import Config
from hypothesis import given
from hypothesis import strategies as st

from uwlr_service.reception import limits
from uwlr_service.reception.gathering import Gathering
from uwlr_service.reception.refused import Refused

LARGE = 3 * limits.BODY_IN_MEMORY
PLAIN = b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhallo"
CHUNKED = b"POST /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndaar\r\n0\r\n\r\n"
BARE = b"GET /c HTTP/1.1\r\n\r\n"
MANY = PLAIN + CHUNKED + b"\r\n" + BARE + PLAIN
CFG = Config()


def gathering(largest: int = limits.LARGEST_BODY) -> Gathering:
    return Gathering(CFG, ("127.0.0.1", 1), largest)


def requests(pieces: list[bytes]) -> list[tuple[str, bytes]]:
    """The path and body of each request in these pieces."""
    seen = []
    gathered = gathering()
    for piece in pieces:
        gathered.add(piece)
        while gathered.is_whole():
            seen.append((gathered.request.path, gathered.request.body.read()))
            gathered.next_request()
    assert not gathered.has_begun
    return seen


@given(st.lists(st.integers(0, len(MANY)), max_size=10))
def test_it_does_not_matter_where_they_were_cut(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(MANY)]
    pieces = [MANY[start:stop] for start, stop in itertools.pairwise(edges) if start < stop]
    assert requests(pieces) == [("/a", b"hallo"), ("/b", b"daar"), ("/c", b""), ("/a", b"hallo")]


def test_a_large_body_is_kept_on_disk() -> None:
    gathered = gathering()
    gathered.add(b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % LARGE)
    for _ in range(LARGE // 1000):
        assert not gathered.is_whole()
        assert gathered.in_memory <= limits.BODY_IN_MEMORY + 1000
        gathered.add(b"x" * 1000)
    assert not gathered.is_whole()
    assert gathered.on_disk == LARGE // 1000 * 1000
    gathered.add(b"x" * 1000)
    assert gathered.is_whole()
    assert gathered.request.body.read() == b"x" * LARGE
    gathered.next_request()
    assert (gathered.in_memory, gathered.on_disk) == (1000 - LARGE % 1000, 0)


@pytest.mark.parametrize("head", [b"Content-Length: 1000", b"Transfer-Encoding: chunked"])
def test_of_a_body_that_is_too_large_no_more_is_taken(head: bytes) -> None:
    gathered = gathering(100)
    gathered.add(b"POST / HTTP/1.1\r\n" + head + b"\r\n\r\n65\r\n" + b"x" * 101)
    assert gathered.is_whole()
    assert gathered.must_close


def test_a_body_of_the_largest_size_is_taken() -> None:
    gathered = gathering(5)
    gathered.add(PLAIN)
    assert gathered.is_whole()
    assert not gathered.must_close


def test_a_body_that_broke_off_cannot_be_read() -> None:
    gathered = gathering()
    gathered.add(PLAIN[:-1])
    assert not gathered.is_whole()
    gathered.give_up("the client hung up")
    assert gathered.must_close
    for read in (gathered.request.body.read, gathered.request.body.readline, gathered.request.body.readlines):
        with pytest.raises(ConnectionAbortedError, match="hung up"):
            read()


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /" + b"x" * limits.HEAD_BYTES, HTTPStatus.REQUEST_URI_TOO_LONG),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * limits.HEAD_BYTES, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
        (b"GET / HTTP/1.1\nX", HTTPStatus.BAD_REQUEST),
        (b"\r\n\r\n", HTTPStatus.BAD_REQUEST),
    ],
)
def test_what_can_never_become_a_head_is_refused_before_its_end(head: bytes, status: HTTPStatus) -> None:
    gathered = gathering()
    gathered.add(head)
    with pytest.raises(Refused) as refusal:
        gathered.is_whole()
    assert refusal.value.status is status


@pytest.mark.parametrize(
    ("target", "path"),
    [(b"/x?y", "/x"), (b"http://host/x?y", "/x"), (b"*", "*"), (b"", "")],
)
def test_a_refusal_knows_the_path(target: bytes, path: str) -> None:
    gathered = gathering()
    gathered.add(b"POST " + target + b" HTTP/1.1\r\nzork\r\n\r\n")
    with pytest.raises(Refused) as refusal:
        gathered.is_whole()
    assert (refusal.value.method, refusal.value.path.removeprefix("HTTP/1.1")) == ("POST", path)


def test_who_asks_first_is_told_once() -> None:
    gathered = gathering()
    gathered.add(PLAIN[:-5].replace(b"Host", b"Expect: 100-continue\r\nHost"))
    assert not gathered.is_whole()
    assert [gathered.asks_first(), gathered.asks_first()] == [True, False]
