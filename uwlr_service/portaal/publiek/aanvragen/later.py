"""Where an applicant goes from a step: to the next one, back to what was asked, or away for now."""

from collections.abc import Mapping

from flask import flash, url_for
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.koppeling.aanvraag.aanvraag import Aanvraagdossier
from uwlr_service.domain.koppeling.aanvraag.formulier import Formulierdeel
from uwlr_service.domain.koppeling.aanvraag.stand import Aanvraagstand
from uwlr_service.paginas import state, verder
from uwlr_service.portaal.publiek.aanvragen import aanvrager, woorden

BUTTON = "later"
"""The name of the button that keeps a step and leaves."""


def is_wanted(sent: Mapping[str, str]) -> bool:
    """Whether the applicant leaves for now."""
    return BUTTON in sent


def leave(nummer: int) -> Response:
    """Mail a link by which the applicant comes back, and show how far the application is."""
    balie = state.diensten().aanvraagbalie
    is_sent = balie.links.send(nummer, door=aanvrager.door_of(nummer))
    if is_sent:
        flash(gettext("Bewaard. U krijgt een mail met een link om verder te gaan."))
    elif not balie.sends_mail:
        flash(gettext("Bewaard. %(vraag)s", vraag=woorden.GEEN_MAIL))
    else:
        flash(gettext("Bewaard."))
    return verder.to("aanvraag", nummer=nummer)


def after(dossier: Aanvraagdossier, deel: Formulierdeel) -> str:
    """The page behind a step: the next step of a draft, or what the operator asked."""
    nummer = dossier.aanvraag.id
    if dossier.aanvraag.stand is not Aanvraagstand.CONCEPT:
        return url_for("aanvraag", nummer=nummer)
    steps = list(Formulierdeel)
    following = steps[steps.index(deel) + 1 :]
    if not following:
        return url_for("aanvraag.controle", nummer=nummer)
    return page_of(nummer, following[0])


def page_of(nummer: int, deel: Formulierdeel) -> str:
    """The page of a step."""
    if deel is Formulierdeel.GEGEVENS:
        return url_for("aanvraag.koppelingen", nummer=nummer)
    return url_for("aanvraag.stap", nummer=nummer, deel=deel.value)
