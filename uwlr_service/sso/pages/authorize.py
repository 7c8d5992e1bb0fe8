"""The authorization endpoint (OpenID Connect Core 1.0, section 3.1.2)."""

from urllib.parse import unquote_to_bytes

from flask import request
from werkzeug import Response

from uwlr_service.domain.fouten.sso import AanmeldverzoekOngeldig
from uwlr_service.paginas import verder
from uwlr_service.paginas.state import diensten
from uwlr_service.sso.pages import antwoord, browser
from uwlr_service.uitwisseling.sso.stappen import Terugkeer


def receive() -> Response:
    """Judge a request, and lead to the page where it goes on, or back. Raises AanmeldverzoekOngeldig.

    It goes on after a redirection also because a form from another site brings no cookies, and a call of our
    own page does.
    """
    is_form = request.method == "POST"
    require_utf8(request.get_data() if is_form else request.query_string)
    given = request.form if is_form else request.args
    begonnen = diensten().autorisaties.begin(given.items(multi=True), browser.kept(), is_known=not is_form)
    if isinstance(begonnen, Terugkeer):
        return antwoord.returned(begonnen)
    response = verder.to("verder", handvat=begonnen.handvat)
    if begonnen.browser is None:  # it may have a cookie that it did not send, which has to stay
        return response
    return browser.keep(response, begonnen.browser)


def require_utf8(encoded: bytes) -> None:
    """Raise AanmeldverzoekOngeldig for bytes of another encoding (RFC 6749, appendix B).

    Werkzeug puts percent signs in their place, so that a state would go back as another one than came.
    """
    try:
        unquote_to_bytes(encoded).decode()
    except UnicodeDecodeError as error:
        raise AanmeldverzoekOngeldig("not_utf8") from error
