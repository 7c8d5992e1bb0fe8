"""``/documentatie/``: the pages that Sphinx made of ``docs/``, as they lie on disk."""

import mimetypes

from flask import redirect, render_template, send_from_directory
from werkzeug import Response

from uwlr_service.paginas.documentatie import INDEX, PATH, folder

TEXT = "text/plain"
NOT_FOUND = 404
MOVED = 308


def show(naam: str = INDEX) -> Response | tuple[str, int]:
    """A file of the documentation; without any, a page that names the command that makes it.

    Browsers ask each time whether it changed (ETag), so that after an upgrade the search and the pages that
    it knows are of one version.
    """
    built = folder()
    if built is None:
        return render_template("ongebouwd.html"), NOT_FOUND
    media_type = mimetypes.guess_type(naam)[0] or TEXT
    sent = send_from_directory(built, naam, mimetype=media_type, max_age=0)
    sent.headers["Cache-Control"] = "no-cache"
    return sent


def without_slash() -> Response:
    """The address without its slash; from there the links of the pages would lead elsewhere."""
    return redirect(PATH, MOVED)
