"""Answers for programs: JSON, and errors as RFC 6749, section 5.2, has them.

An ``error_description`` is for the developer of a partner: fixed English, with nothing of the request in it.
"""

import json
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, g
from werkzeug.exceptions import HTTPException

from uwlr_service.domain.fouten import (
    ClientOngeldig,
    SleutelOnleesbaar,
    TeVeelVerzoeken,
    TijdelijkNietBeschikbaar,
    Toegangsfout,
)

log = structlog.get_logger()

MEDIA_TYPE = "application/json"
SAFE = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""The headers of every answer."""
HEADERS = {"Cache-Control": "no-store", "Pragma": "no-cache", **SAFE}
"""The headers of a document, in one go: to set each by itself costs more than the document."""
ENCODER = json.JSONEncoder(sort_keys=True)
"""Writes a document; that of Flask is found and set up anew for each."""
RETRY_SECONDS = 30
UNAVAILABLE = "The service is temporarily unavailable. Try again later."
STATUSES: dict[int, str] = {
    HTTPStatus.NOT_FOUND: "There is nothing at this address.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take this method. See the header Allow.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The request is larger than 16 kB.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Send application/x-www-form-urlencoded, without Content-Encoding.",
}
REFUSALS = {
    "invalid_request": "A parameter is missing or comes twice, or this is not the body of a form.",
    "invalid_client": "The client is unknown, or did not prove itself by exactly one way.",
    "invalid_grant": "The code or token is not valid, or was given to another request or client.",
    "invalid_scope": "The scope is larger than what was granted.",
    "unauthorized_client": "This client may not use refresh tokens.",
    "unsupported_grant_type": "grant_type must be authorization_code or refresh_token.",
}
"""What is said of a refusal; the log knows more."""
OTHER = "The request cannot be read."
KEPT = ("Allow", "Accept-Encoding")
"""Headers of a refusal by Flask that say what would be right."""


def answer(document: Mapping[str, Any], status: int = HTTPStatus.OK) -> Response:
    """A JSON document, which nobody on the way may keep."""
    return Response(ENCODER.encode(document), status, HEADERS, content_type=MEDIA_TYPE)


def error(status: int, code: str, text: str, **headers: str) -> Response:
    """An error; underscores in the names of headers stand for hyphens."""
    g.reden = g.get("reden") or code
    response = answer({"error": code, "error_description": text}, status)
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response


def handle(web: Flask) -> None:
    """Answer the errors of an application this way."""
    web.register_error_handler(HTTPException, _of_http)
    web.register_error_handler(Toegangsfout, _refused)
    web.register_error_handler(TeVeelVerzoeken, _too_often)
    web.register_error_handler(TijdelijkNietBeschikbaar, _unavailable)
    web.register_error_handler(SleutelOnleesbaar, _unavailable)
    web.register_error_handler(Exception, _unexpected)


def _of_http(refusal: HTTPException) -> Response:
    """What Flask itself refuses."""
    given = refusal.get_response()
    response = error(given.status_code, "invalid_request", STATUSES.get(given.status_code, OTHER))
    for name in KEPT:
        if name in given.headers:
            response.headers[name] = given.headers[name]
    return response


def _refused(fout: Toegangsfout) -> Response:
    """What a use case refuses (RFC 6749, section 5.2)."""
    g.reden = fout.reden
    status = HTTPStatus.BAD_REQUEST
    headers = {}
    if isinstance(fout, ClientOngeldig):
        status = HTTPStatus.UNAUTHORIZED
        headers["WWW_Authenticate"] = "Basic"
    return error(status, fout.code, REFUSALS[fout.code], **headers)


def _too_often(fout: TeVeelVerzoeken) -> Response:
    """A client failed to prove itself too often."""
    return error(
        HTTPStatus.TOO_MANY_REQUESTS,
        "temporarily_unavailable",
        "The client failed to prove itself too often. Wait as long as Retry-After says.",
        Retry_After=str(fout.seconden),
    )


def _unavailable(_refusal: Exception) -> Response:
    return error(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "temporarily_unavailable",
        UNAVAILABLE,
        Retry_After=str(RETRY_SECONDS),
    )


def _unexpected(refusal: Exception) -> Response:
    """Our own mistake: a number that the log has too, and nothing else."""
    nummer = secrets.token_hex(4)
    log.error("unexpected error", reference=nummer, exc_info=refusal)
    text = f"An error on our side. Report it with number {nummer}."
    return error(HTTPStatus.INTERNAL_SERVER_ERROR, "server_error", text)
