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
    """The message in a plain XML POST; an absent media type is taken for XML.

    Raises MethodeOngeldig, MediaTypeOngeldig, BerichtTeGroot, and OngeldigBericht when it is empty or
    broken off.
    """
    try:
        _check_headers(environ)
        length = _length(environ, limit)
    except BerichtFout:
        _drain(environ)
        raise
    body = _read(environ, length, limit)
    if len(body) > limit:
        _drain(environ)
        raise _too_large(limit)
    if not body.strip():
        raise OngeldigBericht("Het bericht is leeg.")
    return body


def charset_of(environ: WSGIEnvironment) -> str | None:
    """The character set that the client named."""
    match = CHARSET.search(environ.get("CONTENT_TYPE", ""))
    return match[1] if match else None


def _read(environ: WSGIEnvironment, length: int | None, limit: int) -> bytes:
    try:
        body = environ["wsgi.input"].read(limit + 1 if length is None else length)
    except Exception as error:
        # Every server has errors of its own for a client that stalls, breaks off or chunks badly.
        raise OngeldigBericht(INCOMPLETE) from error
    if length is not None and len(body) < length:
        raise OngeldigBericht(INCOMPLETE)
    return body


def _drain(environ: WSGIEnvironment) -> None:
    """Take in what is refused: a proxy that is still sending when we hang up drops our answer for its own."""
    left = DRAINED
    with suppress(Exception):  # whatever a client does by now, the answer is known
        while left > 0 and (piece := environ["wsgi.input"].read(min(CHUNK, left))):
            left -= len(piece)


def _length(environ: WSGIEnvironment, limit: int) -> int | None:
    """The announced length in bytes; None for a body in chunks."""
    announced = environ.get("CONTENT_LENGTH") or ""
    if not announced:
        return None
    if not (announced.isascii() and announced.isdigit()):
        raise OngeldigBericht("De Content-Length is geen getal.")
    if int(announced) > limit:
        raise _too_large(limit)
    return int(announced)


def _too_large(limit: int) -> BerichtTeGroot:
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
