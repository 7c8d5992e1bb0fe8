"""Servers that answer as no right one does: byte by byte, without end, swollen, or leading elsewhere."""

import contextlib
import socket
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

Answer = Callable[[socket.socket], None]
"""Answers one request on a connection, in any way."""
PAUSE = 0.05
"""Seconds between the drops of a server that drips."""
TLS = b"\x16\x03"
"""How a client begins that wants to speak TLS (RFC 8446, 5.1)."""
HEAD_OF_GZIP = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
PIECE = 1_000_000
MOST = 64 * 1024
"""As many drops or pieces does a server send that would go on for ever: then the test itself has failed."""


@dataclass
class Hostile:
    """A server of which each request is answered by the next of ``answers``, the last one for ever."""

    answers: list[Answer] = field(default_factory=list)
    documents: Callable[[str, str], bytes] | None = None
    """Where it is given: what a GET is answered with, by the address of this server and the path."""
    heads: list[bytes] = field(default_factory=list)
    """What was asked: the head of each request."""
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """The path of each request, in order."""
        return [head.split(b" ")[1].decode() for head in self.heads]

    def next_answer(self) -> Answer:
        if self.documents is not None and self.heads[-1].startswith(b"GET "):
            return answering(self.documents(self.url, self.paths[-1]))
        if len(self.answers) > 1:
            return self.answers.pop(0)
        return self.answers[0]


@contextmanager
def hostile(
    *answers: Answer,
    documents: Callable[[str, str], bytes] | None = None,
    tls: ssl.SSLContext | None = None,
) -> Iterator[Hostile]:
    """The server, on this machine, until the end of the block; with TLS where a certificate is given."""
    server = Hostile(list(answers), documents)
    listener = socket.create_server(("127.0.0.1", 0))
    server.port = int(listener.getsockname()[1])
    open_connections: list[socket.socket] = []

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                open_connections.append(connection)
                threading.Thread(target=_serve, args=(server, connection, tls), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()
        for connection in open_connections:
            connection.close()


def _serve(server: Hostile, connection: socket.socket, tls: ssl.SSLContext | None) -> None:
    with contextlib.suppress(OSError):
        if tls is not None:
            connection = tls.wrap_socket(connection, server_side=True)
        _speak(server, connection)


def _speak(server: Hostile, connection: socket.socket) -> None:
    with connection:
        while _take_request(server, connection):
            server.next_answer()(connection)


def _take_request(server: Hostile, connection: socket.socket) -> bool:
    """Read one request, with a body of a known length; False at the end of the connection, or for TLS.

    After a call that failed, our client looks whether the server speaks TLS: any that does not hangs up then.
    """
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece or piece.startswith(TLS):
            return False
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            while len(body) < int(value):
                body += connection.recv(65536)
    server.heads.append(head)
    return True


def answering(body: bytes, status: str = "200 OK", **headers: str) -> Answer:
    """A whole answer, as a right server gives it."""

    def answer(connection: socket.socket) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        connection.sendall("\r\n".join([*lines, "\r\n"]).encode("latin-1") + body)

    return answer


def leading_to(url: str, status: str = "307 Temporary Redirect") -> Answer:
    """A redirect."""
    return answering(b"", status, Location=url)


def swollen(size: int, **headers: str) -> Answer:
    """A small answer of as many zeroes after decompression."""
    return answering(_compressed(size), Content_Encoding="gzip", **headers)


@cache
def _compressed(zeroes: int) -> bytes:
    """So many zeroes as gzip, of one piece again and again: all at once they take seconds of collecting."""
    pieces, rest = divmod(zeroes, PIECE)
    deflating = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    piece = deflating.compress(b"0" * PIECE) + deflating.flush(zlib.Z_FULL_FLUSH)
    deflating = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    end = deflating.compress(b"0" * rest) + deflating.flush()
    check = zlib.crc32(b"0" * zeroes)
    return HEAD_OF_GZIP + piece * pieces + end + struct.pack("<II", check, zeroes)


def dripping(text: bytes) -> Answer:
    """An answer that begins with a text and goes on for ever, a byte at a time."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(text)
        for _ in range(MOST):
            connection.sendall(b"x")
            time.sleep(PAUSE)

    return answer


def repeating(text: bytes, piece: bytes, pause: float = 0.0) -> Answer:
    """An answer that begins with a text, and then repeats a piece for ever."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(text)
        for _ in range(MOST):
            connection.sendall(piece)
            if pause:
                time.sleep(pause)

    return answer


def silent(connection: socket.socket) -> None:
    """No answer, on a connection that stays open."""
    connection.recv(1)
