"""A request that cannot be read gets one deliberate answer, in the form of its path, and nothing after it."""

import json
import socket
from urllib.parse import urlsplit

import pytest
from lxml import etree

from tests.support.messages.soap import PULL, request
from tests.support.servers.uwlr import Server
from uwlr_service.formats.uwlr.namespaces import SOAP

pytestmark = pytest.mark.e2e
GENERIEK = "/gkv/GeneriekeService"
TOKEN = "/oauth/token"
NEXT = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"
SOAP_TYPE = "text/xml; charset=utf-8"
PROBLEM_TYPE = "application/problem+json"
TEXT_TYPE = "text/plain; charset=utf-8"

HEADS = {
    "unknown transfer coding": (b"Transfer-Encoding: zork\r\n", 501),
    "unknown coding before chunked": (b"Transfer-Encoding: zork, chunked\r\n", 501),
    "gzip before chunked": (b"Transfer-Encoding: gzip, chunked\r\n", 501),
    "gzip in a line of its own": (b"Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", 501),
    "deflate before chunked": (b"Transfer-Encoding: Deflate,CHUNKED\r\n", 501),
    "identity before chunked": (b"Transfer-Encoding: identity, chunked\r\n", 501),
    "gzip without chunked": (b"Transfer-Encoding: gzip\r\n", 400),
    "chunked twice": (b"Transfer-Encoding: chunked, chunked\r\n", 400),
    "chunked and a length": (b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", 400),
    "two lengths": (b"Content-Length: 5\r\nContent-Length: 6\r\n", 400),
    "length of no digits": (b"Content-Length: 5x\r\n", 400),
    "length of 5,000 digits": (b"Content-Length: " + b"9" * 5000 + b"\r\n", 400),
    "another expectation": (b"Expect: tea\r\nContent-Length: 5\r\n", 417),
    "header without colon": (b"zork\r\n", 400),
    "space before the colon": (b"Zork : x\r\n", 400),
    "folded header": (b"Zork: x\r\n y\r\n", 400),
    "zero in a header": (b"Zork: \0\r\n", 400),
    "bare line feed": (b"Zork: x\nY: z\r\n", 400),
    "two hosts": (b"Host: y\r\n", 400),
    "header of 9 kB": (b"Zork: " + b"x" * 9000 + b"\r\n", 431),
    "51 headers": (b"Zork: x\r\n" * 51, 431),
    "headers of 40 kB": (b"".join(b"Z%d: %s\r\n" % (at, b"x" * 8000) for at in range(5)), 431),
}
"""What is wrong with a head, and the status where the path is not one of SOAP."""


def exchanged(server: Server, sent: bytes) -> bytes:
    """All that comes back until the server hangs up."""
    place = urlsplit(server.url)
    with socket.create_connection((str(place.hostname), int(place.port or 80)), timeout=30) as plug:
        plug.sendall(sent)
        received = b""
        while piece := plug.recv(65536):
            received += piece
    return received


def only_answer(received: bytes) -> tuple[int, str, bytes]:
    """The status, media type and body of an answer after which there is nothing."""
    assert received.count(b"HTTP/1.1 ") == 1, received[:2000]
    head, _, body = received.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    assert headers["Connection"] == "close"
    assert int(headers["Content-Length"]) == len(body)
    return int(lines[0].split()[1]), headers["Content-Type"], body


def faultcode(document: bytes) -> str:
    root = etree.fromstring(document)
    assert root.tag == f"{{{SOAP}}}Envelope"
    return str(root.findtext(".//faultcode"))


@pytest.mark.parametrize("name", HEADS)
@pytest.mark.parametrize("path", [PULL, GENERIEK, TOKEN, "/gkv/v1/leveringen", "/privacy"])
def test_a_bad_head_is_answered_once(server: Server, name: str, path: str) -> None:
    lines, status = HEADS[name]
    head = b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\n%s\r\n" % (path.encode(), lines)
    answer = only_answer(exchanged(server, head + b"<s:Envelope/>" + NEXT))
    if path == PULL:
        assert answer[:2] == (500, SOAP_TYPE)
        assert faultcode(answer[2]) == "soap:Client.OngeldigBericht"
    elif path == GENERIEK:
        assert answer[:2] == (500, SOAP_TYPE)
        assert faultcode(answer[2]) == "soap:Client"
    elif path == "/privacy":
        assert answer[:2] == (status, TEXT_TYPE)
        assert b"<html" not in answer[2]
    else:
        assert answer[:2] == (status, PROBLEM_TYPE)
        assert json.loads(answer[2])["status"] == status


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (b"zork", 400),
        (b"", 400),
        (b"\r\n", 400),
        (b"POST " + PULL.encode(), 400),
        (b"GET / HTTP/2.0", 400),
        (b"GET / HTTP/1.1 x", 400),
        (b"get / HTTP/1.1", 400),
        (b"GET /\xff HTTP/1.1", 400),
        (b"GET zork HTTP/1.1", 400),
        (b"GET http://[ HTTP/1.1", 400),
        (b"GET /" + b"x" * 9000 + b" HTTP/1.1", 414),
        (b"GET /" + b"x" * 50_000 + b" HTTP/1.1", 414),
        (b"PRI * HTTP/2.0", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
        (b"HEAD / HTTP/9.9", 400),
    ],
)
def test_a_bad_request_line_is_answered_once(server: Server, line: bytes, status: int) -> None:
    received = exchanged(server, line + b"\r\nHost: x\r\n\r\n" + NEXT)
    if line.startswith(b"HEAD"):
        assert received.startswith(b"HTTP/1.1 400 ")
        assert received.endswith(b"\r\n\r\n")
        return
    answer = only_answer(received)
    if PULL.encode() in line:
        assert faultcode(answer[2]) == "soap:Client.OngeldigBericht"
    else:
        assert answer[:2] == (status, TEXT_TYPE)


