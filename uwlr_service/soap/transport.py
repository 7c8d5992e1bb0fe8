"""What the headers of HTTP say of a message, and status, headers and length on the way out."""

import re
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from uwlr_service.domain.fouten import (
    BerichtFout,
    InpakkingOngeldig,
    MediaTypeOngeldig,
    MethodeOngeldig,
    TeVeelVerzoeken,
)
from uwlr_service.domain.netwerk import called_address, is_proxy

CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^\s\";]+)", re.IGNORECASE)
XML = ("Content-Type", "text/xml; charset=utf-8")
PLAIN = ("Content-Type", "text/plain; charset=utf-8")
READING = ("GET", "HEAD")
OK = "200 OK"


def charset_of(environ: WSGIEnvironment) -> str | None:
    """The character set that the client named."""
    match = CHARSET.search(environ.get("CONTENT_TYPE", ""))
    return match[1] if match else None


def headers_of(fout: BerichtFout) -> list[tuple[str, str]]:
    """What goes with a fault in HTTP: how the call should have been made, or when to make it again."""
    if isinstance(fout, MethodeOngeldig):
        return [("Allow", "GET, HEAD, POST")]
    if isinstance(fout, MediaTypeOngeldig | InpakkingOngeldig):
        # Meant for the next request (RFC 9110, 12.5.3). The status is that of any fault, 500: a toolkit
        # throws the body of a 415 away, and its user would not read why.
        return [("Accept-Encoding", "gzip")]
    if isinstance(fout, TeVeelVerzoeken):
        return [("Retry-After", str(fout.seconden))]
    return []


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
    own = f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    return called_address(environ["wsgi.url_scheme"], environ.get("HTTP_HOST", ""), own)


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
