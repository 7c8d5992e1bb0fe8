"""The last step: all of it once more, what a school would see, and off it goes."""

from flask import render_template, request
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.fouten import Geweigerd, OvergangOngeldig
from uwlr_service.domain.koppeling.aanvraag.stand import Aanvraagstand
from uwlr_service.domain.koppeling.aanvraag.volledig import faults_of
from uwlr_service.paginas import state, verder
from uwlr_service.paginas.formulier import ELSEWHERE, UNPROCESSABLE
from uwlr_service.portaal.publiek.aanvragen import aanvrager, overzicht, woorden
from uwlr_service.portaal.publiek.aanvragen.formulieren import Verstuurformulier


def send(nummer: int) -> str | tuple[str, int] | Response:
    """What was filled in, and what is missing; sends the application when all of it is right."""
    form = Verstuurformulier()
    if request.method == "GET":
        return _page(nummer, form)
    try:
        state.diensten().aanvraagbalie.aanvragen.send(
            nummer, verklaard=bool(form.verklaard.data), door=aanvrager.door_of(nummer)
        )
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        if form.verklaard.data:
            form.refuse(error)
        else:
            form.verklaard.errors = [gettext("Zet hier een vinkje.")]
        return _page(nummer, form), UNPROCESSABLE
    return verder.to("aanvraag", nummer=nummer)


def _page(nummer: int, form: Verstuurformulier) -> str:
    dossier = aanvrager.dossier_of(nummer)
    if dossier.aanvraag.stand is not Aanvraagstand.CONCEPT:
        raise OvergangOngeldig
    return render_template(
        "publiek/aanvragen/controle.html",
        form=form,
        dossier=dossier,
        fouten=faults_of(dossier.aanvraag),
        delen=overzicht.antwoorden_of(dossier.aanvraag),
        koppelingen=overzicht.koppelingen_of(dossier.aanvraag),
        sends_mail=state.diensten().aanvraagbalie.sends_mail,
        woorden=woorden,
    )
