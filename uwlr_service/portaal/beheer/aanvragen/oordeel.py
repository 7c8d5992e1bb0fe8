"""One application: its answers beside the checks, and what the operator does with it."""

from collections.abc import Mapping

from flask import flash, render_template, request
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.account.overgang import events_in
from uwlr_service.domain.fouten import Geweigerd, KlantcodeBezet
from uwlr_service.domain.koppeling.aanvraag.aanvraag import Aanvraag
from uwlr_service.domain.koppeling.aanvraag.stand import OVERGANGEN
from uwlr_service.domain.koppeling.aanvraag.volledig import vragen_of
from uwlr_service.domain.koppeling.klant import Klant
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import ELSEWHERE, UNPROCESSABLE, Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.beheer.aanvragen.controles import checked
from uwlr_service.portaal.beheer.aanvragen.formulieren import (
    Afwijsformulier,
    Navraagformulier,
    Toelaatformulier,
    Tweedeformulier,
)
from uwlr_service.portaal.beheer.woorden import AANVRAGEN
from uwlr_service.portaal.publiek.aanvragen import overzicht, woorden
from uwlr_service.uitwisseling.account.uitnodigingen import Uitgenodigd

LIMIT = 256 * 1024
"""Bytes: a question can be asked about each of some 250 answers."""
NAVRAGEN = "navragen"
TOELATEN = "toelaten"
AFWIJZEN = "afwijzen"
"""Before the names of fields, since the page has three forms."""
Answer = Response | tuple[str, int]


def show(nummer: int) -> str:
    """The application, with what can be done now."""
    return _page(nummer, Formulier())


def take_up(nummer: int) -> Response:
    """Begin to judge it."""
    diensten().aanvraagbalie.beoordeling.take_up(nummer, door=door())
    return verder.to("beheer.aanvraag", nummer=nummer)


def ask_more(nummer: int) -> Answer:
    """Ask what was typed beside the answers."""
    dossier = diensten().aanvraagbalie.beoordeling.dossier(nummer, door=door())
    typed = {vraag: request.form.get(f"vraag-{vraag}", "").strip() for vraag in vragen_of(dossier.aanvraag)}
    asked = {vraag: text for vraag, text in typed.items() if text}
    try:
        diensten().aanvraagbalie.beoordeling.ask_more(nummer, asked, door=door())
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        form = Navraagformulier(prefix=NAVRAGEN)
        form.refuse(error)
        return _page(nummer, form, asked), UNPROCESSABLE
    told = _told(dossier.aanvraag, gettext("Maak een link en geef die aan het bedrijf."))
    flash(" ".join((gettext("De vragen zijn gesteld."), told)))
    return verder.to("beheer.aanvraag", nummer=nummer)


def admit(nummer: int) -> Answer:
    """Say yes; for special data the second operator's yes counts."""
    dossier = diensten().aanvraagbalie.beoordeling.dossier(nummer, door=door())
    is_second = dossier.aanvraag.akkoord is not None
    form = Tweedeformulier(prefix=TOELATEN) if is_second else Toelaatformulier(prefix=TOELATEN)
    klant = None if is_second else Klant(form.klantnaam.data or "", form.klantcode.data or "")
    try:
        made = diensten().aanvraagbalie.toelater.admit(nummer, klant, form.reden.data or "", door=door())
    except ELSEWHERE:
        raise
    except KlantcodeBezet as error:
        if isinstance(form, Toelaatformulier):
            form.klantcode.errors = [error.tekst]
        else:
            form.refuse(error)
        return _page(nummer, form), UNPROCESSABLE
    except Geweigerd as error:
        form.refuse(error)
        return _page(nummer, form), UNPROCESSABLE
    if made is None:
        flash(gettext("Uw akkoord is bewaard. Een tweede beheerder moet ook akkoord gaan."))
    elif made.uitnodiging is not None:
        flash(" ".join((gettext("Toegelaten."), _handed_over(made.uitnodiging))))
    elif dossier.aanvraag.koppelpartner is not None:
        flash(gettext("Toegelaten. Het bedrijf leest dat in het portaal."))
    else:
        flash(gettext("Toegelaten. Nodig het bedrijf hieronder nog uit."))
    return verder.to("beheer.aanvraag", nummer=nummer)


