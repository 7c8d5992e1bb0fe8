"""A body in chunks (RFC 9112, section 7.1), taken apart as it comes in."""

import re

from uwlr_service.reception import limits

SIZE = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[\t -~\x80-\xff]*)?")
"""The size of a chunk; what an extension says is of no interest, but no line may end in it."""
NEWLINE = b"\r\n"


class BadChunk(ValueError):
    """What came is not a body in chunks; where the next request begins is unknown."""


class Chunks:
    """The decoder; it takes from a buffer what it can, and leaves the rest there."""

    def __init__(self) -> None:
        self.is_whole = False
        self._left = 0
        """Bytes of the present chunk that have yet to come."""
        self._in_trailers = False
        self._count = 0
        self._size = 0
        self._trailers = 0

    def take(self, buffer: bytearray) -> bytes:
        """The next bytes of the body itself; less than all when more has to come. Raises BadChunk."""
        pieces = []
        at = 0
        while not self.is_whole:
            if self._left > len(NEWLINE):
                piece = bytes(buffer[at : at + self._left - len(NEWLINE)])
                pieces.append(piece)
                at += len(piece)
                self._left -= len(piece)
            if self._left > len(NEWLINE):
                break
            end = self._line_end(buffer, at)
            if end is None:
                break
            self._line(bytes(buffer[at:end]))
            at = end + len(NEWLINE)
        del buffer[:at]
        return b"".join(pieces)

    def _line_end(self, buffer: bytearray, at: int) -> int | None:
        """Where the line that begins at a place ends; None when its end has yet to come."""
        limit = 0
        if self._in_trailers:
            limit = limits.TRAILERS - self._trailers
        elif not self._left:
            limit = limits.CHUNK_LINE
        end = buffer.find(NEWLINE, at, at + limit + len(NEWLINE))
        if end >= 0:
            return end
        if len(buffer) - at >= limit + len(NEWLINE):
            raise BadChunk("a line is too long, or data go on beyond their chunk")
        return None

    def _line(self, line: bytes) -> None:
        if self._in_trailers:
            # Trailers are read over: no operation of ours has a use for them.
            if b"\n" in line or b"\r" in line:
                raise BadChunk("a line of the trailers has no end")
            self._trailers += len(line) + len(NEWLINE)
            self.is_whole = not line
        elif self._left:
            self._left = 0  # the empty line behind the data of a chunk
        else:
            self._begin(line)

    def _begin(self, line: bytes) -> None:
        match = SIZE.fullmatch(line)
        if match is None:
            raise BadChunk("no size")
        size = int(match[1], 16)
        self._count += 1
        self._size += size
        if self._count > limits.FREE_CHUNKS + self._size // limits.BYTES_A_CHUNK:
            raise BadChunk("the chunks are too small")
        self._in_trailers = size == 0
        self._left = size + len(NEWLINE) if size else 0
