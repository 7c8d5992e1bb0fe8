"""The cookie that ties a waiting request to one browser, so that nobody finishes what began elsewhere."""

import re

from flask import request
from werkzeug import Response

COOKIE = "__Host-browser"
COOKIE_OF_HTTP = "browser"
"""For http at localhost, where a browser takes no cookie that is for https alone."""
WAARDE = re.compile(r"[A-Za-z0-9_-]{43}")
"""256 random bits in base64url."""


def kept() -> str | None:
    """The value that the browser sent; None for none, or one that was never ours."""
    waarde = request.cookies.get(_name(), "")
    return waarde if WAARDE.fullmatch(waarde) else None


def keep(response: Response, waarde: str) -> Response:
    """Give the browser its value, until it is closed."""
    if waarde != kept():
        response.set_cookie(_name(), waarde, secure=request.is_secure, httponly=True, samesite="Lax")
    return response


def _name() -> str:
    return COOKIE if request.is_secure else COOKIE_OF_HTTP
