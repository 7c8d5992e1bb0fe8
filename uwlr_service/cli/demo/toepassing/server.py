"""Serves the application on a port of its own, in a thread that ends with the demo."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

LOOPBACK = "127.0.0.1"
PORT = 8090


class Quiet(WSGIRequestHandler):
    """Says nothing of each call: the terminal is for what the demo tells."""

    def log(self, type: str, message: str, *args: Any) -> None:
        """Nothing."""


def bound() -> socket.socket:
    """A socket at the usual port, or at a free one; the address must be known before anything is served."""
    try:
        return socket.create_server((LOOPBACK, PORT))
    except OSError:
        return socket.create_server((LOOPBACK, 0))


def address_of(listening: socket.socket) -> str:
    """Where a browser finds what is served there."""
    return f"http://{LOOPBACK}:{listening.getsockname()[1]}"


@contextmanager
def serving(listening: socket.socket, web: Flask) -> Iterator[None]:
    """Answer calls until the end of the block."""
    port = listening.getsockname()[1]
    server = make_server(LOOPBACK, port, web, threaded=True, request_handler=Quiet, fd=listening.fileno())
    thread = threading.Thread(target=server.serve_forever, name="toepassing", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
