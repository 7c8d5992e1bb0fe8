"""The schools as an operator sees them: imports, links and users, and nothing about a pupil."""

from flask import render_template

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.beheer import woorden


def show_all() -> str:
    """Every school."""
    return render_template("beheer/scholen.html", scholen=diensten().dienstzicht.scholen(door=door()))


def show(code: Schoolcode) -> str:
    """One school, with who may do what there."""
    wie = door()
    mensen = diensten().mensen
    return render_template(
        "beheer/school.html",
        school=diensten().dienstzicht.school(code, door=wie),
        gebruikers=mensen.gebruikers.of_school(code, door=wie),
        uitnodigingen=mensen.uitnodigingen.of_school(code, door=wie),
        woorden=woorden,
    )
