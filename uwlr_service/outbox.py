"""The pieces of an answer on their way to a client, in as few calls to the system as there can be."""

from typing import Any

MOST_BYTES = 1024 * 1024
"""What is kept back at most; beyond that an answer goes out as it is made."""
MOST_PIECES = 64
"""Fewer than the system takes in one call (IOV_MAX), even after headers and chunk sizes were added."""


class Outbox:
    """Stands in for a socket while one answer is written, and keeps what is written until ``flush``.

    gunicorn writes the headers and every piece of the body by itself. Each of these wakes the client, which
    then finds nothing it can use. Nothing is copied: the system takes a list of pieces as it is.
    """

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self._pieces: list[bytes] = []
        self._bytes = 0

    def __getattr__(self, name: str) -> Any:
        """Whatever else is asked of a socket, the real one does."""
        return getattr(self._sock, name)

    def sendall(self, piece: bytes) -> None:
        """Take a piece; it leaves now only if too much waits already."""
        self._pieces.append(piece)
        self._bytes += len(piece)
        if self._bytes > MOST_BYTES or len(self._pieces) >= MOST_PIECES:
            self.flush()

    def sendfile(self, *arguments: Any, **options: Any) -> Any:
        """Send a file, after what was written before it."""
        self.flush()
        return self._sock.sendfile(*arguments, **options)

    def flush(self) -> None:
        """Send what waits. Raises OSError when the client went, or read nothing for too long."""
        pieces = self._pieces
        if not pieces:
            return
        self._pieces = []
        self._bytes = 0
        sent = self._sock.sendmsg(pieces)
        for piece in pieces:
            if sent < len(piece):
                # The buffer of the connection is full: wait for the client, as with any other answer.
                self._sock.sendall(memoryview(piece)[sent:])
            sent = max(sent - len(piece), 0)
