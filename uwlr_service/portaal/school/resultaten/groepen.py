"""The groups of a school with what came in of them."""

from flask import render_template

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas.state import diensten, door


def show(school: Schoolcode) -> str:
    """Every group that the person sees."""
    groepen = diensten().schoolresultaten.groepen(school, door=door())
    overnames = diensten().resultaatontvangst.of_school(school, door=door())
    return render_template(
        "school/resultaten/groepen.html", school=school, groepen=groepen, overnames=overnames
    )
