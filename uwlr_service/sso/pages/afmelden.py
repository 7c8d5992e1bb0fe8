"""The end session endpoint, and its pages (OpenID Connect RP-Initiated Logout 1.0, section 2)."""

import structlog
from flask import render_template, request
from werkzeug import Response

from uwlr_service.domain.fouten.sso import AanmeldverzoekOngeldig, AfmeldverzoekOngeldig
from uwlr_service.domain.sso.afmeldverzoek import Afmeldvraag
from uwlr_service.paginas import headers, sessie, talen, verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten
from uwlr_service.sso.pages.antwoord import origin_of
from uwlr_service.sso.pages.authorize import require_utf8

SEALED = "verzoek"
"""The parameter with a request that was judged."""
BAD_REQUEST = 400
log = structlog.get_logger()


def receive() -> Response:
    """Judge a request, and sign out or ask whether to. Raises AfmeldverzoekOngeldig.

    A form from another site brings no cookies, so it goes on with a call of our own page. The request is
    sealed in the address: an ID token is not for the history of a browser.
    """
    is_form = request.method == "POST"
    try:
        require_utf8(request.get_data() if is_form else request.query_string)
    except AanmeldverzoekOngeldig as error:
        raise AfmeldverzoekOngeldig(error.reden) from error
    given = request.form if is_form else request.args
    vraag = diensten().afmeldvragen.judge(given.items(multi=True))
    talen.ask(vraag.talen)
    if is_form:
        return verder.to("afmelden.verder", **{SEALED: diensten().afmeldvragen.seal(vraag)})
    return _next(vraag)


def go_on() -> Response:
    """Sign out by a request that came as a form, or ask whether to."""
    return _next(_sealed())


def confirm() -> Response | str:
    """Ask whether to sign out, and do so."""
    vraag = _sealed()
    form = Formulier()
    if form.validate_on_submit():
        _end()
        return _led(vraag)
    handelende = sessie.handelende()
    if handelende is None:
        return _led(vraag)
    if vraag.terug is not None:
        headers.allow_forms_to(origin_of(vraag.terug))
    return render_template("sso/afmelden.html", vraag=vraag, form=form, verzoek=request.args.get(SEALED))


def signed_out() -> str:
    """Nobody is signed in any more."""
    return render_template("sso/afgemeld.html")


def invalid(error: AfmeldverzoekOngeldig) -> tuple[str, int]:
    """A request of which it is not certain who sent it, or where it may lead: it is led nowhere."""
    log.info("sso.afmelden", outcome="refused", reason=error.reden)
    return render_template("sso/afmelden-ongeldig.html", reden=error.reden), BAD_REQUEST


def _next(vraag: Afmeldvraag) -> Response:
    bezoek = sessie.current()
    if bezoek.handelende is None or bezoek.sessie is None:
        return _led(vraag)  # whoever is signed out already is led on as if it happened now
    if not diensten().afmeldvragen.is_about(vraag, bezoek.sessie.id):
        return verder.to("afmelden.bevestigen", **{SEALED: diensten().afmeldvragen.seal(vraag)})
    _end()
    return _led(vraag)


def _end() -> None:
    bezoek = sessie.current()
    if bezoek.waarde is not None:
        diensten().sessies.end(bezoek.waarde)
    bezoek.end()


def _led(vraag: Afmeldvraag) -> Response:
    """Back to the application that proved who was signed in, or to a page of ours."""
    if vraag.terug is not None:
        return verder.see(vraag.terug)
    return headers.clear(verder.to("afgemeld"))


def _sealed() -> Afmeldvraag:
    vraag = diensten().afmeldvragen.unseal(request.args.get(SEALED, ""))
    talen.ask(vraag.talen)
    return vraag
