"""A form that was not taken, or whose sender had to sign in first: kept, and shown again on its page."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import flash, request, session
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from uwlr_service.paginas import sessie, verder
from uwlr_service.paginas.sessie import FORMULIER
from uwlr_service.paginas.state import diensten

KEY = "keuzes"
MOST = 48 * 1024
"""More signs of JSON than this are not kept: a session has no place for them."""
NEVER = ("wachtwoord", "nogmaals", "code", "antwoord", "geheim", "pin", "plaatje")
"""What proves who somebody is, is never kept."""


@dataclass(frozen=True, slots=True)
class Bewaard:
    """What was sent, None where it was too large to keep; and what is wrong, by the names of fields."""

    velden: MultiDict[str, str] | None
    fouten: Mapping[str, list[str]]


def page_of_form() -> str:
    """The page that the form of this call stands on: that of its own address, or the one it was sent from."""
    referrer = urlsplit(request.referrer or "").path
    return verder.page(request.path) or verder.page(referrer) or verder.start()


def keep(path: str, fouten: Mapping[str, list[str]] | None = None) -> None:
    """Keep the fields of the form of this call for its page.

    ``fouten`` is what is wrong, by the names of all fields of the form; without it nobody judged the form.
    """
    fields = [
        [name, value]
        for name, value in request.form.items(multi=True)
        if name != FORMULIER and name not in NEVER
    ]
    choices = {**_page(path), "velden": fields, "fouten": fouten}
    if len(json.dumps(choices)) <= MOST:
        session[KEY] = choices
    else:
        lose(path)


def lose(path: str) -> None:
    """Say that the fields of the form of this call are too large to be kept; their page is remembered."""
    session[KEY] = {**_page(path), "velden": None}
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


def let_go() -> None:
    """Keep nothing for whoever just signed in, if it is another person who chose it."""
    kept = session.get(KEY)
    handelende = sessie.handelende()
    if kept is None or handelende is None:
        return
    if kept.get("van") not in (None, handelende.inlog):
        del session[KEY]


def tell(path: str, sentence: str) -> None:
    """Say a sentence on a page, if a form that was sent from it was not taken yet."""
    kept = session.get(KEY)
    if kept is not None and kept["pad"] == path:
        flash(sentence, "let-op")


def _page(path: str) -> dict[str, object]:
    """Where a form stands, and for whom it did."""
    return {"pad": path, "zoek": query_of(path), "van": _owner()}


def _owner() -> int | None:
    """The number of who sees the page; when their session ended they are known by its cookie."""
    handelende = sessie.handelende()
    if handelende is not None:
        return handelende.inlog
    waarde = sessie.current().waarde
    return None if waarde is None else diensten().sessies.owner_of(waarde)


def query_of(path: str) -> str:
    """The query of the page that the form stands on."""
    if path != request.path:
        return ""
    return request.query_string.decode("ascii", "ignore")


def given(names: Collection[str]) -> Bewaard | None:
    """What was sent from the page of this call by a form with these fields; given once."""
    kept = session.get(KEY)
    if kept is None or kept["pad"] != request.path:
        return None
    fields = kept["velden"] or []
    fouten = kept.get("fouten") or {}
    known = set(fouten) or {name for name, _ in fields}
    if known and known.isdisjoint(names):  # of another form of the page
        return None
    del session[KEY]
    velden = None if kept["velden"] is None else MultiDict((name, value) for name, value in fields)
    return Bewaard(velden, fouten)
