"""The applications of a partner, and the way to a new one."""

from flask import render_template
from werkzeug import Response

from uwlr_service.paginas import talen, verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.publiek.aanvragen import woorden


def show(koppelpartner: int) -> str:
    """For everybody who has an account at the partner."""
    aanvragen = diensten().aanvraagbalie.aanvragen.of_koppelpartner(koppelpartner, door=door())
    return render_template(
        "partner/aanvragen.html",
        aanvragen=aanvragen,
        form=Formulier(),
        koppelpartner=koppelpartner,
        woorden=woorden,
    )


def begin(koppelpartner: int) -> Response:
    """Begin an application for another product."""
    begun = diensten().aanvraagbalie.aanvragen.begin(
        "", taal=talen.chosen().value, adres=None, koppelpartner=koppelpartner, door=door()
    )
    return verder.to("aanvraag.stap", nummer=begun.id, deel="organisatie")
