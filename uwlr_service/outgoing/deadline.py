"""The end of an exchange that takes too long, whatever it is waiting for."""

import contextlib
import os
import socket
import threading
import time

from uwlr_service.outgoing.bounds import Bounds


class Deadline:
    """Breaks off the connections of one exchange when its time is over.

    The time-out of a socket begins anew with every byte, so a server that drips its headers, or goes on with
    ``100 Continue``, would keep a client for ever. Only somebody outside the reading can end that.
    """

    def __init__(self, bounds: Bounds, sent: int) -> None:
        self.expired = False
        self._start = time.monotonic()
        self._bounds = bounds
        self._sent = sent
        self._received = 0
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._ended = threading.Event()
        threading.Thread(target=self._guard, name="deadline", daemon=True).start()

    def watch(self, watched: socket.socket) -> None:
        """Break off this connection too when the time is over."""
        # A descriptor of its own: the connection lets go of its socket before the answer has been read.
        handle = socket.socket(fileno=os.dup(watched.fileno()))
        with self._lock:
            if self._ended.is_set():
                handle.close()
                return
            self._sockets.append(handle)
            if self.expired:
                self._break_off()

    def moved(self, received: int) -> None:
        """So many bytes were received so far; they buy time."""
        self._received = received

    def end(self) -> None:
        """The exchange is over."""
        self._ended.set()
        with self._lock:
            for handle in self._sockets:
                handle.close()
            self._sockets.clear()

    def _left(self) -> float:
        bytes_moved = self._sent + self._received
        due = self._start + self._bounds.seconds + bytes_moved / self._bounds.rate
        return due - time.monotonic()

    def _guard(self) -> None:
        left = self._left()
        while left > 0:
            if self._ended.wait(left):
                return
            left = self._left()
        with self._lock:
            self.expired = True
            self._break_off()

    def _break_off(self) -> None:
        for handle in self._sockets:
            with contextlib.suppress(OSError):  # the other side was first
                handle.shutdown(socket.SHUT_RDWR)
