"""ETags of what is decided about (RFC 9110): a copy that is still good, and a decision about what changed."""

import hashlib
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from flask import Response, jsonify, request

from uwlr_service.web import problem
from uwlr_service.web.las.invoer.voorwaarden import PACKED

CACHE = "private, no-cache"


def answer(document: dict[str, Any]) -> Response:
    """A document with its ETag, or 304 to a caller that has it, compressed or not."""
    response = jsonify(document)
    mark = etag(response)
    present = None if request.method == "POST" else known(mark)
    if present is not None:
        return unchanged(present, CACHE)
    response.headers["Cache-Control"] = CACHE
    response.set_etag(mark)
    return response


def known(mark: str) -> str | None:
    """The ETag by which the caller has what this mark is of, compressed or not; None if it has not."""
    for present in _marks(mark):
        if request.if_none_match.contains_weak(present):
            return present
    return None


def unchanged(present: str, cache: str) -> Response:
    """The answer to a caller that has it (RFC 9110, section 15.4.5)."""
    response = Response(status=HTTPStatus.NOT_MODIFIED)
    response.headers["Cache-Control"] = cache
    response.set_etag(present)
    return response


def changed(documents: Iterable[dict[str, Any]]) -> Response | None:
    """The answer to an If-Match that fits none of these documents; None if the call may go on.

    They are the same thing in different languages.
    """
    if not request.headers.get("If-Match"):
        return None
    for document in documents:
        if any(request.if_match.contains(mark) for mark in _marks(etag(jsonify(document)))):
            return None
    return problem.answer(
        HTTPStatus.PRECONDITION_FAILED,
        "veranderd",
        "Intussen veranderd",
        "De ETag van If-Match is niet die van nu. Haal het opnieuw op, en laat het opnieuw zien.",
    )


def _marks(mark: str) -> tuple[str, str]:
    """The ETags under which the same document goes out."""
    return mark, mark + PACKED


def etag(response: Response) -> str:
    """The digest of the bytes that go out."""
    return hashlib.sha256(response.get_data()).hexdigest()
