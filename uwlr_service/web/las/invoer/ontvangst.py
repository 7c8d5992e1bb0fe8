"""The file in the body of a request: unpacked, measured, and held against its digest, before it is read."""

import hashlib
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import BinaryIO, cast

from flask import request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge, UnsupportedMediaType

from uwlr_service.domain.fouten import BerichtTeGroot, InpakkingOngeldig, OngeldigBericht, VerzoekOngeldig
from uwlr_service.domain.las.inzending import Inzending
from uwlr_service.formats import gzipped
from uwlr_service.formats.limits import BERICHT, MB
from uwlr_service.uitwisseling.beurten import LARGE
from uwlr_service.web.inhoud import Coded
from uwlr_service.web.las.invoer.digests import Digests
from uwlr_service.web.state import diensten, state

PIECE = 256 * 1024
IN_MEMORY = 4 * MB
"""A larger file lies on the disk while it is read."""
XML_TYPE = re.compile(r"(?:(?:text|application)/xml|[\w.+-]+/[\w.-]+\+xml)?", re.ASCII)
TAKEN = "gzip, identity"
"""The codings of a body, for Accept-Encoding."""
AFGEBROKEN = "De verbinding brak af of viel stil voordat het hele bestand er was. Er is niets gewijzigd."
LEEG = "Er is geen bestand meegestuurd."
NIET_DEZE = (
    "De inhoud is niet die van de header Content-Digest of Repr-Digest: onderweg is iets veranderd. Er is"
    " niets gewijzigd; stuur het bestand opnieuw."
)
ZONDER_HEADER = "De inhoud is met gzip ingepakt, maar de header Content-Encoding: gzip ontbreekt."


class GeenBestand(UnsupportedMediaType):
    """The body is said not to be XML."""


class InpakkingOnbekend(GeenBestand, Coded):
    """The body is compressed in a way that is not taken."""

    taken = TAKEN


class DigestOngeldig(VerzoekOngeldig):
    """What came is not what was sent."""


@contextmanager
def inzending() -> Iterator[Inzending]:
    """The file of this request, until the end of the block.

    A large one has its turn until then. Raises VerzoekOngeldig, DigestOngeldig, GeenBestand,
    RequestEntityTooLarge, and TijdelijkNietBeschikbaar when too many large ones are worked on.
    """
    if not XML_TYPE.fullmatch(request.mimetype):
        raise GeenBestand
    if "Content-Range" in request.headers:
        # A part of a file must not be taken for all of it (RFC 9110, section 14.5).
        raise VerzoekOngeldig("Stuur het hele bestand: een deel ervan, met Content-Range, kan niet.")
    sent = _Sent(Digests(request.headers.get("Content-Digest", ""), request.headers.get("Repr-Digest", "")))
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
        digest = _unpack(sent, cast("BinaryIO", file))
        if not sent.digests.agree():
            raise DigestOngeldig(NIET_DEZE)
        is_large = file.tell() > LARGE
        file.seek(0)
        # All of it is here, so a slow sender holds up nobody.
        with state().turns.take() if is_large else nullcontext():
            yield Inzending(source=cast("BinaryIO", file), digest=digest)


class _Sent:
    """The body as it was sent, of which the digests are taken as it is read."""

    def __init__(self, digests: Digests) -> None:
        self.digests = digests
        request.max_content_length = diensten().settings.max_body
        self._stream = request.stream
        self._count = 0

    def read(self, size: int) -> bytes:
        """The next so many bytes. Raises VerzoekOngeldig if the rest will not come."""
        try:
            piece = self._stream.read(size)
        except (ClientDisconnected, OSError) as error:
            raise VerzoekOngeldig(AFGEBROKEN) from error
        self._count += len(piece)
        if not piece and request.content_length is not None and self._count < request.content_length:
            raise VerzoekOngeldig(AFGEBROKEN)
        self.digests.update(piece)
        return piece


def _unpack(sent: _Sent, file: BinaryIO) -> str:
    """Write the file as it is unpacked; returns the SHA-256 of that."""
    try:
        is_gzipped = gzipped.is_gzipped(request.headers.get("Content-Encoding", ""))
    except InpakkingOngeldig as error:
        raise InpakkingOnbekend from error
    source = gzipped.Unpacking(sent.read, BERICHT.ratio) if is_gzipped else sent
    limit = diensten().settings.max_body
    digest = hashlib.sha256()
    size = 0
    try:
        while piece := source.read(PIECE):
            if not size and piece.startswith(gzipped.MAGIC):
                raise VerzoekOngeldig(ZONDER_HEADER)
            size += len(piece)
            if size > limit:
                raise RequestEntityTooLarge
            digest.update(piece)
            file.write(piece)
    except BerichtTeGroot as error:
        raise RequestEntityTooLarge from error
    except OngeldigBericht as error:
        raise VerzoekOngeldig(error.tekst) from error
    if not size:
        raise VerzoekOngeldig(LEEG)
    return digest.hexdigest()
