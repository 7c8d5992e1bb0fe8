"""From bytes to whole requests, for one connection; nothing here waits for anything."""

import io
import re
from http import HTTPStatus
from typing import Any

from gunicorn.http.body import ChunkedReader
from gunicorn.http.message import Request
from gunicorn.http.unreader import Unreader

from uwlr_service.reception import limits, refused
from uwlr_service.reception.bodies import BrokenBody, Spool
from uwlr_service.reception.chunks import BadChunk, Chunks

END_OF_HEAD = b"\r\n\r\n"
BARE_NEWLINE = re.compile(rb"(?<!\r)\n")


class WholeHead(Unreader):  # type: ignore[misc]
    """Gives gunicorn's parser the head that it is asked about, and never anything after it."""

    def __init__(self, head: bytes) -> None:
        super().__init__()
        self.unread(head)

    def chunk(self, size_hint: int | None = None) -> bytes:
        """Nothing: all of it is there already."""
        return b""


class Gathering:
    """What a client sent so far of the requests on its connection.

    The head is read by gunicorn, once all of it is there, and the body is given to it as a whole.
    """

    def __init__(self, cfg: Any, client: Any, largest_body: int) -> None:
        self._cfg = cfg
        self._client = client
        self._largest_body = largest_body
        self._number = 0
        self._looked_at = 0
        self.received = 0
        """Bytes that came in of the present body, as they were sent."""
        self.buffer = bytearray()
        self.has_ended = False
        """Whether the client sends nothing any more."""
        self.must_close = False
        """Whether the connection cannot take another request: it is unknown where that would begin."""
        self.request: Any = None
        """The request whose head is there."""
        self.whole = 0
        """Bytes in memory of the body of ``request``, once that is whole."""
        self._asks_first = False
        self._body: Spool | None = None
        self._missing = 0
        self._chunks: Chunks | None = None

    @property
    def has_begun(self) -> bool:
        """Whether a part of a request is there."""
        return self.request is not None or bool(self.buffer)

    def has_begun_next(self) -> bool:
        """Whether something came in behind the present request."""
        return bool(self.buffer) or self.has_ended

    @property
    def is_first(self) -> bool:
        """Whether no request was read on this connection before."""
        return self._number == 0

    @property
    def in_body(self) -> bool:
        """Whether a head is there, and its body is not."""
        return self._body is not None

    @property
    def in_memory(self) -> int:
        """Bytes that are kept in memory."""
        return len(self.buffer) + (self._body.in_memory if self._body else 0)

    @property
    def on_disk(self) -> int:
        """Bytes that are kept in a file."""
        return self._body.on_disk if self._body else 0

    def add(self, piece: bytes) -> None:
        """Take what came in; nothing means that the client sends no more."""
        if piece:
            self.buffer += piece
            self.received += len(piece)
        else:
            self.has_ended = True

    def is_whole(self) -> bool:
        """Whether ``request`` can be answered by now. Raises Refused for a head that cannot be taken."""
        if self.request is None and not self._read_head():
            return False
        return self._body is None or self._read_body(self._body)

    def asks_first(self) -> bool:
        """Whether the client waits for a word before it sends the body (RFC 9110, 10.1.1); true once."""
        asks = self._asks_first
        self._asks_first = False
        return asks

    def give_up(self, reason: str) -> None:
        """Take the present body for broken off: whoever reads it gets an error."""
        self.close()
        self.must_close = True
        self.request.body = BrokenBody(reason)

    def next_request(self) -> None:
        """Forget the present request, which was answered; what came after it stays."""
        body = self.request.body
        if not isinstance(body, io.BytesIO):
            body.close()
        self.request = None
        self._looked_at = 0
        self.received = 0

    def close(self) -> None:
        """Forget what is not whole: no other request is taken from it."""
        self.buffer.clear()
        if self._body is not None:
            self._body.close()
        self._body = None
        self._chunks = None

    def _read_head(self) -> bool:
        buffer = self.buffer
        start = max(0, self._looked_at - len(END_OF_HEAD) + 1)
        end = buffer.find(END_OF_HEAD, start)
        if end < 0:
            self._check_unfinished(start)
            self._looked_at = len(buffer)
            return False
        head = bytes(buffer[: end + len(END_OF_HEAD)])
        if len(head) > limits.HEAD_BYTES:
            raise self._too_large(head)
        self._number += 1
        try:
            request = Request(self._cfg, WholeHead(head), self._client, self._number)
        except Exception as error:
            raise refused.of_head(error, head) from error
        if not _is_plainly_chunked(request):
            raise refused.at(head, HTTPStatus.NOT_IMPLEMENTED)
        del buffer[: len(head)]
        # gunicorn would say so as soon as the application begins, when all of it is here.
        self._asks_first = request._expected_100_continue
        request._expected_100_continue = False
        self.request = request
        self.received = len(buffer)
        self._begin_body(request)
        return True

    def _check_unfinished(self, start: int) -> None:
        """Refuse early what can never become a head."""
        buffer = self.buffer
        if BARE_NEWLINE.search(buffer, start):
            raise refused.at(bytes(buffer), HTTPStatus.BAD_REQUEST)
        if len(buffer) > limits.HEAD_BYTES:
            raise self._too_large(bytes(buffer))

    def _too_large(self, head: bytes) -> refused.Refused:
        line_end = head.find(b"\r\n", 2)
        if not 0 <= line_end <= self._cfg.limit_request_line:
            return refused.at(head, HTTPStatus.REQUEST_URI_TOO_LONG)
        return refused.at(head, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def _begin_body(self, request: Any) -> None:
        reader = request.body.reader
        if isinstance(reader, ChunkedReader):
            self._chunks = Chunks()
            self._body = Spool()
            return
        length: int = reader.length
        if length <= len(self.buffer):
            # The usual case: all of it came along, and nothing has to be gathered.
            request.body = io.BytesIO(self.buffer[:length])
            self.whole = length
            del self.buffer[:length]
        elif length > self._largest_body:
            # The application refuses it by its length, so it need not come in first.
            self.must_close = True
            request.body = io.BytesIO()
        else:
            self._missing = length
            self._body = Spool()

    def _read_body(self, body: Spool) -> bool:
        if self._chunks is not None:
            return self._read_chunks(body, self._chunks)
        piece = self.buffer[: self._missing]
        del self.buffer[: len(piece)]
        body.write(piece)
        self._missing -= len(piece)
        return self._missing == 0 and self._finish(body)

    def _read_chunks(self, body: Spool, chunks: Chunks) -> bool:
        try:
            body.write(chunks.take(self.buffer))
        except BadChunk as error:
            self.give_up(str(error))
            return True
        if body.size > self._largest_body:
            # The application refuses it as soon as it has read one byte too many.
            self.must_close = True
            return self._finish(body)
        return chunks.is_whole and self._finish(body)

    def _finish(self, body: Spool) -> bool:
        self.request.body = body.stream()
        self.whole = body.in_memory
        self._body = None
        self._chunks = None
        return True


def _is_plainly_chunked(request: Any) -> bool:
    """Whether the body has no coding below its chunks (RFC 9112, 6.1): gunicorn undoes none."""
    codings = [value.strip().lower() for name, value in request.headers if name == "TRANSFER-ENCODING"]
    return codings in ([], ["chunked"])
