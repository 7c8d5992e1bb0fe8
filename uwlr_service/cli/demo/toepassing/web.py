"""The pages of the application, and where the provider tells it that somebody is signed out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue

from uwlr_service.cli.demo.toepassing import gegevens
from uwlr_service.cli.demo.toepassing.bezoekers import Bezoeker, Bezoekers, Einde
from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.client.sso.aanmeldclient import Aanmeldclient, Aanmelding
from uwlr_service.client.sso.fouten import AanbiederWeigert, AanmeldenMislukt
from uwlr_service.domain import tijd

NAME = "toepassing"
COOKIE = "proeftoepassing"
SCOPE = "openid organisatie groepen profiel offline_access"
START = "/aanmelden"
TERUG = "/terug"
AFMELDING = "/afmelding"
AFGEMELD = "/afgemeld"
MAX_FORM = 64 * 1024
SEE_OTHER = 303
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Toepassing:
    """What the pages work with; ``adres`` is where this application is itself."""

    naam: str
    adres: str
    client: Aanmeldclient
    bezoekers: Bezoekers
    aanbieder: str

    @property
    def policy(self) -> str:
        """The Content-Security-Policy: the button to sign out leads on to the provider."""
        parts = urlsplit(self.aanbieder)
        own = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'"
        return f"{own}; frame-ancestors 'none'; form-action 'self' {parts.scheme}://{parts.netloc}"


def application(toepassing: Toepassing) -> Flask:
    """The application of a partner, as a Flask application."""
    web = Flask(__name__)
    web.config.update(MAX_CONTENT_LENGTH=MAX_FORM, TRUSTED_HOSTS=[str(urlsplit(toepassing.adres).hostname)])
    web.extensions[NAME] = toepassing
    web.add_url_rule("/", view_func=show)
    web.add_url_rule(START, view_func=sign_in)
    web.add_url_rule(TERUG, view_func=come_back)
    web.add_url_rule("/stand", view_func=tell)
    web.add_url_rule("/afmelden", view_func=sign_out, methods=["POST"])
    web.add_url_rule(AFGEMELD, view_func=gone)
    web.add_url_rule(AFMELDING, view_func=hear, methods=["POST"])
    web.register_error_handler(AanmeldenMislukt, _failed)
    web.register_error_handler(AanbiederWeigert, _refused)
    web.register_error_handler(Onbereikbaar, _unreachable)
    web.after_request(_guarded)
    return web


def show() -> ResponseReturnValue:
    """Who is signed in, with what the school lets this application know at this moment."""
    bezoeker = _bezoeker()
    aanmelding = None if bezoeker is None else bezoeker.aanmelding
    if bezoeker is None or aanmelding is None:
        is_out = bezoeker is not None and bezoeker.einde is Einde.SCHOOL
        return _page("uitgelogd.html" if is_out else "begin.html")
    try:
        aanmelding, claims = _asked_again(aanmelding)
    except AanbiederWeigert:
        _here().bezoekers.leave(bezoeker, Einde.SCHOOL)
        return redirect("/", SEE_OTHER)
    _here().bezoekers.renew(bezoeker, aanmelding, claims)
    return _page("gegevens.html", gegevens=gegevens.shown(claims))


def sign_in() -> ResponseReturnValue:
    """Send somebody to the provider, also whoever began there. Raises AanmeldenMislukt for another one."""
    if request.args.get("iss", _here().aanbieder) != _here().aanbieder:
        raise AanmeldenMislukt("Deze toepassing kent de aanbieder niet waar u vandaan komt.")
    begonnen = _here().client.begin(SCOPE, ui_locales="nl")
    cookie = _here().bezoekers.begin(request.cookies.get(COOKIE), begonnen)
    return _keep(redirect(begonnen.adres, SEE_OTHER), cookie)


def come_back() -> ResponseReturnValue:
    """The provider sends somebody back. Raises AanmeldenMislukt, AanbiederWeigert, Onbereikbaar."""
    cookie = request.cookies.get(COOKIE)
    begonnen = _here().bezoekers.take(cookie, request.args.get("state", ""))
    if begonnen is None:
        bezoeker = _bezoeker()
        # Somebody who goes back in their history, or opens the address twice, is where they wanted to be.
        if bezoeker is not None and bezoeker.aanmelding is not None:
            return redirect("/", SEE_OTHER)
        return _page("zonder-begin.html"), 400
    aanmelding = _here().client.finish(request.args, begonnen)
    cookie = _here().bezoekers.enter(cookie, aanmelding, _claims(aanmelding))
    return _keep(redirect("/", SEE_OTHER), cookie)


def tell() -> ResponseReturnValue:
    """Whether this browser is signed in, for the script of the page."""
    bezoeker = _bezoeker()
    return {"ingelogd": bezoeker is not None and bezoeker.aanmelding is not None}


def sign_out() -> ResponseReturnValue:
    """Somebody leaves: here, and at the provider. Their cookie comes along from pages of this site alone."""
    bezoeker = _bezoeker()
    aanmelding = None if bezoeker is None else _here().bezoekers.leave(bezoeker, Einde.ZELF)
    if aanmelding is None:
        return redirect("/", SEE_OTHER)
    back = f"{_here().adres}{AFGEMELD}"
    return redirect(_here().client.logout_address(aanmelding, back, "afgemeld"), SEE_OTHER)


def gone() -> ResponseReturnValue:
    """Where the provider sends somebody who signed out."""
    return _page("afgemeld.html")


def hear() -> ResponseReturnValue:
    """The provider says who is signed out (OpenID Connect Back-Channel Logout 1.0, section 2.5)."""
    try:
        afmelding = _here().client.read_logout(request.form.get("logout_token", ""))
    except AanmeldenMislukt as error:
        return {"error": "invalid_request", "error_description": error.tekst}, 400
    _here().bezoekers.sign_out(afmelding)
    return Response(status=200)


def _asked_again(aanmelding: Aanmelding) -> tuple[Aanmelding, Mapping[str, Any]]:
    """The claims of now, with other tokens when those of before are nearly over. Raises AanbiederWeigert."""
    if not aanmelding.is_current(tijd.now()):
        aanmelding = _here().client.refresh(aanmelding)
    return aanmelding, _claims(aanmelding)


def _claims(aanmelding: Aanmelding) -> Mapping[str, Any]:
    of_token = {naam: aanmelding.claims[naam] for naam in gegevens.OF_ID_TOKEN if naam in aanmelding.claims}
    return {**of_token, **_here().client.userinfo(aanmelding)}


def _here() -> Toepassing:
    toepassing: Toepassing = current_app.extensions[NAME]
    return toepassing


def _bezoeker() -> Bezoeker | None:
    return _here().bezoekers.of(request.cookies.get(COOKIE))


def _page(name: str, **values: object) -> str:
    return render_template(name, toepassing=_here().naam, **values)


def _keep(response: Any, cookie: str) -> Any:
    # On the developer's own machine there is no https; a real application says ``secure`` as well.
    response.set_cookie(COOKIE, cookie, httponly=True, samesite="Lax")
    return response


def _failed(error: AanmeldenMislukt) -> ResponseReturnValue:
    return _page("mislukt.html", reden=error.tekst), 400


def _refused(error: AanbiederWeigert) -> ResponseReturnValue:
    """The provider sent somebody back without a code, or gives nothing for it."""
    if error.code == "access_denied":
        return _page("geweigerd.html"), 403
    return _page("mislukt.html", reden=error.tekst), 400


def _unreachable(error: Onbereikbaar) -> ResponseReturnValue:
    return _page("mislukt.html", reden=error.tekst), 502


def _guarded(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _here().policy
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
