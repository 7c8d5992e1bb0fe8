"""Real servers of TLS, or of what only looks like it, for clients that must say what is wrong."""

import contextlib
import socket
import ssl
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

READ = 65536
PATIENCE = 20.0
ANSWER = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def context_of(
    path: Path, *, asks: Path | None = None, newest: ssl.TLSVersion | None = None
) -> ssl.SSLContext:
    """TLS with the certificate of a file; ``asks`` names the issuer of the certificates of callers."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    if newest is not None:
        _limit(context, newest)
    if asks is not None:
        context.load_verify_locations(asks)
        context.verify_mode = ssl.CERT_REQUIRED
    return context


def _limit(context: ssl.SSLContext, newest: ssl.TLSVersion) -> None:
    """Speak no newer version of TLS than this, however old it is."""
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = min(newest, ssl.TLSVersion.TLSv1_2)
        context.maximum_version = newest


@contextmanager
def listening(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """The port of a server that treats each connection in this way, until the end of the block."""
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                connection.settimeout(PATIENCE)
                threading.Thread(target=carry, args=(connection,), daemon=True).start()

    def carry(connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:  # a client that does not like us hangs up
            serve(connection)

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def over_tls(context: ssl.SSLContext) -> Callable[[socket.socket], None]:
    """Answers any request with 404, over TLS."""

    def serve(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secure:
            secure.recv(READ)
            secure.sendall(ANSWER)

    return serve


def before(context: ssl.SSLContext, port: int) -> Callable[[socket.socket], None]:
    """Hands what comes over TLS to a server without it, as a proxy does."""

    def serve(connection: socket.socket) -> None:
        with (
            context.wrap_socket(connection, server_side=True) as secure,
            socket.create_connection(("127.0.0.1", port)) as behind,
        ):
            back = threading.Thread(target=_pass_on, args=(behind, secure), daemon=True)
            back.start()
            _pass_on(secure, behind)
            back.join(PATIENCE)

    return serve


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(READ):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)


def plain(connection: socket.socket) -> None:
    """A server of http that was spoken to in TLS."""
    connection.recv(READ)
    connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


def cut(connection: socket.socket) -> None:
    """Hangs up when it hears the first of a handshake."""
    connection.recv(READ)


def reset(connection: socket.socket) -> None:
    """The same, without a goodbye."""
    connection.recv(16)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def alert(connection: socket.socket) -> None:
    """A server of TLS that says in TLS that it does not understand http."""
    connection.recv(READ)
    connection.sendall(b"\x15\x03\x01\x00\x02\x02\x46")
