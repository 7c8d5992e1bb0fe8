"""One HTTP call of which every step shares a single deadline, and of which no more is read than is wanted.

A client library waits for each next byte anew, and passes over any number of ``100 Continue``. A receiver
that sends a byte now and then would keep such a call open for as long as it likes.
"""

import io
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

from requests import PreparedRequest, utils

MOST_BYTES = 16 * 1024
"""How much of an answer is read before its status must have been in it."""
PIECE = 4096
STATUS = re.compile(rb"HTTP/1\.[01] ([1-5][0-9][0-9])(?: [^\r\n]*)?\r?\n")
LONGEST_STATUS_LINE = 1000
END_OF_HEAD = b"\r\n\r\n"
FIRST_FINAL = 200
SWITCHING = 101
"""The one status below 200 after which there is no other."""


class Deadline:
    """The moment at which a whole call must be over."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left. Raises TimeoutError when there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the call took too long")
        return left


def resolve(host: str, port: int, deadline: Deadline) -> list[str]:
    """The numbers behind a name. Raises OSError, and TimeoutError when the name servers take too long.

    A lookup cannot be broken off. Where it takes too long, its thread stays until the system gives up, which
    holds up nobody.
    """
    answers: list[Any] = []
    errors: list[Exception] = []

    def look_up() -> None:
        try:
            answers.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            errors.append(error)

    thread = threading.Thread(target=look_up, name="lookup", daemon=True)
    thread.start()
    thread.join(deadline.left())
    if thread.is_alive():
        raise TimeoutError("the name servers took too long")
    if errors:
        raise errors[0]
    return [str(info[4][0]).partition("%")[0] for info in answers]


def post(
    url: str, address: tuple[str, int], body: bytes, headers: Mapping[str, str], deadline: Deadline
) -> int:
    """The status that ``address`` answers to a POST; over TLS it must prove the name in ``url``.

    Raises OSError (a TimeoutError when the deadline passes) and ValueError when the answer is not HTTP.
    """
    with _sent("POST", url, address, body, headers, deadline) as sock:
        return _status(sock, deadline)


def get(
    url: str, address: tuple[str, int], headers: Mapping[str, str], most: int, deadline: Deadline
) -> tuple[int, bytes]:
    """The status and the body that ``address`` answers to a GET, of ``most`` bytes with its head.

    Raises as ``post`` does, and ValueError for an answer that is larger or breaks off.
    """
    with _sent("GET", url, address, b"", headers, deadline) as sock:
        received = bytearray()
        while True:
            sock.settimeout(deadline.left())
            piece = sock.recv(PIECE)
            received += piece
            if len(received) > most:
                raise ValueError("too large")
            if not piece:
                break
    try:
        response = HTTPResponse(_Received(bytes(received)))  # type: ignore[arg-type]
        response.begin()
        return response.status, response.read()
    except HTTPException as error:
        raise ValueError("no HTTP") from error


class _Received:
    """What came, for a parser that wants to read it from a socket."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def makefile(self, _mode: str) -> io.BytesIO:
        """The same as a file."""
        return io.BytesIO(self._content)


@contextmanager
def _sent(
    method: str,
    url: str,
    address: tuple[str, int],
    body: bytes,
    headers: Mapping[str, str],
    deadline: Deadline,
) -> Iterator[socket.socket]:
    """A connection on which a request was sent, whose answer is still to be read."""
    request = PreparedRequest()
    request.prepare(method=method, url=url, headers=dict(headers), data=body)
    lines = [f"{method} {request.path_url} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in request.headers.items()]
    lines += ["Connection: close", "", ""]
    message = "\r\n".join(lines).encode("latin-1") + body
    with socket.create_connection(address, deadline.left()) as plain, _secured(plain, url, deadline) as sock:
        sock.settimeout(deadline.left())
        sock.sendall(message)
        yield sock


def _secured(plain: socket.socket, url: str, deadline: Deadline) -> socket.socket:
    if not url.startswith("https://"):
        return plain
    context = ssl.create_default_context(cafile=utils.DEFAULT_CA_BUNDLE_PATH)
    secured = context.wrap_socket(
        plain, server_hostname=urlsplit(url).hostname, do_handshake_on_connect=False
    )
    try:
        secured.settimeout(deadline.left())
        secured.do_handshake()
    except BaseException:
        secured.close()
        raise
    return secured


def _status(sock: socket.socket, deadline: Deadline) -> int:
    """The first status that is final; those before it, such as 100, are passed over."""
    received = bytearray()
    total = 0
    while True:
        line = STATUS.match(received)
        if line is None and (b"\n" in received or len(received) > LONGEST_STATUS_LINE):
            raise ValueError("no HTTP")
        if line is not None:
            status = int(line[1])
            if status >= FIRST_FINAL or status == SWITCHING:
                return status
            end = received.find(END_OF_HEAD, line.end() - 2)
            if end >= 0:
                del received[: end + len(END_OF_HEAD)]
                continue
        sock.settimeout(deadline.left())
        piece = sock.recv(PIECE)
        total += len(piece)
        if not piece or total > MOST_BYTES:
            raise ValueError("no status")
        received += piece