def reject(nummer: int) -> Answer:
    """Say no."""
    form = Afwijsformulier(prefix=AFWIJZEN)
    aanvraag = diensten().aanvraagbalie.beoordeling.dossier(nummer, door=door()).aanvraag
    try:
        diensten().aanvraagbalie.beoordeling.reject(nummer, form.reden.data or "", door=door())
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        form.refuse(error)
        return _page(nummer, form), UNPROCESSABLE
    told = _told(aanvraag, gettext("Er gaat geen mail uit: vertel het zelf aan het bedrijf."))
    flash(" ".join((gettext("De aanvraag is afgewezen."), told)))
    return verder.to("beheer.aanvraag", nummer=nummer)


def hand_over(nummer: int) -> Response:
    """A link to hand over, where this service sends no mail."""
    link = diensten().aanvraagbalie.links.hand_over(nummer, door=door())
    flash(gettext("Geef deze link aan het bedrijf, hij werkt één keer: %(link)s", link=_whole(link)))
    return verder.to("beheer.aanvraag", nummer=nummer)


def invite(nummer: int) -> Response:
    """A new invitation, for a company that nobody signed in for yet."""
    try:
        made = diensten().aanvraagbalie.toelater.invite(nummer, door=door())
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        flash(error.tekst, "let-op")
    else:
        flash(_handed_over(made))
    return verder.to("beheer.aanvraag", nummer=nummer)


def _told(aanvraag: Aanvraag, without_mail: str) -> str:
    """How the company hears of what was done."""
    if aanvraag.koppelpartner is not None:
        return gettext("Het bedrijf leest het in het portaal.")
    if diensten().aanvraagbalie.sends_mail:
        return gettext("Het bedrijf krijgt een mail.")
    return without_mail


def _handed_over(made: Uitgenodigd) -> str:
    """That an invitation was mailed, or its link, which cannot be shown again."""
    if made.is_mailed:
        return gettext("De uitnodiging is gemaild naar %(mail)s.", mail=made.uitnodiging.inlognaam)
    return gettext("Geef deze link aan het bedrijf, hij werkt één keer: %(link)s", link=made.link)


def _whole(link: str) -> str:
    return link if "://" in link else f"{request.host_url.rstrip('/')}{link}"


def _page(nummer: int, form: Formulier, typed: Mapping[str, str] | None = None) -> str:
    dossier = diensten().aanvraagbalie.beoordeling.dossier(nummer, door=door())
    aanvraag = dossier.aanvraag
    return render_template(
        "beheer/aanvragen/aanvraag.html",
        form=form,
        dossier=dossier,
        controles=checked(aanvraag),
        events=events_in(OVERGANGEN, aanvraag.stand),
        delen=overzicht.antwoorden_of(aanvraag),
        koppelingen=overzicht.koppelingen_of(aanvraag),
        labels=overzicht.labels_of(aanvraag),
        typed=typed or {},
        navraagform=_own(form, Navraagformulier, NAVRAGEN),
        toelaatform=_own(form, Tweedeformulier if aanvraag.akkoord else Toelaatformulier, TOELATEN),
        afwijsform=_own(form, Afwijsformulier, AFWIJZEN),
        sends_mail=diensten().aanvraagbalie.sends_mail,
        is_awaited=diensten().aanvraagbalie.toelater.is_awaited(aanvraag, door=door()),
        is_first=diensten().aanvraagbalie.toelater.is_first(aanvraag, door=door()),
        standen=AANVRAGEN,
        woorden=woorden,
    )


def _own(form: Formulier, kind: type[Formulier], prefix: str) -> Formulier:
    """The form that was sent, or an empty one of another kind."""
    return form if isinstance(form, kind) else kind(formdata=None, prefix=prefix)
