"""The JSON in the body of a request, held against the digest that its sender gave (RFC 9530)."""

from typing import Any

from flask import request

from uwlr_service.web import inhoud
from uwlr_service.web.las.invoer.digests import Digests
from uwlr_service.web.las.invoer.ontvangst import DigestOngeldig

NIET_DEZE = (
    "De inhoud is niet die van de header Content-Digest of Repr-Digest: onderweg is iets veranderd. Er is"
    " niets gewijzigd; stuur het opnieuw."
)


def document() -> Any:
    """What was sent. Raises UnsupportedMediaType, RequestEntityTooLarge, DigestOngeldig, VerzoekOngeldig."""
    digests = Digests(request.headers.get("Content-Digest", ""), request.headers.get("Repr-Digest", ""))
    digests.update(request.get_data())
    if not digests.agree():
        raise DigestOngeldig(NIET_DEZE)
    return inhoud.json_document()
