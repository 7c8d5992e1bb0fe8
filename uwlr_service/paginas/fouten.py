"""What goes wrong, as a page: what happened and where to go from here, and never why inside."""

import secrets

import structlog
from flask import Flask, render_template, request
from flask_babel import LazyString, lazy_gettext
from werkzeug import Response
from werkzeug.exceptions import BadHost, HTTPException, SecurityError

from uwlr_service.domain.fouten import (
    Fout,
    GebruikerOnbekend,
    Geweigerd,
    GroepOnbekend,
    InzageverzoekOnbekend,
    KoppelingOnbekend,
    LeerlingOnbekend,
    NietToegestaan,
    OvergangOngeldig,
    SchoolOnbekend,
    TijdelijkNietBeschikbaar,
    VersBewijsNodig,
    VerzorgerOnbekend,
    VoorstelVeranderd,
)
from uwlr_service.paginas import bewijs
from uwlr_service.paginas.state import forget_person

log = structlog.get_logger()

BAD_REQUEST = 400
NOT_FOUND = 404
CONFLICT = 409
INTERNAL_ERROR = 500
UNAVAILABLE = 503
RETRY_SECONDS = 30
Sentences = tuple[LazyString, LazyString]

SENTENCES: dict[int, Sentences] = {
    400: (
        lazy_gettext("Dit formulier is niet meer geldig"),
        lazy_gettext("Ga terug, vernieuw de pagina en probeer het opnieuw."),
    ),
    401: (
        lazy_gettext("U bent niet ingelogd"),
        lazy_gettext("Log in en probeer het opnieuw."),
    ),
    404: (
        lazy_gettext("Deze pagina is er niet"),
        lazy_gettext("De pagina bestaat niet, of u mag hem niet zien. Controleer het adres."),
    ),
    405: (
        lazy_gettext("Zo werkt dit adres niet"),
        lazy_gettext("Deze pagina kunt u zo niet openen. Begin opnieuw bij de startpagina."),
    ),
    409: (
        lazy_gettext("Er is intussen iets veranderd"),
        lazy_gettext("Kijk hoe het er nu voor staat en probeer het opnieuw."),
    ),
    413: (
        lazy_gettext("Dat is te veel"),
        lazy_gettext("Wat u stuurt, is groter dan deze pagina aanneemt."),
    ),
    429: (
        lazy_gettext("Dat ging te snel achter elkaar"),
        lazy_gettext("Wacht een minuut en probeer het dan opnieuw."),
    ),
    500: (
        lazy_gettext("Er ging iets mis"),
        lazy_gettext("Dat ligt aan ons. Probeer het later opnieuw."),
    ),
    503: (
        lazy_gettext("De dienst is even niet bereikbaar"),
        lazy_gettext("Dat ligt aan ons. Probeer het over een halve minuut opnieuw."),
    ),
}
REFUSED = lazy_gettext("Dit kan niet")
"""Above the words of a use case that refuses: there nothing is wrong with the form."""
STATUSES: dict[type[Fout], int] = {
    NietToegestaan: NOT_FOUND,
    KoppelingOnbekend: NOT_FOUND,
    LeerlingOnbekend: NOT_FOUND,
    VerzorgerOnbekend: NOT_FOUND,
    GroepOnbekend: NOT_FOUND,
    InzageverzoekOnbekend: NOT_FOUND,
    GebruikerOnbekend: NOT_FOUND,
    SchoolOnbekend: NOT_FOUND,
    OvergangOngeldig: CONFLICT,
    VoorstelVeranderd: CONFLICT,
    Geweigerd: BAD_REQUEST,
    TijdelijkNietBeschikbaar: UNAVAILABLE,
}
"""What refuses in a use case, by the nearest class; what is not here is a mistake of ours."""
TOLD = (BAD_REQUEST, CONFLICT)
"""The statuses of a refusal whose own sentence is for the person who asked."""


def handle(web: Flask) -> None:
    """Show every error as a page."""
    web.register_error_handler(HTTPException, of_http)
    web.register_error_handler(VersBewijsNodig, bewijs.ask)
    web.register_error_handler(Fout, of_fout)
    web.register_error_handler(Exception, unexpected)


def of_http(error: HTTPException) -> Response:
    """What Flask itself refuses, with its headers, such as Allow."""
    response = error.get_response()
    if response.status_code < BAD_REQUEST:
        return response
    if isinstance(error, BadHost | SecurityError):
        # A page holds addresses, and these begin with the Host.
        response.set_data(
            "Onder deze naam is het portaal er niet. De beheerder stelt de naam in met UWLR_PORTAAL_URL.\n"
        )
        response.content_type = "text/plain; charset=utf-8"
        return response
    response.set_data(_page(response.status_code))
    return response


def of_fout(error: Fout) -> tuple[str, int, dict[str, str]] | tuple[str, int]:
    """What a use case refuses: with its own words, unless they would tell what there is."""
    kinds = (kind for kind in type(error).__mro__ if kind in STATUSES)
    status = STATUSES.get(next(kinds, Fout))
    if status is None:
        return unexpected(error)
    if status == UNAVAILABLE:
        return _page(status), status, {"Retry-After": str(RETRY_SECONDS)}
    if status in TOLD:
        return _page(status, uitleg=error.tekst), status
    return _page(status), status


def unexpected(error: Exception) -> tuple[str, int]:
    """Our own mistake: a number that the log has too, and nothing else."""
    nummer = secrets.token_hex(4)
    log.error("unexpected error", reference=nummer, endpoint=request.endpoint, exc_info=error)
    return _page(INTERNAL_ERROR, nummer=nummer), INTERNAL_ERROR


def _page(status: int, *, uitleg: str | None = None, nummer: str | None = None) -> str:
    if status >= INTERNAL_ERROR:
        forget_person()
    titel, usual = SENTENCES.get(status, SENTENCES[BAD_REQUEST])
    if status == BAD_REQUEST and uitleg:
        titel = REFUSED
    return render_template(
        "paginas/fout.html",
        titel=titel,
        uitleg=uitleg or usual,
        nummer=nummer,
    )
