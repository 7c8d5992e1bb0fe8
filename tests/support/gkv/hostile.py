"""Receivers of webhooks that keep their caller waiting, each in a way of its own, on real sockets."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

EACH_SECONDS = 0.05
"""Between two bytes of a receiver that drips."""
Way = Callable[[socket.socket, threading.Event], None]


def drip(sock: socket.socket, ended: threading.Event, text: bytes) -> None:
    """Send a text a byte at a time, and over again."""
    while True:
        for at in range(len(text)):
            sock.sendall(text[at : at + 1])
            if ended.wait(EACH_SECONDS):
                return


def status_that_drips(sock: socket.socket, ended: threading.Event) -> None:
    drip(sock, ended, b"HTTP/1.1 200 " + b"O" * 100_000)


def headers_that_drip(sock: socket.socket, ended: threading.Event) -> None:
    sock.sendall(b"HTTP/1.1 100 Continue\r\n")
    drip(sock, ended, b"X-Name: value\r\n")


def continue_for_ever(sock: socket.socket, ended: threading.Event) -> None:
    while not ended.wait(EACH_SECONDS):
        sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


def continue_at_full_speed(sock: socket.socket, ended: threading.Event) -> None:
    while not ended.is_set():
        sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


def headers_without_end(sock: socket.socket, ended: threading.Event) -> None:
    sock.sendall(b"HTTP/1.1 103 Early Hints\r\n")
    while not ended.is_set():
        sock.sendall(b"Link: </x>\r\n" * 1000)


def nothing(sock: socket.socket, ended: threading.Event) -> None:
    ended.wait()


def tls_that_drips(sock: socket.socket, ended: threading.Event) -> None:
    """A record that announces 8 kB and never gets there."""
    sock.sendall(b"\x16\x03\x03\x20\x00")
    drip(sock, ended, b"\x02")


def body_without_end(sock: socket.socket, ended: threading.Event) -> None:
    """An answer that is taken by its status: how long the rest goes on is of no interest."""
    sock.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while not ended.is_set():
        sock.sendall(b"x" * 65536)


WAYS: dict[str, Way] = {
    way.__name__: way
    for way in (
        status_that_drips,
        headers_that_drip,
        continue_for_ever,
        continue_at_full_speed,
        headers_without_end,
        nothing,
        tls_that_drips,
    )
}
"""The ways in which no message is ever taken; ``never_accepts`` is another one."""
NEVER_ACCEPTS = "never_accepts"


@contextmanager
def receiving(name: str) -> Iterator[str]:
    """A receiver of this kind, until the end of the block; gives its address."""
    scheme = "https" if "tls" in name else "http"
    with ExitStack() as stack:
        if name == NEVER_ACCEPTS:
            port = stack.enter_context(_full())
        else:
            port = stack.enter_context(_serving(WAYS.get(name, body_without_end)))
        yield f"{scheme}://localhost:{port}/klaar"


@contextmanager
def _serving(way: Way) -> Iterator[int]:
    ended = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)

    def speak(sock: socket.socket) -> None:
        with sock, suppress(OSError):
            sock.settimeout(1)
            way(sock, ended)

    def serve() -> None:
        with suppress(OSError):
            while True:
                sock, _ = listener.accept()
                threading.Thread(target=speak, args=(sock,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        ended.set()
        listener.close()


@contextmanager
def _full() -> Iterator[int]:
    """A port whose queue is full: whoever connects next hears nothing at all."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener, ExitStack() as stack:
        for _ in range(8):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        yield int(listener.getsockname()[1])
