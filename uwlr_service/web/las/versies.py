"""ETags of what is decided about (RFC 9110): a copy that is still good, and a decision about what changed."""

import hashlib
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from flask import Response, jsonify, request

from uwlr_service.web import problem

CACHE = "private, no-cache"


def answer(document: dict[str, Any]) -> Response:
    """A document with its ETag, or 304 to a caller that has it."""
    response = jsonify(document)
    response.headers["Cache-Control"] = CACHE
    response.set_etag(etag(response))
    response.make_conditional(request)
    return response


def changed(documents: Iterable[dict[str, Any]]) -> Response | None:
    """The answer to an If-Match that fits none of these documents; None if the call may go on.

    They are the same thing in different languages.
    """
    if not request.headers.get("If-Match"):
        return None
    if any(request.if_match.contains(etag(jsonify(document))) for document in documents):
        return None
    return problem.answer(
        HTTPStatus.PRECONDITION_FAILED,
        "veranderd",
        "Intussen veranderd",
        "De ETag van If-Match is niet die van nu. Haal het opnieuw op, en laat het opnieuw zien.",
    )


def etag(response: Response) -> str:
    """The digest of the bytes that go out."""
    return hashlib.sha256(response.get_data()).hexdigest()
