"""The schools of a LAS, with what there is of each."""

from typing import Any

from flask import Response, jsonify

from uwlr_service.domain.fouten import VerzoekOngeldig
from uwlr_service.domain.las.las import Lasscope
from uwlr_service.domain.las.schoolstand import Jaarstand, Schoolstand
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.web.las import vraag
from uwlr_service.web.las.adres import Adres
from uwlr_service.web.las.invoer import weergave
from uwlr_service.web.las.toegang import las
from uwlr_service.web.state import diensten


def page() -> Response:
    """The schools of the LAS behind the school ``na``, in the order in which they came."""
    scholen, more = diensten().lasscholen.page(las(), _na(), vraag.limiet())
    return jsonify(scholen=[_school(stand) for stand in scholen], meer=more)


def show(school: Schoolcode) -> Response:
    """One school."""
    return jsonify(_school(diensten().lasscholen.get(las(), school)))


def _na() -> Schoolcode | None:
    text = vraag.once("na")
    if text is None:
        return None
    school = schoolpad.read(text)
    if school is None:
        raise VerzoekOngeldig("De parameter 'na' is een school zoals in een pad: 99XX-16.")
    return school


def _school(stand: Schoolstand) -> dict[str, Any]:
    return {
        "school": str(stand.school),
        "pad": schoolpad.write(stand.school),
        "naam": stand.naam,
        "schooljaren": [_jaar(jaar) for jaar in stand.jaren],
        "dossier": None if stand.dossier is None else weergave.stand(stand.dossier),
        "weggelaten": stand.weggelaten,
    }


def _jaar(jaar: Jaarstand) -> dict[str, Any]:
    return {
        "schooljaar": str(jaar.schooljaar),
        "leerlingen": jaar.leerlingen,
        "stand": weergave.stand(jaar.stand),
    }


ADRESSEN = (
    Adres(rule="/scholen", naam="scholen", view=page, scope=Lasscope.GEGEVENS),
    Adres(rule="/scholen/<school>", naam="school", view=show, scope=Lasscope.GEGEVENS),
)
