"""The choices of a form whose sender had to sign in first: kept, and shown again on its page."""

import json
from urllib.parse import urlsplit

from flask import flash, request, session
from flask_babel import gettext
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
    choices = {"pad": path, "zoek": _query(path), "velden": fields}
    if len(json.dumps(choices)) <= MOST:
        session[KEY] = choices
    else:
        lose(path)


def lose(path: str) -> None:
    """Say that the fields of the form of this call are too large to be kept; their page is remembered."""
    session[KEY] = {"pad": path, "zoek": _query(path), "velden": None}
    flash(gettext("Wat u invulde, is te groot om te bewaren. U moet het straks opnieuw invullen."), "let-op")


def address() -> str | None:
    """Where the form of this page stood, if it had a query, which the way back has not; given once."""
    kept = session.get(KEY)
    if request.method != "GET" or request.query_string or kept is None or kept["pad"] != request.path:
        return None
    query = kept.get("zoek")
    if not query:
        return None
    session[KEY] = {**kept, "zoek": ""}
    return f"{request.path}?{query}"


def tell(path: str, sentence: str) -> None:
    """Say a sentence on a page, if a form that was sent from it was not taken yet."""
    kept = session.get(KEY)
    if kept is not None and kept["pad"] == path:
        flash(sentence, "let-op")


def _query(path: str) -> str:
    """The query of the page that the form stands on."""
    if path != request.path:
        return ""
    return request.query_string.decode("ascii", "ignore")


def choices() -> MultiDict[str, str] | None:
    """What was chosen on the page of this call before signing in; given once.

    A view passes it to its form as ``formdata``, so that the person sees it and can send it.
    """
    kept = session.get(KEY)
    if kept is None or kept["pad"] != request.path:
        return None
    del session[KEY]
    if kept["velden"] is None:
        return None
    return MultiDict((name, value) for name, value in kept["velden"])
