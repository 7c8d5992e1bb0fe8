"""The applications: those that wait for an operator, and all others."""

from flask import render_template

from uwlr_service.domain.koppeling.aanvraag.aanvraag import Aanvraag
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.beheer.woorden import AANVRAGEN
from uwlr_service.uitwisseling.koppeling.aanvraag.beoordeling import WAITING


def show() -> str:
    """For operators."""
    balie = diensten().aanvraagbalie
    aanvragen = balie.beoordeling.all(door=door())
    wachtend = [aanvraag for aanvraag in aanvragen if aanvraag.stand in WAITING]
    zonder_link: list[Aanvraag] = []
    if not balie.sends_mail:
        zonder_link = [aanvraag for aanvraag in aanvragen if aanvraag.needs_link]
    shown = {aanvraag.id for aanvraag in wachtend + zonder_link}
    return render_template(
        "beheer/aanvragen/lijst.html",
        wachtend=wachtend,
        zonder_link=zonder_link,
        anderen=[aanvraag for aanvraag in aanvragen if aanvraag.id not in shown],
        standen=AANVRAGEN,
    )
