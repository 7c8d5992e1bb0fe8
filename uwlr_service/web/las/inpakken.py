"""Answers compressed with gzip, for whoever can unpack that, and with a digest (RFC 9110, RFC 9530)."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator

from flask import Response, request

from uwlr_service.formats.gzipped import GZIP_FORMAT
from uwlr_service.web.gkv.pakket import digest_field
from uwlr_service.web.las.invoer.voorwaarden import PACKED

SMALLEST = 1024
"""Bytes of an answer below which it is not worth the work."""
LEVEL = 6


def pack(response: Response) -> Response:
    """Compress an answer that is large enough and that its receiver can unpack."""
    response.vary.add("Accept-Encoding")
    if response.status_code not in (200, 201) or request.accept_encodings.quality("gzip") <= 0:
        return response
    if response.is_streamed:
        response.response = _packed(response.iter_encoded())
        response.headers.pop("Content-Length", None)
    else:
        data = response.get_data()
        if len(data) < SMALLEST:
            return response
        response.set_data(b"".join(_packed([data])))
    response.headers["Content-Encoding"] = "gzip"
    etag, is_weak = response.get_etag()
    if etag is not None and request.method != "PUT":
        # In the answer to a PUT it is the mark of the state, not of these bytes.
        response.set_etag(etag + PACKED, bool(is_weak))
    return response


def digest(response: Response) -> Response:
    """Say what the bytes of an answer are, as they will be sent; but for one that is streamed."""
    if response.is_streamed:
        return response
    if data := response.get_data():
        response.headers["Content-Digest"] = digest_field(hashlib.sha256(data).digest())
    return response


def _packed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    packing = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP_FORMAT)
    for piece in pieces:
        if packed := packing.compress(piece):
            yield packed
    yield packing.flush()
