"""The languages: Dutch is the source, English the translation; the choice is kept in a cookie of its own."""

import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from flask import Flask, g, request
from flask_babel import Babel, get_locale, get_translations
from markupsafe import Markup
from werkzeug import Response

from uwlr_service.domain.taal import Taal

BRON = Taal.NL
TALEN = {BRON: "Nederlands", Taal.EN: "English"}
"""Each in its own words."""
COOKIE = "taal"
ASKED = "talen_gevraagd"
"""Where a call has the languages that its visitor was sent here with."""
MOMENTS = {
    "date.medium": "d MMM yyyy",
    "date.long": "d MMMM yyyy",
    "datetime.medium": "d MMMM yyyy, HH:mm",
    "datetime.long": "d MMMM yyyy, HH:mm",
}
"""Days and moments as people here write them, in both languages: without seconds or the name of the clock."""
YEAR_SECONDS = 365 * 24 * 3600
CLOCK = "Europe/Amsterdam"


def install(web: Flask, catalogues: Sequence[Path]) -> Babel:
    """Let the texts of an application be translated from these folders, each of them ``translations``."""
    babel = Babel(
        web,
        date_formats={**Babel.default_date_formats, **MOMENTS},
        default_locale=BRON,
        default_timezone=CLOCK,
        default_translation_directories=";".join(map(str, catalogues)),
        locale_selector=_kept,
    )
    for name in ("dateformat", "datetimeformat", "decimalformat"):
        web.jinja_env.filters[name] = _once_a_call(web.jinja_env.filters[name])
    web.context_processor(_of_page)
    return babel


def _once_a_call(write: Callable[..., str]) -> Callable[..., str]:
    """Write each day, moment or number out once: a long page has the same ones hundreds of times."""

    @functools.wraps(write)
    def written(*asked: Any) -> str:
        known: dict[Any, str] = g.setdefault("written", {})
        key = (write.__name__, chosen(), *asked)
        if key not in known:
            known[key] = write(*asked)
        return known[key]

    return written


def _of_page() -> dict[str, Callable[..., Markup]]:
    """By what a page translates its texts, which are looked up once.

    Those of Flask-Babel find out for each text in which language this call is, and a long page has hundreds.
    """
    texts = get_translations()

    def gettext(text: str, **values: object) -> Markup:
        return _filled(texts.ugettext(text), values)

    def ngettext(singular: str, plural: str, num: int, **values: object) -> Markup:
        return _filled(texts.ungettext(singular, plural, num), {"num": num, **values})

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}


def _filled(text: str, values: Mapping[str, object]) -> Markup:
    """A text as a template has it: it is a format, also without values, and these are escaped."""
    return Markup(text) % values  # noqa: S704  words of our templates


def chosen() -> Taal:
    """The language of this call, which Flask-Babel finds out once."""
    locale = get_locale()
    return BRON if locale is None else Taal(locale.language)


def _kept() -> Taal:
    """The language that the browser has kept, else the one that its visitor was sent here with."""
    for taal in (request.cookies.get(COOKIE), *g.get(ASKED, ())):
        if taal in TALEN:
            return Taal(taal)
    return BRON


def ask(asked: Sequence[str]) -> None:
    """Show the pages of this call in the first of these languages, unless the browser has kept a choice."""
    g.setdefault(ASKED, tuple(language.partition("-")[0].lower() for language in asked))


def keep(response: Response, taal: str) -> Response:
    """Let the browser keep a choice; it says nothing of the person, so it outlives the session."""
    response.set_cookie(
        COOKIE,
        taal,
        max_age=YEAR_SECONDS,
        path="/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return response
