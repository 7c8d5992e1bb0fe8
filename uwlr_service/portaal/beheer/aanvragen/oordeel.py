"""One application: its answers beside the checks, and what the operator does with it."""

from flask import flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.account.overgang import events_in
from uwlr_service.domain.fouten import Geweigerd, KlantcodeBezet
from uwlr_service.domain.koppeling.aanvraag.aanvraag import Aanvraag
from uwlr_service.domain.koppeling.aanvraag.stand import OVERGANGEN
from uwlr_service.domain.koppeling.aanvraag.volledig import vragen_of
from uwlr_service.domain.koppeling.klant import Klant
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import ELSEWHERE, Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.beheer import doorgeven
from uwlr_service.portaal.beheer.aanvragen.controles import checked
from uwlr_service.portaal.beheer.aanvragen.formulieren import (
    Afwijsformulier,
    Navraagformulier,
    Toelaatformulier,
    Tweedeformulier,
)
from uwlr_service.portaal.beheer.doorgeven import Doorgeeflink
from uwlr_service.portaal.beheer.woorden import AANVRAGEN
from uwlr_service.portaal.publiek.aanvragen import overzicht, woorden
from uwlr_service.uitwisseling.account.uitnodigingen import Uitgenodigd

LIMIT = 256 * 1024
"""Bytes: a question can be asked about each of some 250 answers."""
NAVRAGEN = "navragen"
TOELATEN = "toelaten"
AFWIJZEN = "afwijzen"
"""Before the names of fields, since the page has three forms."""
TYPED = "vraag-"
"""Before the name of an answer that is asked about."""


def show(nummer: int) -> str:
    """The application, with what can be done now."""
    dossier = diensten().aanvraagbalie.beoordeling.dossier(nummer, door=door())
    aanvraag = dossier.aanvraag
    navraagform = Navraagformulier(prefix=NAVRAGEN)
    toelaatform = Tweedeformulier(prefix=TOELATEN) if aanvraag.akkoord else Toelaatformulier(prefix=TOELATEN)
    afwijsform = Afwijsformulier(prefix=AFWIJZEN)
    wrong = [form for form in (navraagform, toelaatform, afwijsform) if form.errors]
    return render_template(
        "beheer/aanvragen/aanvraag.html",
        form=wrong[0] if wrong else Formulier(),
        dossier=dossier,
        controles=checked(aanvraag),
        events=events_in(OVERGANGEN, aanvraag.stand),
        delen=overzicht.antwoorden_of(aanvraag),
        koppelingen=overzicht.koppelingen_of(aanvraag),
        labels=overzicht.labels_of(aanvraag),
        typed=_typed(navraagform),
        navraagform=navraagform,
        toelaatform=toelaatform,
        afwijsform=afwijsform,
        sends_mail=diensten().aanvraagbalie.sends_mail,
        is_awaited=diensten().aanvraagbalie.toelater.is_awaited(aanvraag, door=door()),
        is_first=diensten().aanvraagbalie.toelater.is_first(aanvraag, door=door()),
        standen=AANVRAGEN,
        woorden=woorden,
    )


def take_up(nummer: int) -> Response:
    """Begin to judge it."""
    diensten().aanvraagbalie.beoordeling.take_up(nummer, door=door())
    return verder.to("beheer.aanvraag", nummer=nummer)


def ask_more(nummer: int) -> Response:
    """Ask what was typed beside the answers."""
    dossier = diensten().aanvraagbalie.beoordeling.dossier(nummer, door=door())
    typed = {vraag: request.form.get(f"{TYPED}{vraag}", "").strip() for vraag in vragen_of(dossier.aanvraag)}
    asked = {vraag: text for vraag, text in typed.items() if text}
    try:
        diensten().aanvraagbalie.beoordeling.ask_more(nummer, asked, door=door())
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        form = Navraagformulier(prefix=NAVRAGEN)
        form.refuse(error)
        return _again(form, nummer)
    told = _told(dossier.aanvraag, gettext("Maak een link en geef die aan het bedrijf."))
    flash(" ".join((gettext("De vragen zijn gesteld."), told)))
    return verder.to("beheer.aanvraag", nummer=nummer)


