"""A message as it is posted: its method, media type, coding and size, and its bytes, unpacked."""

import re
from contextlib import suppress
from wsgiref.types import WSGIEnvironment

from uwlr_service.config import MB
from uwlr_service.domain.fouten import (
    BerichtFout,
    BerichtTeGroot,
    MediaTypeOngeldig,
    MethodeOngeldig,
    OngeldigBericht,
)
from uwlr_service.formats import gzipped
from uwlr_service.formats.limits import BERICHT

XML_TYPE = re.compile(r"(?:(?:text|application)/xml|[\w.+-]+/[\w.-]+\+xml)?", re.ASCII)
CHUNK = 64 * 1024
DRAINED = 66 * MB
"""Bytes of a refused message that are taken in; a little above what a proxy passes on (docs/install.rst)."""
INCOMPLETE = "De verbinding brak af of viel stil voordat het hele bericht er was."
ZONDER_HEADER = "Het bericht is met gzip ingepakt, maar de header Content-Encoding: gzip ontbreekt."
NOG_EENS = "Het bericht is twee keer met gzip ingepakt."


def read_post(environ: WSGIEnvironment, limit: int) -> bytes:
    """A message of at most so many bytes. Raises what Post does."""
    post = Post(environ, limit)
    first = post.begin(limit)
    return b"".join([first, *post.finish()])


class Sent:
    """The body as it was sent. Reading raises OngeldigBericht, or BerichtTeGroot above ``limit`` bytes."""

    def __init__(self, environ: WSGIEnvironment, limit: int) -> None:
        self._environ = environ
        self._limit = limit
        self._length = _length(environ, limit)
        self._count = 0
        self.is_complete = False
        """Whether all of it was read."""

    def read(self, most: int) -> bytes:
        """The next so many bytes, and fewer only at the end."""
        if self.is_complete:
            return b""
        wanted = most
        if self._length is not None:
            wanted = min(most, self._length - self._count)
        try:
            piece: bytes = self._environ["wsgi.input"].read(wanted)
        except Exception as error:
            # Every server has errors of its own for a client that stalls, breaks off or chunks badly.
            raise OngeldigBericht(INCOMPLETE) from error
        self._count += len(piece)
        if len(piece) < wanted and self._length is not None:
            raise OngeldigBericht(INCOMPLETE)
        if self._count > self._limit:
            raise too_large(self._limit)
        self.is_complete = len(piece) < wanted or self._count == self._length
        return piece


class Post:
    """The message in a plain XML POST, of which the beginning can be read before the rest.

    An absent media type is taken for XML. Making one raises MethodeOngeldig, MediaTypeOngeldig,
    InpakkingOngeldig, BerichtTeGroot or OngeldigBericht; so does reading it, when the message is empty,
    broken off, or longer than it may be. ``limit`` is the number of bytes that it may be, as it was sent and
    unpacked. What a client sends of a message that is refused is still taken in.
    """

    def __init__(self, environ: WSGIEnvironment, limit: int) -> None:
        self._environ = environ
        self._limit = limit
        self._read = 0
        self._body: Sent | gzipped.Unpacking
        try:
            is_gzipped = _check_headers(environ)
            sent = Sent(environ, limit)
        except BerichtFout:
            self.refuse()
            raise
        self._body = gzipped.Unpacking(sent.read, BERICHT.ratio) if is_gzipped else sent
        self._packed_wrongly = NOG_EENS if is_gzipped else ZONDER_HEADER

    @property
    def is_complete(self) -> bool:
        """Whether all of it was read."""
        return self._body.is_complete

    def begin(self, most: int) -> bytes:
        """The first so many bytes, or the whole message if it is shorter."""
        beginning = self._take(most)
        if self.is_complete and (not beginning or beginning.isspace()):
            raise OngeldigBericht("Het bericht is leeg.")
        if beginning.startswith(gzipped.MAGIC):
            self.refuse()
            raise OngeldigBericht(self._packed_wrongly)
        return beginning

    def finish(self) -> list[bytes]:
        """What comes after the beginning, in pieces."""
        pieces = []
        while not self.is_complete:
            pieces.append(self._take(MB))
        return pieces

    def refuse(self) -> None:
        """Take in what is refused: a proxy that still sends when we hang up drops our answer for its own."""
        left = DRAINED
        with suppress(Exception):  # whatever a client does by now, the answer is known
            while left > 0 and (piece := self._environ["wsgi.input"].read(min(CHUNK, left))):
                left -= len(piece)

    def _take(self, most: int) -> bytes:
        try:
            piece = self._body.read(most)
            self._read += len(piece)
            if self._read > self._limit:
                raise too_large(self._limit)
        except BerichtFout:
            self.refuse()
            raise
        return piece


def _length(environ: WSGIEnvironment, limit: int) -> int | None:
    """The announced length in bytes; None for a body in chunks."""
    announced = environ.get("CONTENT_LENGTH") or ""
    if not announced:
        return None
    if not (announced.isascii() and announced.isdigit()):
        raise OngeldigBericht("De Content-Length is geen getal.")
    if int(announced) > limit:
        raise too_large(limit)
    return int(announced)


def too_large(limit: int) -> BerichtTeGroot:
    """The refusal of a message of more bytes than this."""
    size = f"{limit // MB} MB" if limit >= MB else f"{limit // 1024} kB"
    return BerichtTeGroot(f"Het bericht is groter dan {size}.")


def _check_headers(environ: WSGIEnvironment) -> bool:
    """Whether the body is compressed."""
    if environ["REQUEST_METHOD"] != "POST":
        raise MethodeOngeldig
    if not has_xml_type(environ):
        raise MediaTypeOngeldig
    header = environ.get("HTTP_CONTENT_ENCODING", "")
    return header != "" and gzipped.is_gzipped(header)


def has_xml_type(environ: WSGIEnvironment) -> bool:
    """Whether the media type is one of XML, or absent."""
    media_type = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    return XML_TYPE.fullmatch(media_type) is not None
