"""The first page of the application, and the way back to one by the link in a mail."""

from flask import flash, render_template, session
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.koppeling.aanvraag.antwoordregels import is_mailadres
from uwlr_service.domain.koppeling.aanvraag.formulier import MAIL_LENGTH
from uwlr_service.domain.tekst import trim
from uwlr_service.paginas import state, talen, verder
from uwlr_service.paginas.formulier import UNPROCESSABLE
from uwlr_service.paginas.toegang.bezoeker import bezoeker
from uwlr_service.portaal.publiek.aanvragen import aanvrager, woorden
from uwlr_service.portaal.publiek.aanvragen.formulieren import Beginformulier, Verderformulier

LINK = "aanvraaglink"
"""Where a link that was followed is kept until it is traded: not in the address bar, and not as it was."""
Answer = str | tuple[str, int] | Response


def show() -> str:
    """What an application asks for, with the form that begins one."""
    return _page(Beginformulier(), Verderformulier(prefix="verder-"))


def begin() -> Answer:
    """Begin a draft, in this session."""
    form = Beginformulier()
    if form.bericht.data:  # people do not see this field, so it was a robot
        return verder.to("aanvraag.begin")
    if not _is_right(form):
        return _page(form, Verderformulier(prefix="verder-")), UNPROCESSABLE
    begun = state.diensten().aanvraagbalie.aanvragen.begin(
        form.mail.data or "",
        taal=talen.chosen().value,
        adres=bezoeker().adres,
        door=Handelende.aanvrager(),
    )
    aanvrager.take_on(begun.id)
    return verder.to("aanvraag.stap", nummer=begun.id, deel="organisatie")


def ask_link() -> Answer:
    """Mail new links to whoever began applications with an address; says the same if nobody did."""
    form = Verderformulier(prefix="verder-")
    if not _is_right(form):
        return _page(Beginformulier(formdata=None), form), UNPROCESSABLE
    state.diensten().aanvraagbalie.links.request(form.mail.data or "", door=Handelende.aanvrager())
    flash(gettext("Is er een aanvraag met dit adres, dan krijgt u een mail met een link."))
    return verder.to("aanvraag.begin")


def follow(token: str) -> Response:
    """Take a link out of the address bar; it is traded by a button, since programs open links too."""
    session[LINK] = state.diensten().aanvraagbalie.links.seal(token)
    return verder.to("aanvraag.verder")


def show_link() -> str:
    """Asks whether to go on with the application of the link."""
    if LINK not in session:
        raise NietToegestaan
    return render_template("publiek/aanvragen/verder.html")


def trade() -> Response:
    """Let this session act for the application of the link, whose mail address is now confirmed."""
    nummer = state.diensten().aanvraagbalie.links.trade(session.pop(LINK, ""), door=Handelende.aanvrager())
    aanvrager.take_on(nummer)
    return verder.to("aanvraag", nummer=nummer)


def _page(form: Beginformulier, verderform: Verderformulier) -> str:
    sends_mail = state.diensten().aanvraagbalie.sends_mail
    if not sends_mail:
        form.mail.description = gettext("Zo weten wij van wie de aanvraag is.")
    return render_template(
        "publiek/aanvragen/begin.html",
        form=form,
        verderform=verderform,
        sends_mail=sends_mail,
        woorden=woorden,
    )


def _is_right(form: Beginformulier | Verderformulier) -> bool:
    mail = trim(form.mail.data or "")
    if is_mailadres(mail) and len(mail) <= MAIL_LENGTH:
        return True
    form.mail.errors = [gettext("Vul een e-mailadres in zoals naam@bedrijf.nl.")]
    return False
