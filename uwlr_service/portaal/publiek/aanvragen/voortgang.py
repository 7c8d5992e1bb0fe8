"""How far an application is: the state, who does what next, questions with answers, and each step."""

from flask import render_template, request
from werkzeug import Response

from uwlr_service.domain.account.overgang import events_in
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.aanvraag.formulier import Formulierdeel
from uwlr_service.domain.koppeling.aanvraag.stand import OVERGANGEN, Aanvraaggebeurtenis
from uwlr_service.domain.koppeling.aanvraag.volledig import faults_of
from uwlr_service.paginas import state, verder
from uwlr_service.paginas.formulier import ELSEWHERE, UNPROCESSABLE, Formulier
from uwlr_service.portaal.publiek.aanvragen import aanvrager, later, overzicht, woorden


def show(nummer: int) -> str:
    """The application as the applicant sees it."""
    return _page(nummer, Formulier())


def supplement(nummer: int) -> tuple[str, int] | Response:
    """Answer the questions of the operator."""
    door = aanvrager.door_of(nummer)
    waiting = aanvrager.dossier_of(nummer).open_navragen
    antwoorden = {navraag.id: request.form.get(f"antwoord-{navraag.id}", "") for navraag in waiting}
    try:
        state.diensten().aanvraagbalie.aanvragen.supplement(nummer, antwoorden, door=door)
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        form = Formulier()
        form.refuse(error)
        return _page(nummer, form, antwoorden), UNPROCESSABLE
    return verder.to("aanvraag", nummer=nummer)


def send_link(nummer: int) -> Response:
    """Mail the link that confirms the address."""
    return later.leave(nummer)


def withdraw(nummer: int) -> Response | str:
    """Take the application back, after the applicant was asked whether they really want that."""
    if request.method == "GET":
        return render_template(
            "publiek/aanvragen/intrekken.html", dossier=aanvrager.dossier_of(nummer), form=Formulier()
        )
    state.diensten().aanvraagbalie.aanvragen.withdraw(nummer, door=aanvrager.door_of(nummer))
    return verder.to("aanvraag", nummer=nummer)


def _page(nummer: int, form: Formulier, typed: dict[int, str] | None = None) -> str:
    dossier = aanvrager.dossier_of(nummer)
    aanvraag = dossier.aanvraag
    labels = overzicht.labels_of(aanvraag)
    return render_template(
        "publiek/aanvragen/voortgang.html",
        dossier=dossier,
        form=form,
        typed=typed or {},
        fouten=faults_of(aanvraag),
        labels=labels,
        pages={deel: later.page_of(nummer, deel) for deel in Formulierdeel if dossier.may_change(deel)},
        may_withdraw=Aanvraaggebeurtenis.WITHDRAW in events_in(OVERGANGEN, aanvraag.stand),
        delen=overzicht.antwoorden_of(aanvraag),
        koppelingen=overzicht.koppelingen_of(aanvraag),
        woorden=woorden,
    )
