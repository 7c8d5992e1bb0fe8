"""The log of a school: who decided what, what went out, and the anchor by which that can be proven."""

import json

from flask import render_template

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import logregels
from uwlr_service.paginas.state import diensten, door


def show(school: Schoolcode) -> str:
    """The newest lines about the school, of one kind or of all, a page at a time."""
    vraag = logregels.asked()
    wie = door()
    logboek = diensten().logboek
    regels = logboek.of_school(school, vraag, door=wie)
    anker = logboek.anchor(door=wie)
    return render_template(
        "school/logboek.html",
        school=school,
        logregels=logregels,
        **logregels.shown(vraag, regels),
        anker=None if anker is None else json.dumps(anker, indent=2),
    )
