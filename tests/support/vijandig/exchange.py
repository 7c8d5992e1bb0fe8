"""Bytes to a server as they are, and all that comes back on the connection."""

import http.client
import io
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any
from urllib.parse import urlsplit

from tests.support.messages.soap import Answer

HANG = 20
"""Seconds without an answer after which a server is held."""
AFTERWARDS = 0.2
"""Seconds to wait for a second answer, on a connection that the server leaves open."""


class _Received:
    """What came in, as http.client reads a socket."""

    def __init__(self, stream: io.BytesIO) -> None:
        self._stream = stream

    def makefile(self, *_: Any) -> io.BufferedIOBase:
        return _Unclosed(self._stream)


class _Unclosed(io.BufferedReader):
    def __init__(self, stream: io.BytesIO) -> None:
        super().__init__(stream, 1)

    def close(self) -> None:
        """Leave what comes after this answer where it is."""


def exchange(url: str, message: bytes, *, hangs_up: bool = False, expected: int = 1) -> list[Answer]:
    """Every answer to the bytes of one connection. Raises TimeoutError if none comes.

    ``hangs_up`` says that nothing more will come once the bytes are sent. After as many answers as are
    ``expected`` it is seen whether there is another one.
    """
    place = urlsplit(url)
    with closing(socket.create_connection((place.hostname, place.port), timeout=HANG)) as plug:
        with suppress(ConnectionError):  # a server may hang up on what it refuses, after its answer
            plug.sendall(message)
            if hangs_up:
                plug.shutdown(socket.SHUT_WR)
        received = _receive(plug, message.startswith(b"HEAD "), expected)
    return list(_answers(received, message.startswith(b"HEAD ")))


def _receive(plug: socket.socket, is_head: bool, expected: int) -> bytes:
    received = b""
    with suppress(ConnectionError):
        while True:
            try:
                piece = plug.recv(1024 * 1024)
            except TimeoutError:
                if received:
                    return received
                raise
            if not piece:
                return received
            received += piece
            is_kept = b"\r\nConnection: close" not in received[:2048]
            if is_kept and len(list(_answers(received, is_head))) >= expected:
                plug.settimeout(AFTERWARDS)
    return received


def _answers(received: bytes, is_head: bool) -> Iterator[Answer]:
    at = 0
    while at < len(received):
        body_at = received.find(b"\r\n\r\n", at) + 4
        if body_at < 4:
            return
        response = http.client.HTTPResponse(
            _Received(io.BytesIO(received[at:])),  # type: ignore[arg-type]
            method="HEAD" if is_head else "GET",
        )
        try:
            response.begin()
            content = response.read()
        except (http.client.HTTPException, ValueError):
            return
        headers = {name.lower(): value for name, value in response.getheaders()}
        yield Answer(response.status, headers, content)
        length = headers.get("content-length")
        if length is None:
            return
        at = body_at + (0 if is_head else int(length))
