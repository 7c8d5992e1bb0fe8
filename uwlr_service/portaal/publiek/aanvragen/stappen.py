"""The steps of the application that have a form of their own: organisation, product, security."""

from flask import render_template, request
from werkzeug import Response

from uwlr_service.domain.fouten import OvergangOngeldig
from uwlr_service.domain.koppeling.aanvraag.aanvraag import Aanvraagdossier
from uwlr_service.domain.koppeling.aanvraag.formulier import Formulierdeel
from uwlr_service.paginas import state, verder
from uwlr_service.paginas.formulier import UNPROCESSABLE, Formulier
from uwlr_service.portaal.publiek.aanvragen import aanvrager, later, woorden
from uwlr_service.portaal.publiek.aanvragen.formulieren import FORMULIEREN
from uwlr_service.portaal.publiek.aanvragen.invoer import antwoorden_of, show_faults


def fill_in(nummer: int, deel: str) -> str | tuple[str, int] | Response:
    """The form of a step; keeps what was filled in, and goes on when it is right."""
    step = Formulierdeel(deel)
    if request.method == "GET":
        return _shown(nummer, step)
    form = FORMULIEREN[step]()
    faults = state.diensten().aanvraagbalie.aanvragen.save(
        nummer, step, antwoorden_of(form), door=aanvrager.door_of(nummer)
    )
    if later.is_wanted(request.form):
        return later.leave(nummer)
    dossier = aanvrager.dossier_of(nummer)
    if faults:
        show_faults(form, faults)
        return _page(dossier, step, form), UNPROCESSABLE
    return verder.see(later.after(dossier, step))


def _shown(nummer: int, step: Formulierdeel) -> str:
    """The form with what was filled in before. Raises OvergangOngeldig when it cannot be changed."""
    dossier = aanvrager.dossier_of(nummer)
    if not dossier.may_change(step):
        raise OvergangOngeldig
    form = FORMULIEREN[step](data=dict(dossier.aanvraag.antwoorden.get(step, {})))
    return _page(dossier, step, form)


def _page(dossier: Aanvraagdossier, step: Formulierdeel, form: Formulier) -> str:
    return render_template(
        "publiek/aanvragen/stap.html", form=form, dossier=dossier, deel=step, woorden=woorden
    )
