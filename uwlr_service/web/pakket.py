"""A package over HTTP: conditional, in parts and with digests (RFC 9110, RFC 9530); never whole in memory."""

import base64
import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO

import structlog
from flask import Response, request

from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.uitwisseling.gkv.ophalen import Ophaalloket
from uwlr_service.web import problem

log = structlog.get_logger()
CHUNK = 64 * 1024
CACHE = "private, no-cache"


class Deel:
    """The bytes of a file between two places; closing it tells how many of them went out."""

    def __init__(self, loket: Ophaalloket, levering: Levering, start: int, stop: int) -> None:
        self._loket, self._levering = loket, levering
        self._left, self._sent, self._closing = stop - start, 0, ExitStack()
        self._start = start
        self._file: IO[bytes] = self._closing.enter_context(loket.opened(levering))
        self._file.seek(start)

    def digest(self) -> bytes:
        """The SHA-256 of these bytes; leaves the file where it was."""
        digest, left = hashlib.sha256(), self._left
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
        """Note what was sent; also when the partner broke off."""
        self._closing.close()
        sent, self._sent = self._sent, 0
        if sent:
            try:
                self._loket.record(self._levering, sent)
            except DatabaseOnbereikbaar as error:
                log.warning("a fetch was not recorded", koppeling=self._levering.koppeling, exc_info=error)


def send(loket: Ophaalloket, levering: Levering) -> Response:
    """The package, or the part of it that was asked for. Raises PakketOnleesbaar."""
    etag, size = f'"{levering.sha256}"', levering.bytes
    whole = bytes.fromhex(levering.sha256)
    headers = {
        "ETag": etag,
        "Cache-Control": CACHE,
        "Accept-Ranges": "bytes",
        "Repr-Digest": field(whole),
    }
    if request.headers.get("If-Match") and not request.if_match.contains(levering.sha256):
        return problem.answer(
            412,
            "pakket-veranderd",
            "Een ander pakket",
            "Het pakket heeft niet deze ETag.",
            **headers_of(headers),
        )
    if request.if_none_match.contains_weak(levering.sha256):
        return Response(status=304, headers=headers)
    start, stop, status = 0, size, 200
    if _part_is_asked(etag):
        asked = request.range.range_for_length(size) if request.range else None
        if asked is None:
            return problem.answer(
                416,
                "deel-ongeldig",
                "Dit deel is er niet",
                f"Het pakket telt {size} bytes.",
                Content_Range=f"bytes */{size}",
            )
        start, stop, status = *asked, 206
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    headers["Content-Length"] = str(stop - start)
    headers["Content-Disposition"] = f'attachment; filename="{levering.id}.zip"'
    deel = Deel(loket, levering, start, stop)
    headers["Content-Digest"] = field(deel.digest() if status == 206 else whole)
    if request.method == "HEAD":
        deel.close()
        return Response(status=status, headers=headers, content_type="application/zip")
    return Response(deel, status, headers=headers, content_type="application/zip", direct_passthrough=True)


def _part_is_asked(etag: str) -> bool:
    """Whether one range has to be sent; several, or one of another package, are answered with everything."""
    asked = request.range
    if request.method != "GET" or asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return False
    condition = request.headers.get("If-Range")
    return condition is None or condition.strip() == etag


def field(digest: bytes) -> str:
    """A digest as a header has it (RFC 9530)."""
    return f"sha-256=:{base64.b64encode(digest).decode()}:"


def headers_of(headers: dict[str, str]) -> dict[str, str]:
    """Only what an error may tell of a package."""
    return {"ETag": headers["ETag"]}
