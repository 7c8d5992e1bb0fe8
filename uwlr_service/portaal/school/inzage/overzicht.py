"""The overview of one pupil or guardian: a page to read, a letter to print, and the same for a program."""

import json

from flask import render_template
from werkzeug import Response

from uwlr_service.domain.inzage.as_json import as_record
from uwlr_service.domain.inzage.overzicht import Overzicht, Soort
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.school.inzage.woorden import in_words


def of_leerling(school: Schoolcode, nummer: int) -> str:
    """What went where of a pupil."""
    return _page(_leerling(school, nummer), nummer)


def of_verzorger(school: Schoolcode, nummer: int) -> str:
    """What went where of a guardian."""
    return _page(_verzorger(school, nummer), nummer)


def json_of_leerling(school: Schoolcode, nummer: int) -> Response:
    """The same of a pupil as a file."""
    return _json(_leerling(school, nummer))


def json_of_verzorger(school: Schoolcode, nummer: int) -> Response:
    """The same of a guardian as a file."""
    return _json(_verzorger(school, nummer))


def _leerling(school: Schoolcode, nummer: int) -> Overzicht:
    return diensten().inzage.of_leerling(school, nummer, door=door())


def _verzorger(school: Schoolcode, nummer: int) -> Overzicht:
    return diensten().inzage.of_verzorger(school, nummer, door=door())


def _page(overzicht: Overzicht, nummer: int) -> str:
    return render_template(
        "school/inzage/overzicht.html",
        school=overzicht.school,
        overzicht=overzicht,
        nummer=nummer,
        is_leerling=overzicht.soort is Soort.LEERLING,
        **in_words(),
    )


def _json(overzicht: Overzicht) -> Response:
    # A name that says nothing of anybody: it stays in the folder of downloads.
    return Response(
        json.dumps(as_record(overzicht), ensure_ascii=False, indent=2) + "\n",
        mimetype="application/json",
        headers={"Content-Disposition": 'attachment; filename="inzage.json"'},
    )
