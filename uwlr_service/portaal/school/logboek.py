"""The log of a school: who decided what, what went out, and the anchor by which that can be proven."""

import json

from flask import render_template, request

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.toezicht.logvraag import Logvraag
from uwlr_service.paginas import logregels
from uwlr_service.paginas.state import diensten, door


def show(school: Schoolcode) -> str:
    """The newest lines about the school, of one kind or of all, a page at a time."""
    soort = request.args.get("soort", "")
    vraag = Logvraag(
        soort=Logsoort(soort) if soort in set(Logsoort) else None,
        voor_regel=request.args.get("voor", type=int),
    )
    wie = door()
    logboek = diensten().logboek
    regels = logboek.of_school(school, vraag, door=wie)
    anker = logboek.anchor(door=wie)
    return render_template(
        "school/logboek.html",
        school=school,
        regels=regels,
        soort=soort,
        soorten=logregels.SOORTEN,
        logregels=logregels,
        meer=len(regels) == vraag.aantal,
        anker=None if anker is None else json.dumps(anker, indent=2),
    )
