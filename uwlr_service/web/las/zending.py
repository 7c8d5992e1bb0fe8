"""The JSON in the body of a request: held against the digest of its sender (RFC 9530), and unpacked."""

from io import BytesIO
from typing import Any

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from uwlr_service.domain.fouten import BerichtTeGroot, InpakkingOngeldig, OngeldigBericht, VerzoekOngeldig
from uwlr_service.formats import gzipped
from uwlr_service.formats.limits import BERICHT
from uwlr_service.web import inhoud
from uwlr_service.web.las.invoer.digests import Digests
from uwlr_service.web.las.invoer.ontvangst import TAKEN, ZONDER_HEADER, DigestOngeldig

NIET_DEZE = (
    "De inhoud is niet die van de header Content-Digest of Repr-Digest: onderweg is iets veranderd. Er is"
    " niets gewijzigd; stuur het opnieuw."
)


class InpakkingOnbekend(inhoud.Coded):
    """The JSON is compressed in a way that is not taken."""

    taken = TAKEN


def document() -> Any:
    """What was sent. Raises UnsupportedMediaType, RequestEntityTooLarge, DigestOngeldig, VerzoekOngeldig."""
    try:
        is_gzipped = gzipped.is_gzipped(request.headers.get("Content-Encoding", ""))
    except InpakkingOngeldig as error:
        raise InpakkingOnbekend from error
    inhoud.require_json()
    digests = Digests(request.headers.get("Content-Digest", ""), request.headers.get("Repr-Digest", ""))
    data = request.get_data()
    digests.update(data)
    if not digests.agree():
        raise DigestOngeldig(NIET_DEZE)
    if is_gzipped:
        data = _unpacked(data)
    elif data.startswith(gzipped.MAGIC):
        raise VerzoekOngeldig(ZONDER_HEADER)
    return inhoud.read_json(data)


def _unpacked(data: bytes) -> bytes:
    """The same body unpacked, which may not be larger than one that comes as it is."""
    unpacking = gzipped.Unpacking(BytesIO(data).read, BERICHT.ratio)
    try:
        unpacked = unpacking.read(inhoud.MAX_FORM)
    except BerichtTeGroot as error:
        raise RequestEntityTooLarge from error
    except OngeldigBericht as error:
        raise VerzoekOngeldig(error.tekst) from error
    if not unpacking.is_complete:
        raise RequestEntityTooLarge
    return unpacked
