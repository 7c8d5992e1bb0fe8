"""The links of a demonstration: made-up people sign in by them, on the machine itself."""

from flask import render_template
from werkzeug import Response as Antwoord

from uwlr_service.domain.fouten import UitnodigingOngeldig
from uwlr_service.paginas import verder
from uwlr_service.paginas.state import diensten
from uwlr_service.paginas.toegang.bezoeker import bezoeker, entered


def enter(token: str) -> Antwoord | str:
    """Sign in by a link, which works once."""
    try:
        aangemeld = diensten().mensen.demo.enter(bezoeker(), token)
    except UitnodigingOngeldig:
        settings = diensten().settings
        return render_template("paginas/toegang/demo.html", map=settings.var, portaal=settings.portal_address)
    return entered(aangemeld, verder.START)