BODIES = {
    "extension too long": b"5;" + b"x" * 9000 + b"\r\nhallo\r\n0\r\n\r\n",
    "line too long": b"0" * 9000 + b"5\r\nhallo\r\n0\r\n\r\n",
    "no size": b"zork\r\n",
    "negative size": b"-5\r\nhallo\r\n0\r\n\r\n",
    "size with 0x": b"0x5\r\nhallo\r\n0\r\n\r\n",
    "size of 17 digits": b"10000000000000005\r\nhallo\r\n0\r\n\r\n",
    "bare line feed in an extension": b"5;x\n\r\nhallo\r\n0\r\n\r\n",
    "data longer than their chunk": b"5\r\nhallo!\r\n0\r\n\r\n",
    "trailers too long": b"5\r\nhallo\r\n0\r\n" + b"X: y\r\n" * 2000 + b"\r\n",
    "bare line feed in a trailer": b"5\r\nhallo\r\n0\r\nX: y\nZ: a\r\n\r\n",
}


@pytest.mark.parametrize("name", BODIES)
def test_bad_chunks_are_answered_once(server: Server, name: str) -> None:
    for path in (PULL, GENERIEK):
        head = b"POST %s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" % path.encode()
        status, media_type, document = only_answer(exchanged(server, head + BODIES[name] + NEXT))
        assert (status, media_type) == (500, SOAP_TYPE)
        assert faultcode(document).startswith("soap:Client")
    head = b"POST %s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n%s\r\n\r\n" % (
        TOKEN.encode(),
        b"Content-Type: application/x-www-form-urlencoded",
    )
    status, media_type, _ = only_answer(exchanged(server, head + BODIES[name] + NEXT))
    assert 400 <= status < 500
    assert media_type.startswith("application/")


@pytest.mark.parametrize("extra", [b";x", b";x=y", b' ; x="a b"', b";", b" "])
def test_small_extensions_and_trailers_are_read_over(server: Server, sleutel: str, extra: bytes) -> None:
    message = request(sleutel)
    head = b"POST %s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" % PULL.encode()
    body = b"%X%s\r\n%s\r\n0%s\r\nX-Sum: 1\r\n\r\n" % (len(message), extra, message, extra)
    last = NEXT.replace(b"Host: x", b"Host: x\r\nConnection: close")
    received = exchanged(server, head + body + last)
    assert received.count(b"HTTP/1.1 200 OK") == 2
    assert b"</soap:Envelope>" in received


@pytest.mark.parametrize("length", [b"4000000", b"99999999999999999999"])
def test_what_is_refused_unread_is_answered_once(server: Server, length: bytes) -> None:
    head = b"POST %s HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: %s\r\n\r\n"
    status, media_type, _ = only_answer(exchanged(server, head % (PULL.encode(), length) + NEXT * 3))
    assert (status, media_type) == (413, SOAP_TYPE)


def test_a_body_that_breaks_off_is_answered(server: Server) -> None:
    """Half-closed: the client says that no more will come, and listens."""
    place = urlsplit(server.url)
    with socket.create_connection((str(place.hostname), int(place.port or 80)), timeout=30) as plug:
        plug.sendall(b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n<half" % PULL.encode())
        plug.shutdown(socket.SHUT_WR)
        received = b""
        while piece := plug.recv(65536):
            received += piece
    assert b"brak af of viel stil" in only_answer(received)[2]


def test_a_whole_request_is_answered_though_its_sender_says_no_more(server: Server, sleutel: str) -> None:
    message = request(sleutel)
    place = urlsplit(server.url)
    head = b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % (PULL.encode(), len(message))
    with socket.create_connection((str(place.hostname), int(place.port or 80)), timeout=30) as plug:
        plug.sendall(head + message)
        plug.shutdown(socket.SHUT_WR)
        received = b""
        while piece := plug.recv(65536):
            received += piece
    assert received.startswith(b"HTTP/1.1 200 OK")
    assert received.endswith(b"</soap:Envelope>")
