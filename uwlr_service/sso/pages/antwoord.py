"""The answer to an application: a redirection, or a form that sends itself (Form Post Response Mode)."""

import base64
import hashlib
from urllib.parse import urlencode, urlsplit

from flask import make_response, redirect, render_template
from werkzeug import Response

from uwlr_service.domain.sso.aanmeldverzoek import Antwoordwijze
from uwlr_service.paginas import headers
from uwlr_service.uitwisseling.sso.stappen import Terugkeer

SEE_OTHER = 303
"""Not 307, by which a browser would send the form of signing in along (RFC 9700, section 4.12)."""
SCRIPT = "document.forms[0].submit()"
SCRIPT_HASH = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()


def returned(terugkeer: Terugkeer) -> Response:
    """Lead back to the application."""
    if terugkeer.antwoordwijze is Antwoordwijze.FORM_POST:
        return _form(terugkeer)
    separator = "&" if urlsplit(terugkeer.terugadres).query else "?"
    return redirect(f"{terugkeer.terugadres}{separator}{urlencode(terugkeer.waarden)}", SEE_OTHER)


def origin_of(uri: str) -> str:
    """The origin of an address (RFC 6454)."""
    parts = urlsplit(uri)
    return f"{parts.scheme}://{parts.netloc}"


def _form(terugkeer: Terugkeer) -> Response:
    page = render_template(
        "sso/formulier.html",
        terugadres=terugkeer.terugadres,
        waarden=terugkeer.waarden,
        script=SCRIPT,
    )
    response = make_response(page)
    response.headers["Content-Security-Policy"] = headers.policy(
        script_src=f"'sha256-{SCRIPT_HASH}'", form_action=origin_of(terugkeer.terugadres)
    )
    return response
