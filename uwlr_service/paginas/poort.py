"""What is checked before a view runs: who asks, may they, how much is sent, and did our own page send it."""

from functools import partial
from urllib.parse import urlencode, urlsplit

from flask import Flask, current_app, flash, request
from flask_babel import gettext
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError
from werkzeug import Response
from werkzeug.exceptions import RequestEntityTooLarge

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd, VersBewijsNodig
from uwlr_service.paginas import bewaard, sessie, verder
from uwlr_service.paginas.adres import LOCAL, MAX_FORM, VAN_BUITEN, listed
from uwlr_service.paginas.state import door, person
from uwlr_service.paginas.verder import PARAMETER

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
SIGN_IN = frozenset({"aanmelden", "aanmelden.code"})
"""The forms of signing in, which several tabs may show at once."""
ELSEWHERE = "The form comes from elsewhere."


def guard(web: Flask) -> None:
    """Let every page be asked for through here, in this order: session, role and school, size, form."""
    # The check of all addresses before each call is off: the size must be known before a form is read.
    web.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None)
    web.before_request(partial(_admit, CSRFProtect(web)))


def _admit(csrf: CSRFProtect) -> Response | None:
    adres = listed(current_app).get(request.endpoint or "")
    if adres is None:  # a file, or no page at all
        return None
    _require_privacy()
    if isinstance(adres.actie, Actie):
        if person() is None:
            return _sign_in_first(csrf)
        _require(adres.actie)
        _require_two_factors(adres.actie)
        whole = bewaard.address()
        if whole is not None:
            return verder.see(whole)
    if adres.actie is VAN_BUITEN:
        request.max_content_length = adres.limit
        return None
    try:
        _check_form(csrf, adres.limit)
    except CSRFError as error:
        if error.description == ELSEWHERE or request.endpoint not in SIGN_IN or person() is None:
            raise
        # They signed in meanwhile in another tab, and what this one waits for can go on.
        return verder.see(verder.wanted())
    return None


def _require(actie: Actie) -> None:
    """Raise NietToegestaan unless the person may do this at the school or partner of the path."""
    values = request.view_args or {}
    door().require(actie, school=values.get("school"), koppelpartner=values.get("koppelpartner"))


def _require_two_factors(actie: Actie) -> None:
    """Raise VersBewijsNodig while one factor is known, but for the pages where the second is proven.

    The provider of a school may let somebody in by a password alone, which is enough for some applications.
    """
    present = sessie.current().sessie
    if actie is not Actie.EIGEN_ACCOUNT and present is not None and not present.is_sure:
        raise VersBewijsNodig


def _require_privacy() -> None:
    """Raise Geweigerd over http, where others can read along; on this machine itself nobody can."""
    if not request.is_secure and request.host.rpartition(":")[0] not in LOCAL and request.host not in LOCAL:
        raise Geweigerd(gettext("Deze verbinding is niet beveiligd. Open de pagina met https."))


def _check_form(csrf: CSRFProtect, limit: int) -> None:
    """Raise CSRFError for a form that did not come from a page of ours to this visitor."""
    request.max_content_length = limit
    if request.method in UNSAFE:
        _require_own_origin()
    csrf.protect()


def _require_own_origin() -> None:
    """What the browser itself says of the page that a form came from; other programs say nothing."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    own = urlsplit(request.host_url)
    if site != "same-origin" or origin not in (None, f"{own.scheme}://{own.netloc}"):
        raise CSRFError(ELSEWHERE)


def _sign_in_first(csrf: CSRFProtect) -> Response:
    """Lead to signing in and back, with the choices of a form that our own page sent.

    Of somebody unknown no more is read than an ordinary form holds, also where a page takes files.
    """
    path = request.path
    if sessie.current().has_lapsed:
        flash(
            gettext("U bent uitgelogd, bijvoorbeeld omdat u een tijd niets deed. Log opnieuw in."), "let-op"
        )
    if request.method in UNSAFE:
        path = bewaard.page_of_form()
        try:
            _check_form(csrf, MAX_FORM)
        except CSRFError:
            return verder.see(_sign_in(path))
        except RequestEntityTooLarge:
            bewaard.lose(path)
        else:
            bewaard.keep(path)
    return verder.see(_sign_in(path))


def _sign_in(path: str) -> str:
    return f"{verder.sign_in()}?{urlencode({PARAMETER: path})}"
