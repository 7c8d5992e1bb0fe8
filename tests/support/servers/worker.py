"""A worker of ours in a thread of this process, an application for it, and its callers."""

import http.client
import io
import os
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from selectors import DefaultSelector
from types import SimpleNamespace
from wsgiref.types import StartResponse, WSGIEnvironment

from gunicorn.config import Config
from gunicorn.glogging import Logger

from uwlr_service.worker import EvenWorker

LARGE = 5_000_000
MIDDLE = 500_000
STREAMED = 40 * LARGE
PATIENCE = 20
WAITED = threading.Event()
REQUEST = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhallo"


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """An answer in pieces, or of the kind that the path names."""
    path = environ["PATH_INFO"]
    if path == "/wrong":
        raise ValueError("on purpose")
    if path == "/broken":
        start_response("200 OK", [("Content-Length", "10")])
        return broken()
    if path == "/file":
        start_response("200 OK", [("Content-Length", "9")])
        return environ["wsgi.file_wrapper"](io.BytesIO(b"een file."))
    if path == "/large":
        start_response("200 OK", [("Content-Length", str(LARGE))])
        return [b"x" * (LARGE // 50)] * 50
    if path == "/stream":
        start_response("200 OK", [("Content-Length", str(STREAMED))])
        return Stream()
    if path == "/wait":
        environ["wsgi.input"].read()
        WAITED.wait(PATIENCE)
    if path == "/middle":
        start_response("200 OK", [("Content-Length", str(MIDDLE))])
        return [b"x" * MIDDLE]
    if path == "/unread":
        start_response("200 OK", [("Content-Length", "0")])
        return []
    said = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Length", str(len(said) + 4))])
    return [b"<", b"a", said, b"a", b">"]


class Stream:
    """Pieces that are made when they are asked for."""

    made = 0
    closed = 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if Stream.made == STREAMED // LARGE:
            raise StopIteration
        Stream.made += 1
        return b"x" * LARGE

    def close(self) -> None:
        Stream.closed += 1


def broken() -> Iterator[bytes]:
    yield b"half"
    raise ValueError("on purpose")


@contextmanager
def working(threads: int) -> Iterator[EvenWorker]:
    """A worker that serves in a thread of this process, until the end of the block."""
    cfg = Config()
    cfg.set("threads", threads)
    cfg.set("loglevel", "critical")
    listener = socket.create_server(("127.0.0.1", 0))
    made = EvenWorker(1, os.getppid(), [listener], SimpleNamespace(), 30, cfg, Logger(cfg))
    made.wsgi = application
    made.tpool = made.get_thread_pool()
    made.poller = DefaultSelector()
    made.method_queue.init()
    serving = threading.Thread(target=made.run, daemon=True)
    serving.start()
    yield made
    made.alive = False
    made.method_queue.defer(lambda: None)
    serving.join(PATIENCE)
    listener.close()
    made.tmp.close()
    assert not serving.is_alive()


def connect(worker: EvenWorker) -> socket.socket:
    """A connection on which nothing was said yet."""
    (listener,) = worker.sockets
    return socket.create_connection(listener.getsockname(), timeout=PATIENCE)


def caller(worker: EvenWorker) -> http.client.HTTPConnection:
    """A client that keeps its connection."""
    (listener,) = worker.sockets
    host, port = listener.getsockname()
    return http.client.HTTPConnection(host, port, timeout=PATIENCE)
