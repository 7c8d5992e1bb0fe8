"""The choice of a language, from the foot of every page."""

from urllib.parse import urlencode

from flask import abort, request
from werkzeug import Response

from uwlr_service.paginas import talen, verder

NOT_FOUND = 404
AFTERWARDS = "dan"


def choose(code: str) -> Response:
    """Keep the language in the browser, and go back to the page that it was chosen on.

    That page may itself know where to go on to, which stands in the address as ``dan``.
    """
    if code not in talen.TALEN:
        abort(NOT_FOUND)
    path = verder.wanted()
    afterwards = verder.page(request.args.get(AFTERWARDS))
    if afterwards is not None:
        path = f"{path}?{urlencode({verder.PARAMETER: afterwards})}"
    return talen.keep(verder.see(path), code)
