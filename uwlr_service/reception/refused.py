"""Requests of which not even the head can be taken: their status, and an answer in plain text."""

from collections.abc import Callable
from http import HTTPStatus
from typing import NamedTuple

from gunicorn.http import errors

STATUSES: tuple[tuple[type[Exception], HTTPStatus], ...] = (
    (errors.LimitRequestLine, HTTPStatus.REQUEST_URI_TOO_LONG),
    (errors.LimitRequestHeaders, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
    (errors.ExpectationFailed, HTTPStatus.EXPECTATION_FAILED),
    (errors.UnsupportedTransferCoding, HTTPStatus.NOT_IMPLEMENTED),
    (errors.ParseException, HTTPStatus.BAD_REQUEST),
)
SENTENCES: dict[int, str] = {
    HTTPStatus.BAD_REQUEST: "Het verzoek is geen geldig HTTP.",
    HTTPStatus.REQUEST_TIMEOUT: "Het begin van het verzoek kwam niet binnen tien seconden aan.",
    HTTPStatus.REQUEST_URI_TOO_LONG: "Het adres in het verzoek is te lang.",
    HTTPStatus.EXPECTATION_FAILED: "De header Expect mag hier alleen 100-continue zijn.",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "De headers van het verzoek zijn te lang of te veel.",
    HTTPStatus.NOT_IMPLEMENTED: "De Transfer-Encoding van het verzoek mag alleen chunked zijn.",
    HTTPStatus.SERVICE_UNAVAILABLE: "Dit lukt nu niet. Probeer het later opnieuw.",
}
OTHER = "Er ging iets mis. Dat ligt aan ons."


class Refusal(NamedTuple):
    """An answer to a request that no application saw."""

    status: str
    media_type: str
    document: bytes


class Refused(Exception):
    """A request that cannot be taken, and the path that it was for, as far as that is known."""

    def __init__(self, status: HTTPStatus, path: str = "", method: str = "") -> None:
        super().__init__(status)
        self.status = status
        self.path = path
        self.method = method


Refuse = Callable[[Refused, str], Refusal]
"""Makes the answer in the form that callers of its path expect; the text is a sentence in Dutch."""


def of_head(error: Exception, head: bytes) -> Refused:
    """What becomes of a head that gunicorn does not take; an error of any other kind is our own."""
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    for kind, known in STATUSES:
        if isinstance(error, kind):
            status = known
            break
    return at(head, status)


def at(head: bytes, status: HTTPStatus) -> Refused:
    """A refusal, with the path that can be read from the beginning of a head."""
    line = head[:2048].lstrip(b"\r\n").partition(b"\n")[0].split()
    method = line[0].decode("latin-1") if line else ""
    target = line[1].decode("latin-1") if len(line) > 1 else ""
    if "://" in target:
        target = "/" + target.partition("://")[2].partition("/")[2]
    return Refused(status, target.partition("?")[0], method)


def sentence(status: int) -> str:
    """What to say of a status, in Dutch."""
    return SENTENCES.get(status, OTHER)


def plain(refused: Refused, text: str) -> Refusal:
    """The answer in plain text."""
    status = f"{refused.status.value} {refused.status.phrase}"
    return Refusal(status, "text/plain; charset=utf-8", f"{text}\n".encode())


def written(refusal: Refusal, *, has_body: bool = True) -> bytes:
    """The whole of an answer as it goes out; the connection ends behind it."""
    head = (
        f"HTTP/1.1 {refusal.status}\r\nContent-Type: {refusal.media_type}\r\n"
        f"Content-Length: {len(refusal.document)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return head.encode("latin-1") + (refusal.document if has_body else b"")