def admit(nummer: int) -> Response:
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
        return _again(form, nummer)
    except Geweigerd as error:
        form.refuse(error)
        return _again(form, nummer)
    if made is None:
        flash(gettext("Uw akkoord is bewaard. Een tweede beheerder moet ook akkoord gaan."))
    elif made.uitnodiging is not None:
        flash(gettext("Toegelaten."))
        return _handed_over(nummer, made.uitnodiging)
    elif dossier.aanvraag.koppelpartner is not None:
        flash(gettext("Toegelaten. Het bedrijf leest dat in het portaal."))
    else:
        flash(gettext("Toegelaten. Nodig het bedrijf hieronder nog uit."))
    return verder.to("beheer.aanvraag", nummer=nummer)


def reject(nummer: int) -> Response:
    """Say no."""
    form = Afwijsformulier(prefix=AFWIJZEN)
    aanvraag = diensten().aanvraagbalie.beoordeling.dossier(nummer, door=door()).aanvraag
    try:
        diensten().aanvraagbalie.beoordeling.reject(nummer, form.reden.data or "", door=door())
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        form.refuse(error)
        return _again(form, nummer)
    told = _told(aanvraag, gettext("Er gaat geen mail uit: vertel het zelf aan het bedrijf."))
    flash(" ".join((gettext("De aanvraag is afgewezen."), told)))
    return verder.to("beheer.aanvraag", nummer=nummer)


def hand_over(nummer: int) -> Response:
    """A link to hand over, where this service sends no mail."""
    link = diensten().aanvraagbalie.links.hand_over(nummer, door=door())
    return _shown(nummer, _whole(link))


def invite(nummer: int) -> Response:
    """A new invitation, for a company that nobody signed in for yet."""
    try:
        made = diensten().aanvraagbalie.toelater.invite(nummer, door=door())
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        flash(error.tekst, "let-op")
        return verder.to("beheer.aanvraag", nummer=nummer)
    return _handed_over(nummer, made)


def show_link(nummer: int) -> str:
    """The link that was just made, for the only time."""
    return doorgeven.shown(f"aanvraag {nummer}", url_for("beheer.aanvraag", nummer=nummer))


def _told(aanvraag: Aanvraag, without_mail: str) -> str:
    """How the company hears of what was done."""
    if aanvraag.koppelpartner is not None:
        return gettext("Het bedrijf leest het in het portaal.")
    if diensten().aanvraagbalie.sends_mail:
        return gettext("Het bedrijf krijgt een mail.")
    return without_mail


def _handed_over(nummer: int, made: Uitgenodigd) -> Response:
    """Say that an invitation was mailed, or show its link once."""
    if made.is_mailed:
        flash(gettext("De uitnodiging is gemaild naar %(mail)s.", mail=made.uitnodiging.inlognaam))
        return verder.to("beheer.aanvraag", nummer=nummer)
    return _shown(nummer, made.link)


def _shown(nummer: int, link: str) -> Response:
    doorgeven.keep(f"aanvraag {nummer}", Doorgeeflink(link, gettext("het bedrijf")))
    return verder.to("beheer.aanvraag.doorgeven", nummer=nummer)


def _whole(link: str) -> str:
    return link if "://" in link else f"{request.host_url.rstrip('/')}{link}"


def _again(form: Formulier, nummer: int) -> Response:
    return form.again(url_for("beheer.aanvraag", nummer=nummer))


def _typed(form: Navraagformulier) -> dict[str, str]:
    """The questions that were sent in vain, by the answer that each is about."""
    if form.kept is None or form.kept.velden is None:
        return {}
    sent = form.kept.velden.items()
    return {name.removeprefix(TYPED): text for name, text in sent if name.startswith(TYPED)}
