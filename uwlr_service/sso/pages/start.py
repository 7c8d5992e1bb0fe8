"""The first page: for somebody who signed in without going anywhere."""

from flask import render_template
from werkzeug import Response

from uwlr_service.paginas import verder
from uwlr_service.paginas.klas.begin import is_pupil
from uwlr_service.paginas.state import diensten, person


def show() -> Response | str:
    """Who is signed in, and the applications that they can open; a pupil has a page of their own."""
    if is_pupil():
        return verder.to("klas.binnen")
    handelende = person()
    beginnen = [] if handelende is None else diensten().startplaatsen.of_person(door=handelende)
    return render_template("sso/start.html", beginnen=beginnen)
