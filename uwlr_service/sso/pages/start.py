"""The first page: for somebody who signed in without going anywhere."""

from flask import render_template
from werkzeug import Response

from uwlr_service.paginas import verder
from uwlr_service.paginas.klas.begin import is_pupil


def show() -> Response | str:
    """Who is signed in, and that they go on at the application itself; a pupil has a page of their own."""
    if is_pupil():
        return verder.to("klas.binnen")
    return render_template("sso/start.html")
