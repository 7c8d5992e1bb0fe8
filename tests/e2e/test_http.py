"""What HTTP itself allows: methods, sizes, chunks, kept connections, and callers that dawdle."""

import gzip
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import pytest

from tests.support.callers import SOAP_HEADERS, connect, get, post, received
from tests.support.messages.soap import GETRAPT, PULL, envelope, header, request, verzoek
from tests.support.servers.uwlr import Server

pytestmark = pytest.mark.e2e
LIMIT = 3 * 1024 * 1024


@contextmanager
def raw(server: Server) -> Iterator[socket.socket]:
    with closing(socket.create_connection(_place(server), timeout=20)) as plug:
        yield plug


def head(length: int | None, *extra: str, path: str = PULL) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", "Content-Type: text/xml", *extra]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def padded(sleutel: str, size: int) -> bytes:
    message = request(sleutel)
    return message.replace(b"<s:Body>", b"<s:Body>" + b" " * (size - len(message)))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", [PULL, GETRAPT])
def test_other_methods_are_refused_as_soap(server: Server, sleutel: str, method: str, path: str) -> None:
    answer = post(server.url, request(sleutel), path, method=method)
    assert (answer.status, answer.kind) == (405, "Client.OngeldigBericht")
    assert answer.headers["allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize("path", [PULL, GETRAPT])
def test_a_browser_gets_a_page_that_says_what_this_is(server: Server, path: str) -> None:
    answer = get(server.url, path)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert f"{path}?wsdl" in answer.content.decode()
    empty = get(server.url, path, method="HEAD")
    assert (empty.status, empty.content) == (200, b"")


def test_an_empty_message_is_a_fault(server: Server) -> None:
    answer = post(server.url, b"")
    assert (answer.status, answer.kind) == (500, "Client.OngeldigBericht")


def test_a_message_of_the_largest_size_is_taken(server: Server, sleutel: str) -> None:
    assert post(server.url, padded(sleutel, LIMIT)).keys() == ["L1", "L2", "L3"]


def test_a_message_that_is_too_large_is_refused_as_soap(server: Server, sleutel: str) -> None:
    answer = post(server.url, padded(sleutel, LIMIT + 1))
    assert (answer.status, answer.kind) == (413, "Client.OngeldigBericht")
    assert "3 MB" in answer.faultstring


def test_an_announced_giant_is_refused_unread(server: Server) -> None:
    with raw(server) as plug:
        plug.sendall(head(10**12))
        assert plug.recv(65536).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("length", ["abc", "-5", "1e3", "٣"])
def test_an_odd_length_is_refused(server: Server, length: str) -> None:
    with raw(server) as plug:
        plug.sendall(head(None, f"Content-Length: {length}"))
        assert plug.recv(65536).split(b" ")[1] in (b"400", b"500")


def chunks(message: bytes, size: int = 1000) -> Iterator[bytes]:
    for begin in range(0, len(message), size):
        yield message[begin : begin + size]


def test_a_message_may_come_in_chunks(server: Server, sleutel: str) -> None:
    assert post(server.url, chunks(request(sleutel), 7)).keys() == ["L1", "L2", "L3"]


def test_chunks_that_add_up_to_too_much_are_refused(server: Server, sleutel: str) -> None:
    answer = post(server.url, chunks(padded(sleutel, LIMIT + 5000), 65536))
    assert (answer.status, answer.kind) == (413, "Client.OngeldigBericht")


def test_bad_chunks_are_the_fault_of_their_sender(server: Server, sleutel: str) -> None:
    headers = {**SOAP_HEADERS, "Transfer-Encoding": "chunked"}
    answer = post(server.url, request(sleutel) + b"\r\n", headers=headers)  # no chunks at all
    assert (answer.status, answer.kind) == (500, "Client.OngeldigBericht")


@pytest.mark.parametrize("coding", ["gzip", "X-Gzip"])
@pytest.mark.parametrize("size", [7, 100_000])
def test_a_message_may_come_in_gzip_and_in_chunks(
    server: Server, sleutel: str, coding: str, size: int
) -> None:
    headers = {**SOAP_HEADERS, "Content-Encoding": coding}
    packed = gzip.compress(padded(sleutel, 30_000))
    assert post(server.url, packed, headers=headers).keys() == ["L1", "L2", "L3"]
    assert post(server.url, chunks(packed, size), headers=headers).keys() == ["L1", "L2", "L3"]


def test_chunks_of_gzip_are_bounded_before_and_after_unpacking(server: Server, sleutel: str) -> None:
    headers = {**SOAP_HEADERS, "Content-Encoding": "gzip"}
    stored = gzip.compress(padded(sleutel, LIMIT + 5000), 0)
    bomb = gzip.compress(padded(sleutel, 10 * LIMIT))
    for packed in (stored, bomb):
        answer = post(server.url, chunks(packed, 65536), headers=headers)
        assert (answer.status, answer.kind) == (413, "Client.OngeldigBericht")


@pytest.mark.parametrize("encoding", ["deflate", "br", "zstd", "gzip, gzip", "zork"])
def test_a_message_in_another_coding_is_refused(server: Server, sleutel: str, encoding: str) -> None:
    answer = post(server.url, request(sleutel), headers={**SOAP_HEADERS, "Content-Encoding": encoding})
    assert (answer.status, answer.kind) == (500, "Client.OngeldigBericht")
    assert answer.headers["accept-encoding"] == "gzip"


def test_identity_is_not_a_compression(server: Server, sleutel: str) -> None:
    answer = post(server.url, request(sleutel), headers={**SOAP_HEADERS, "Content-Encoding": "identity"})
    assert answer.status == 200


def test_one_connection_serves_many_calls_also_after_faults(server: Server, sleutel: str) -> None:
    with closing(connect(server.url)) as connection:
        for body, kind in (
            (request(sleutel), "leerlinggegevens"),
            (b"zork", "Client.OngeldigBericht"),
            (request("fout"), "Client.AutorisatieOngeldig"),
            (request(sleutel, "structuur"), "leerlinggegevens-structuur"),
        ):
            connection.request("POST", PULL, body, SOAP_HEADERS)
            assert received(connection).kind == kind


def test_calls_may_be_sent_without_waiting_for_the_answer(server: Server, sleutel: str) -> None:
    message = request(sleutel, "structuur")
    with raw(server) as plug:
        plug.sendall((head(len(message)) + message) * 3)
        seen = b""
        until = time.monotonic() + 10
        while seen.count(b"</soap:Envelope>") < 3 and time.monotonic() < until:
            seen += plug.recv(65536)
    assert seen.count(b"HTTP/1.1 200 OK") == 3
    assert seen.count(b"</soap:Envelope>") == 3


def _place(server: Server) -> tuple[str, int]:
    place = urlsplit(server.url)
    return place.hostname or "", place.port or 80


def test_a_caller_that_hangs_up_half_way_harms_nobody(server: Server, sleutel: str) -> None:
    for _ in range(4):
        with raw(server) as plug:
            plug.sendall(head(100_000) + b"<s:Envelope")
    assert post(server.url, request(sleutel)).status == 200


def test_depth_is_bounded(server: Server, sleutel: str) -> None:
    deep = envelope("<a>" * 5000 + "</a>" * 5000, header(sleutel))
    answer = post(server.url, deep)
    assert (answer.status, answer.kind) == (500, "Client.OngeldigBericht")


def test_a_million_children_are_judged_and_let_go(server: Server, sleutel: str) -> None:
    body = verzoek(extra="<z/>" * 300_000)
    began = time.monotonic()
    answer = post(server.url, envelope(body, header(sleutel)))
    assert (answer.status, answer.kind) == (500, "Client.OngeldigBericht")
    assert len(answer.content) < 20_000
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "path", ["/uwlr/zork", "/uwlr/schemas/2.2/../../../setup.cfg", "/uwlr/schemas/9.9/EDEXML.elementen.xsd"]
)
def test_other_addresses_do_not_exist(server: Server, path: str) -> None:
    assert get(server.url, path).status == 404
