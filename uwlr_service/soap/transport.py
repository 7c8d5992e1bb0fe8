"""Messages over HTTP: methods, media types and sizes on the way in, status and length on the way out."""

import re
from collections.abc import Iterable
from contextlib import suppress
from wsgiref.types import StartResponse, WSGIEnvironment

from uwlr_service.config import MB
from uwlr_service.domain.fouten import (
    BerichtFout,
    BerichtTeGroot,
    MediaTypeOngeldig,
    MethodeOngeldig,
    OngeldigBericht,
)
from uwlr_service.domain.netwerk import is_proxy

XML_TYPE = re.compile(r"(?:(?:text|application)/xml|[\w.+-]+/[\w.-]+\+xml)?", re.ASCII)
CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^\s\";]+)", re.IGNORECASE)
XML = ("Content-Type", "text/xml; charset=utf-8")
PLAIN = ("Content-Type", "text/plain; charset=utf-8")
READING = ("GET", "HEAD")
OK = "200 OK"
HOST = re.compile(r"[A-Za-z0-9.-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")
CHUNK = 64 * 1024
DRAINED = 66 * MB
"""Bytes of a refused message that are taken in; a little above what a proxy passes on (docs/install.rst)."""
INCOMPLETE = "De verbinding brak af of viel stil voordat het hele bericht er was."


def read_post(environ: WSGIEnvironment, limit: int) -> bytes:
    """A message of at most so many bytes. Raises what Post does."""
    post = Post(environ, limit)
    first = post.begin(limit)
    return b"".join([first, *post.finish()])


class Post:
    """The message in a plain XML POST, of which the beginning can be read before the rest.

    An absent media type is taken for XML. Making one raises MethodeOngeldig, MediaTypeOngeldig,
    BerichtTeGroot or OngeldigBericht; so does reading it, when the message is empty, broken off, or longer
    than it may be. What a client sends of a message that is refused is still taken in.
    """

    def __init__(self, environ: WSGIEnvironment, limit: int) -> None:
        self._environ = environ
        self._limit = limit
        self._read = 0
        self.is_complete = False
        """Whether all of it was read."""
        try:
            _check_headers(environ)
            self._length = _length(environ, limit)
        except BerichtFout:
            self.refuse()
            raise

    def begin(self, most: int) -> bytes:
        """The first so many bytes, or the whole message if it is shorter."""
        beginning = self._take(most)
        if self.is_complete and (not beginning or beginning.isspace()):
            raise OngeldigBericht("Het bericht is leeg.")
        return beginning

    def finish(self) -> list[bytes]:
        """What comes after the beginning, in pieces."""
        pieces = []
        while not self.is_complete:
            pieces.append(self._take(MB))
            if self._read > self._limit:
                self.refuse()
                raise too_large(self._limit)
        return pieces

    def refuse(self) -> None:
        """Take in what is refused: a proxy that still sends when we hang up drops our answer for its own."""
        left = DRAINED
        with suppress(Exception):  # whatever a client does by now, the answer is known
            while left > 0 and (piece := self._environ["wsgi.input"].read(min(CHUNK, left))):
                left -= len(piece)

    def _take(self, most: int) -> bytes:
        wanted = most
        if self._length is not None:
            wanted = min(most, self._length - self._read)
        try:
            piece: bytes = self._environ["wsgi.input"].read(wanted)
        except Exception as error:
            # Every server has errors of its own for a client that stalls, breaks off or chunks badly.
            raise OngeldigBericht(INCOMPLETE) from error
        self._read += len(piece)
        if len(piece) < wanted and self._length is not None:
            raise OngeldigBericht(INCOMPLETE)
        self.is_complete = len(piece) < wanted or self._read == self._length
        return piece


def charset_of(environ: WSGIEnvironment) -> str | None:
    """The character set that the client named."""
    match = CHARSET.search(environ.get("CONTENT_TYPE", ""))
    return match[1] if match else None


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


def _check_headers(environ: WSGIEnvironment) -> None:
    if environ["REQUEST_METHOD"] != "POST":
        raise MethodeOngeldig
    if environ.get("HTTP_CONTENT_ENCODING", "").strip().lower() not in ("", "identity"):
        raise MediaTypeOngeldig
    media_type = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if not XML_TYPE.fullmatch(media_type):
        raise MediaTypeOngeldig


def remote_address(environ: WSGIEnvironment, proxies: str) -> str:
    """Where a call comes from: what our own proxy says of it, or else the other end of the connection.

    ``proxies`` are the addresses that are believed, as UWLR_PROXIES has them. The last entry of
    X-Forwarded-For is the proxy's own; what stands before it was written by the client.
    """
    peer: str = environ.get("REMOTE_ADDR", "")
    if not peer or is_proxy(peer, proxies):
        forwarded = environ.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        return forwarded or peer
    return peer


def own_address(environ: WSGIEnvironment) -> str:
    """The address that the client used, for a service that does not know its own."""
    host = environ.get("HTTP_HOST", "")
    if not HOST.fullmatch(host):
        host = f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    return f"{environ['wsgi.url_scheme']}://{host}"


def send(
    start_response: StartResponse,
    status: str,
    content_type: tuple[str, str],
    document: bytes,
    *extra: tuple[str, str],
    head: bool = False,
) -> Iterable[bytes]:
    """Answer with a document; without it to a HEAD."""
    start_response(status, [content_type, ("Content-Length", str(len(document))), *extra])
    return [] if head else [document]
