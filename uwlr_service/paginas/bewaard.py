"""The choices of a form whose sender had to sign in first: kept, and shown again on its page."""

import json
from urllib.parse import urlsplit

from flask import request, session
from werkzeug.datastructures import MultiDict

from uwlr_service.paginas import verder
from uwlr_service.paginas.sessie import FORMULIER

KEY = "keuzes"
MOST = 48 * 1024
"""More signs of JSON than this are not kept: a session has no place for them."""
NEVER = ("wachtwoord", "nogmaals", "code", "antwoord")
"""What proves who somebody is, is never kept."""


def page_of_form() -> str:
    """The page that the form of this call stands on: that of its own address, or the one it was sent from."""
    referrer = urlsplit(request.referrer or "").path
    return verder.page(request.path) or verder.page(referrer) or verder.START


def keep(path: str) -> None:
    """Keep the fields of the form of this call for its page."""
    fields = [
        [name, value]
        for name, value in request.form.items(multi=True)
        if name != FORMULIER and name not in NEVER
    ]
    choices = {"pad": path, "velden": fields}
    if len(json.dumps(choices)) <= MOST:
        session[KEY] = choices


def choices() -> MultiDict[str, str] | None:
    """What was chosen on the page of this call before signing in; given once.

    A view passes it to its form as ``formdata``, so that the person sees it and can send it.
    """
    kept = session.get(KEY)
    if kept is None or kept["pad"] != request.path:
        return None
    del session[KEY]
    return MultiDict((name, value) for name, value in kept["velden"])
