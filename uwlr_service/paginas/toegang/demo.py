"""The links of a demonstration: made-up people sign in by them, on the machine itself."""

from flask import render_template
from werkzeug import Response as Antwoord

from uwlr_service.domain.fouten import UitnodigingOngeldig
from uwlr_service.paginas import verder
from uwlr_service.paginas.state import diensten
from uwlr_service.paginas.toegang.bezoeker import bezoeker, entered
from uwlr_service.uitwisseling.account.demo import DOMEIN


def enter(token: str) -> Antwoord | str:
    """Sign in by a link, which works once."""
    try:
        aangemeld = diensten().mensen.demo.enter(bezoeker(), token)
    except UitnodigingOngeldig:
        return render_template("paginas/toegang/demo.html", opdracht=command())
    return entered(aangemeld, verder.start())


def command() -> str:
    """What makes another link for a made-up person; whose, it does not say."""
    settings = diensten().settings
    where = f"UWLR_VAR={settings.var} UWLR_PORTAAL_URL={settings.portal_address}"
    return f"{where} uwlr gebruiker link NAAM@{DOMEIN}"
