"""A package over HTTP: conditional, in parts and with digests (RFC 9110, RFC 9530)."""

import base64
import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO

import structlog
from flask import Response, request
from werkzeug.datastructures import Range

from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.uitwisseling.gkv.ophalen import Ophaalloket
from uwlr_service.web import problem

log = structlog.get_logger()
CHUNK = 64 * 1024
CACHE = "private, no-cache"
MEDIA_TYPE = "application/zip"
PARTIAL = 206
NOT_MODIFIED = 304
PRECONDITION_FAILED = 412
NOT_SATISFIABLE = 416


class Deel:
    """The bytes of a package between two places; closing it reports how many of them went out.

    Flask sends it piece by piece, so that no package is ever whole in memory. Raises PakketOnleesbaar.
    """

    def __init__(self, loket: Ophaalloket, levering: Levering, start: int, stop: int) -> None:
        self._loket = loket
        self._levering = levering
        self._start = start
        self._left = stop - start
        self._sent = 0
        self._closing = ExitStack()
        self._file: IO[bytes] = self._closing.enter_context(loket.opened(levering))
        self._file.seek(start)

    def digest(self) -> bytes:
        """The SHA-256 of these bytes; leaves the file where it was.

        It stands in a header, so the part is read twice: once before its first byte is sent.
        """
        digest = hashlib.sha256()
        left = self._left
        while left and (piece := self._file.read(min(CHUNK, left))):
            digest.update(piece)
            left -= len(piece)
        self._file.seek(self._start)
        return digest.digest()

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece = self._file.read(min(CHUNK, self._left)) if self._left else b""
        if not piece:
            raise StopIteration
        self._left -= len(piece)
        self._sent += len(piece)
        return piece

    def close(self) -> None:
        """Note what was sent; also if the partner broke off. The server may call it more than once."""
        self._closing.close()
        sent = self._sent
        self._sent = 0
        if not sent:
            return
        try:
            self._loket.record(self._levering, sent)
        except DatabaseOnbereikbaar as error:
            # The partner has its package; an error now would only break the connection.
            log.warning("a fetch was not recorded", koppeling=self._levering.koppeling, exc_info=error)


def send(loket: Ophaalloket, levering: Levering) -> Response:
    """The package, or the part of it that was asked for. Raises PakketOnleesbaar.

    The conditions are judged in the order of RFC 9110, section 13.2.2: a part is only thought of when neither
    If-Match nor If-None-Match has answered the call.
    """
    if request.headers.get("If-Match") and not request.if_match.contains(levering.sha256):
        return problem.answer(
            PRECONDITION_FAILED,
            "pakket-veranderd",
            "Een ander pakket",
            "Het pakket heeft niet deze ETag.",
            ETag=_etag(levering),
        )
    if request.if_none_match.contains_weak(levering.sha256):
        return Response(status=NOT_MODIFIED, headers=_headers(levering))
    asked = request.range
    if asked is None or not _is_one_part(asked) or not _is_continued(levering):
        return _whole(loket, levering)
    part = _longest(asked, levering.bytes).range_for_length(levering.bytes)
    if part is None:
        return problem.answer(
            NOT_SATISFIABLE,
            "deel-ongeldig",
            "Dit deel is er niet",
            f"Het pakket telt {levering.bytes} bytes.",
            Content_Range=f"bytes */{levering.bytes}",
        )
    start, stop = part
    return _part(loket, levering, start, stop)


def _longest(asked: Range, length: int) -> Range:
    """The same part, where no more bytes of the end are asked for than there are (RFC 9110, 14.1.2)."""
    ((start, stop),) = asked.ranges
    return Range(asked.units, [(max(start, -length), stop)])


def _is_one_part(asked: Range) -> bool:
    """Whether one part has to be sent; for anything else a server may send the whole (RFC 9110, 14.2)."""
    return request.method == "GET" and asked.units == "bytes" and len(asked.ranges) == 1


def _is_continued(levering: Levering) -> bool:
    """Whether a part fits what the partner has: it says nothing of that, or has this very package."""
    condition = request.headers.get("If-Range")
    # Compared as text: a date or a weak tag says too little to join two parts (RFC 9110, 13.1.5).
    return condition is None or condition.strip() == _etag(levering)


def _whole(loket: Ophaalloket, levering: Levering) -> Response:
    deel = Deel(loket, levering, 0, levering.bytes)  # for HEAD too: it must not promise what is gone
    headers = _headers(levering) | _headers_of_body(levering, levering.bytes)
    headers["Content-Digest"] = headers["Repr-Digest"]
    if request.method == "HEAD":
        deel.close()
        return Response(headers=headers, content_type=MEDIA_TYPE)
    return Response(deel, headers=headers, content_type=MEDIA_TYPE, direct_passthrough=True)


def _part(loket: Ophaalloket, levering: Levering, start: int, stop: int) -> Response:
    deel = Deel(loket, levering, start, stop)
    headers = _headers(levering) | _headers_of_body(levering, stop - start)
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{levering.bytes}"
    headers["Content-Digest"] = digest_field(deel.digest())
    return Response(deel, PARTIAL, headers=headers, content_type=MEDIA_TYPE, direct_passthrough=True)


def _headers(levering: Levering) -> dict[str, str]:
    """What is true of the package, whether its bytes are sent or not."""
    return {
        "ETag": _etag(levering),
        "Cache-Control": CACHE,
        "Accept-Ranges": "bytes",
        "Repr-Digest": digest_field(bytes.fromhex(levering.sha256)),
    }


def _headers_of_body(levering: Levering, length: int) -> dict[str, str]:
    return {
        "Content-Length": str(length),
        "Content-Disposition": f'attachment; filename="{levering.id}.zip"',
    }


def _etag(levering: Levering) -> str:
    return f'"{levering.sha256}"'


def digest_field(digest: bytes) -> str:
    """A digest as a header has it (RFC 9530)."""
    return f"sha-256=:{base64.b64encode(digest).decode()}:"
