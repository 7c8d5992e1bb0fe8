"""An exchange with another server ends in time, within its size, and at the place that was asked."""

import socket

import pytest
import requests

from tests.support.servers.hostile import (
    PAUSE,
    Answer,
    answering,
    dripping,
    hostile,
    leading_to,
    repeating,
    silent,
    swollen,
)
from uwlr_service.outgoing.bounds import Bounds
from uwlr_service.outgoing.fouten import Elsewhere, TooLarge, TooSlow
from uwlr_service.outgoing.session import Session, origin_of

HASTY = Bounds(largest=2_000_000, seconds=0.5)
HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.fixture(params=[False, True], ids=["whole", "in-pieces"])
def streamed(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def get(url: str, *, streamed: bool = False, bounds: Bounds = HASTY) -> bytes:
    with Session(url, bounds) as session:
        response = session.get(url, timeout=60, stream=streamed)
        if not streamed:
            return response.content
        return b"".join(response.iter_content(4096))


def test_a_message_in_pieces_is_sent() -> None:
    """Its length is not known in advance (RFC 9112, 7.1)."""
    with hostile(answering(b"ok")) as server, Session(server.url, HASTY) as session:
        assert session.post(server.url, data=iter([b"een", b"twee"])).content == b"ok"
        assert b"Transfer-Encoding: chunked" in server.heads[0]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(silent, id="nothing"),
        pytest.param(dripping(b""), id="a-status-that-drips"),
        pytest.param(dripping(HEAD + b"X-Long: "), id="a-header-that-drips"),
        pytest.param(repeating(HEAD, b"X-More: 1\r\n", PAUSE * 20), id="headers-that-go-on"),
        pytest.param(repeating(b"", b"HTTP/1.1 100 Continue\r\n\r\n", PAUSE), id="continue-for-ever"),
        pytest.param(dripping(HEAD + b"Content-Length: 100000\r\n\r\n"), id="a-body-that-drips"),
        pytest.param(dripping(HEAD + b"\r\n"), id="a-body-without-length-that-drips"),
        pytest.param(repeating(CHUNKED, b"1\r\nx\r\n", PAUSE), id="chunks-that-drip"),
        pytest.param(dripping(CHUNKED), id="a-length-of-a-chunk-that-drips"),
        pytest.param(repeating(CHUNKED + b"0\r\n", b"X-Trailer: 1\r\n", PAUSE), id="trailers-for-ever"),
    ],
)
def test_an_answer_that_never_ends_is_left(answer: Answer, streamed: bool) -> None:
    with hostile(answer) as server, pytest.raises(TooSlow):
        get(server.url, streamed=streamed)


def test_a_server_that_reads_nothing_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        bounds = Bounds(largest=1000, seconds=0.5, rate=1_000_000_000)
        with Session(url, bounds) as session, pytest.raises(TooSlow):
            session.post(url, data=b"x" * 20_000_000, timeout=60)


def test_bytes_that_come_buy_time() -> None:
    """Half a second is not enough for this answer, and its bytes may take four seconds more."""
    slow = repeating(HEAD + b"Content-Length: 40000\r\nConnection: close\r\n\r\n", b"x" * 2000, PAUSE)
    with hostile(slow) as server:
        bounds = Bounds(largest=2_000_000, seconds=0.5, rate=10_000)
        assert get(server.url, bounds=bounds) == b"x" * 40_000


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(swollen(64 * 1024 * 1024), id="beyond-the-size"),
        pytest.param(swollen(1_900_000), id="beyond-the-ratio"),
        pytest.param(answering(b"x" * 2_000_001), id="without-compression"),
        pytest.param(repeating(HEAD + b"\r\n", b"x" * 65536), id="without-end"),
        pytest.param(repeating(CHUNKED, b"10000\r\n" + b"x" * 65536 + b"\r\n"), id="chunks-without-end"),
    ],
)
def test_an_answer_that_is_too_large_is_refused(answer: Answer, streamed: bool) -> None:
    with hostile(answer) as server, pytest.raises(TooLarge):
        get(server.url, streamed=streamed, bounds=Bounds(largest=2_000_000))


