"""The choice of a language, from the foot of every page."""

import re
from urllib.parse import urlencode

from flask import abort, request
from werkzeug import Response

from uwlr_service.paginas import talen, verder

NOT_FOUND = 404
AFTERWARDS = "dan"
SEALED = "verzoek"
"""The parameter with a request that waits on a page, which nobody can read but this service."""
TOKEN = re.compile(r"[A-Za-z0-9_.-]{1,8000}")


def choose(code: str) -> Response:
    """Keep the language in the browser, and go back to the page that it was chosen on.

    That page may itself know where to go on to, which stands in the address as ``dan``, or what it was asked.
    """
    if code not in talen.TALEN:
        abort(NOT_FOUND)
    kept = {}
    afterwards = verder.page(request.args.get(AFTERWARDS))
    if afterwards is not None:
        kept[verder.PARAMETER] = afterwards
    verzoek = request.args.get(SEALED, "")
    if TOKEN.fullmatch(verzoek):
        kept[SEALED] = verzoek
    path = verder.wanted()
    if kept:
        path = f"{path}?{urlencode(kept)}"
    return talen.keep(verder.see(path), code)
