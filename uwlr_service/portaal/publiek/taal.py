"""The choice of a language, from the foot of every page."""

from flask import abort
from werkzeug import Response

from uwlr_service.paginas import talen, verder

NOT_FOUND = 404


def choose(code: str) -> Response:
    """Keep the language in the browser, and go back to the page that it was chosen on."""
    if code not in talen.TALEN:
        abort(NOT_FOUND)
    return talen.keep(verder.see(verder.wanted()), code)