def test_an_answer_within_the_bounds_is_taken(streamed: bool) -> None:
    with hostile(swollen(900_000), answering(b"x" * 2_000_000)) as server:
        assert get(server.url, streamed=streamed) == b"0" * 900_000
        assert get(server.url, streamed=streamed) == b"x" * 2_000_000


def test_headers_have_a_number() -> None:
    with hostile(repeating(HEAD, b"X-More: 1\r\n")) as server, pytest.raises(requests.ConnectionError):
        get(server.url)


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 Temporary", "308 Permanent"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_redirect_to_another_server_is_not_followed(method: str, status: str) -> None:
    with (
        hostile(answering(b"mine")) as other,
        hostile(leading_to(other.url, status)) as server,
        Session(server.url, HASTY) as session,
        pytest.raises(Elsewhere),
    ):
        session.request(method, server.url, data=b"the key", headers={"Authorization": "Bearer key"})
    assert other.heads == []


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/hostname",
        "ftp://127.0.0.1/x",
        "https://127.0.0.1/",
        "http://localhost/",
        "//127.0.0.1:1/",
        "http://[",
        "http://a:99999999/",
        "http://127.0.0.1:1\\@127.0.0.1/",
        "javascript:x",
        "http://\x80\xff/",
    ],
)
def test_a_redirect_to_anything_else_is_not_followed(location: str) -> None:
    with hostile(leading_to(location)) as server:
        with pytest.raises(requests.RequestException) as caught:
            get(server.url)
        assert not isinstance(caught.value, requests.ConnectionError)
        assert len(server.heads) == 1


def test_a_redirect_within_the_server_is_followed(streamed: bool) -> None:
    with hostile(leading_to("/there"), answering(b"arrived")) as server:
        assert get(server.url, streamed=streamed) == b"arrived"
        assert server.paths == ["/", "/there"]


def test_a_redirect_in_a_circle_ends() -> None:
    with hostile(leading_to("/")) as server, pytest.raises(requests.TooManyRedirects):
        get(server.url)


def test_a_broken_compression_is_an_error_of_the_exchange() -> None:
    with (
        hostile(answering(b"no gzip at all", Content_Encoding="gzip")) as server,
        pytest.raises(requests.exceptions.ContentDecodingError),
    ):
        get(server.url)


def test_a_redirect_with_a_broken_body_is_followed() -> None:
    broken = answering(b"no gzip at all", "302 Found", Location="/there", Content_Encoding="gzip")
    with hostile(broken, answering(b"arrived")) as server:
        assert get(server.url) == b"arrived"
        assert server.paths == ["/", "/there"]


def test_an_answer_through_a_proxy_ends_in_time_too() -> None:
    with (
        hostile(answering(b"first"), dripping(HEAD)) as proxy,
        Session("http://las.example", HASTY) as session,
    ):
        proxies = {"http": proxy.url}
        assert session.get("http://las.example/a", proxies=proxies).content == b"first"
        with pytest.raises(TooSlow):
            session.get("http://las.example/b", proxies=proxies)


def test_a_kept_connection_ends_in_time_too() -> None:
    with (
        hostile(answering(b"first"), dripping(HEAD)) as server,
        Session(server.url, HASTY) as session,
    ):
        assert session.get(server.url).content == b"first"
        with pytest.raises(TooSlow):
            session.get(server.url)


def test_other_bounds_hold_for_a_block() -> None:
    with hostile(answering(b"x" * 100)) as server, Session(server.url, HASTY) as session:
        with session.within(Bounds(largest=99)), pytest.raises(TooLarge):
            session.get(server.url)
        assert len(session.get(server.url).content) == 100


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://LAS.example/a?b", ("https", "las.example", 443)),
        ("http://las.example:8080", ("http", "las.example", 8080)),
        ("file:///etc/passwd", None),
        ("http://:80/", None),
        ("http://las.example:x/", None),
    ],
)
def test_an_origin_is_scheme_host_and_port(url: str, origin: object) -> None:
    assert origin_of(url) == origin
