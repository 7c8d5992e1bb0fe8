"""The cookie by which a browser is a device of a class."""

from datetime import datetime

from flask import request
from werkzeug import Response

from uwlr_service.domain import tijd

KLAS = "__Host-klas"
KLAS_OF_HTTP = "klas"
"""For http at localhost, where a browser takes no cookie that is for https alone."""
OPENING_SECONDS = 60 * 60
"""An opened class closes by then; the service decides, the browser only forgets."""


def value() -> str | None:
    """What the cookie of this call holds."""
    return request.cookies.get(_cookie_name())


def keep(response: Response, value: str, until: datetime | None = None) -> Response:
    """Let this browser be a device of a class: until the end of its year, or of an opened class."""
    seconds = OPENING_SECONDS
    if until is not None:
        seconds = int((until - tijd.now()).total_seconds())
    response.set_cookie(
        _cookie_name(),
        value,
        max_age=seconds,
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def _cookie_name() -> str:
    return KLAS if request.is_secure else KLAS_OF_HTTP
