"""The applications: those that wait for an operator, and all others."""

from flask import render_template

from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.publiek.aanvragen import woorden
from uwlr_service.uitwisseling.koppeling.aanvraag.beoordeling import WAITING


def show() -> str:
    """For operators."""
    aanvragen = diensten().aanvraagbalie.beoordeling.all(door=door())
    return render_template(
        "beheer/aanvragen/lijst.html",
        wachtend=[aanvraag for aanvraag in aanvragen if aanvraag.stand in WAITING],
        anderen=[aanvraag for aanvraag in aanvragen if aanvraag.stand not in WAITING],
        woorden=woorden,
    )
