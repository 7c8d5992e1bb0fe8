"""Pupils whom a partner cannot have, because the school has to complete something in its LAS."""

from flask import render_template

from uwlr_service.domain.koppeling.gemis import NAAM
from uwlr_service.domain.koppeling.teksten import teksten
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import talen
from uwlr_service.paginas.state import diensten, door

KEY = "leerling/key"


def show(school: Schoolcode) -> str:
    """By pupil what is missing, and who misses it."""
    aanvullingen = diensten().aanvullingen.of_school(school, door=door())
    return render_template(
        "school/gegevens/todo.html", school=school, aanvullingen=aanvullingen, naam_van=naam_van
    )


def naam_van(veld: str) -> str:
    """How people call a field; a name or a short key is not one field, and says itself what it is."""
    if veld.endswith(NAAM) or veld.startswith(f"{KEY} "):
        return veld.partition("/")[2]
    return teksten(talen.chosen()).titel(veld)
