"""The languages: Dutch is the source, English the translation; the choice is kept in a cookie of its own."""

from collections.abc import Sequence
from pathlib import Path

from flask import Flask, request
from flask_babel import Babel
from werkzeug import Response

from uwlr_service.domain.taal import Taal
from uwlr_service.paginas.adres import PREFIX

BRON = Taal.NL
TALEN = {BRON: "Nederlands", Taal.EN: "English"}
"""Each in its own words."""
COOKIE = "taal"
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
    return Babel(
        web,
        date_formats={**Babel.default_date_formats, **MOMENTS},
        default_locale=BRON,
        default_timezone=CLOCK,
        default_translation_directories=";".join(map(str, catalogues)),
        locale_selector=chosen,
    )


def chosen() -> Taal:
    """The language of this call."""
    taal = request.cookies.get(COOKIE)
    return Taal(taal) if taal in TALEN else BRON


def keep(response: Response, taal: str) -> Response:
    """Let the browser keep a choice; it says nothing of the person, so it outlives the session."""
    response.set_cookie(
        COOKIE,
        taal,
        max_age=YEAR_SECONDS,
        path=PREFIX,
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return response
