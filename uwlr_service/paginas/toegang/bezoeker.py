"""What comes along with a step of signing in, and what the browser gets back after it."""

from flask import request
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.netwerk import is_proxy
from uwlr_service.paginas import bewaard, sessie, verder
from uwlr_service.paginas.state import diensten
from uwlr_service.uitwisseling.account.aanmelden import Aangemeld
from uwlr_service.uitwisseling.account.pogingen import Bezoeker

APPARAAT = "__Host-apparaat"
APPARAAT_OF_HTTP = "apparaat"
"""For http at localhost, where a browser takes no cookie that is for https alone."""
KEPT_SECONDS = 400 * 24 * 3600
"""As long as browsers keep a cookie at most; the device is forgotten then too."""


def bezoeker() -> Bezoeker:
    """The cookies of this call, and the address that it came from."""
    return Bezoeker(
        sessie=sessie.current().waarde,
        apparaat=request.cookies.get(_cookie_name()),
        adres=_address(),
    )


def entered(aangemeld: Aangemeld, path: str) -> Response:
    """Somebody signed in: their browser gets both cookies, and goes on."""
    sessie.current().renew(aangemeld.sessie)
    bewaard.let_go()
    bewaard.tell(
        path, gettext("U bent weer ingelogd. Uw formulier is nog niet verstuurd: verstuur het nog eens.")
    )
    response = verder.see(path)
    response.set_cookie(
        _cookie_name(),
        aangemeld.apparaat,
        max_age=KEPT_SECONDS,
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def renewed(waarde: str, path: str) -> Response:
    """A session got another value: the browser hears it, and goes on."""
    sessie.current().renew(waarde)
    return verder.see(path)


def confirmed(waarde: str, path: str) -> Response:
    """Somebody proved anew who they are: back to the page; of a form sent from it, nothing was done yet."""
    response = renewed(waarde, path)
    bewaard.tell(path, gettext("Bevestigd. Er is nog niets gebeurd: kies nog eens wat u wilde doen."))
    return response


def _cookie_name() -> str:
    return APPARAAT if request.is_secure else APPARAAT_OF_HTTP


def _address() -> str | None:
    """The last address that our own proxy names; what stands before it was written by the client."""
    settings = diensten().settings
    if settings.bind.startswith("unix:") or is_proxy(request.remote_addr, settings.proxies):
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        return forwarded or request.remote_addr
    return request.remote_addr
