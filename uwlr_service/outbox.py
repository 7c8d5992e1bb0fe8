"""The pieces of an answer on their way to a client, without ever waiting for it."""

import fcntl
import socket
import struct
import termios
from collections import deque
from contextlib import suppress
from itertools import islice

MOST_BYTES = 1024 * 1024
"""What is kept back at most; beyond that an answer goes out as it is made."""
MOST_PIECES = 64
"""Fewer than the system takes in one call (IOV_MAX), even after headers and chunk sizes were added."""


class ReaderGone(OSError):
    """The client went before its answer was sent."""


class Outbox:
    """Stands in for a socket while answers are written, and keeps what is written until ``flush``.

    gunicorn writes the headers and every piece of the body by itself. Each of these would wake the client,
    which then finds nothing it can use. Nothing is copied: the system takes a list of pieces as it is. What
    the client has no room for stays here, as a reference.
    """

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._pieces: deque[bytes | memoryview] = deque()
        self.waiting = 0
        """Bytes that wait here."""
        self._sent = 0
        self._unread_before = 0
        self.is_full = False
        """Whether the client has to read before more can be sent."""

    def begin(self) -> None:
        """Count from now on what the client reads."""
        self._sent = 0
        self._unread_before = self.unread()

    def read(self) -> int:
        """Bytes that the client read since ``begin``."""
        return max(0, self._sent + self._unread_before - self.unread())

    def sendall(self, piece: bytes) -> None:
        """Take a piece; it leaves now only if much waits already."""
        if piece:
            self._pieces.append(piece)
            self.waiting += len(piece)
        if not self.is_full and (self.waiting > MOST_BYTES or len(self._pieces) >= MOST_PIECES):
            self.flush()

    def flush(self) -> None:
        """Send what waits, as far as the client has room for it. Raises ReaderGone."""
        pieces = self._pieces
        self.is_full = False
        while pieces:
            batch = pieces if len(pieces) <= MOST_PIECES else list(islice(pieces, MOST_PIECES))
            try:
                sent = self._sock.sendmsg(batch)
            except BlockingIOError:
                self.is_full = True
                return
            except OSError as error:
                raise ReaderGone from error
            self._forget(sent)

    def unread(self) -> int:
        """Bytes that the system has, and the client not yet; 0 where the system does not tell."""
        answer = bytes(4)
        with suppress(OSError, ValueError):
            answer = fcntl.ioctl(self._sock.fileno(), termios.TIOCOUTQ, answer)
        return int(struct.unpack("i", answer)[0])

    def _forget(self, sent: int) -> None:
        """Let go of what was sent."""
        self._sent += sent
        self.waiting -= sent
        pieces = self._pieces
        while sent:
            piece = pieces.popleft()
            if sent < len(piece):
                pieces.appendleft(memoryview(piece)[sent:])
                return
            sent -= len(piece)
