"""What goes wrong on a page, as a page: what happened and where to go from here."""

import secrets

import structlog
from flask import Flask, render_template, request
from werkzeug import Response
from werkzeug.exceptions import BadHost, HTTPException

from uwlr_service.web import problem

log = structlog.get_logger()

SENTENCES = {
    404: ("Deze pagina bestaat niet", "Controleer het adres, of begin bij het overzicht."),
    405: ("Zo werkt dit adres niet", "Dit adres is er om te bekijken; het neemt geen gegevens aan."),
    413: ("Dat is te veel", "Wat u stuurt, is groter dan dit adres aanneemt."),
}
OTHER = ("Dit verzoek wordt niet begrepen", "Controleer het adres, of begin bij het overzicht.")
FIRST_ERROR = 400
INTERNAL_ERROR = 500
UNEXPECTED = ("Er ging iets mis", "Dat ligt aan ons. Probeer het later opnieuw.")


def handle(web: Flask) -> None:
    """Show every error as a page in Dutch, and never its cause; to a program as a problem."""
    web.register_error_handler(HTTPException, refused)
    web.register_error_handler(Exception, unexpected)


def refused(error: HTTPException) -> Response:
    """What Flask itself refuses, such as an address that does not exist."""
    if problem.speaks(request.path):
        return problem.of_http(error)
    response = error.get_response()  # with its headers, such as Allow and Location
    if response.status_code >= FIRST_ERROR:
        titel, uitleg = SENTENCES.get(response.status_code, OTHER)
        if isinstance(error, BadHost):
            # A page holds addresses, and these begin with the Host.
            response.set_data("De header Host van het verzoek is geen host.\n")
            response.content_type = "text/plain; charset=utf-8"
            return response
        if _is_of_a_program():
            response.set_data(f"{titel}. {uitleg}\n")
            response.content_type = "text/plain; charset=utf-8"
            return response
        response.set_data(render_template("fout.html", titel=titel, uitleg=uitleg, nummer=None))
    return response


def _is_of_a_program() -> bool:
    """Whether something is sent here by what is no browser: every browser asks for a page by name."""
    has_body = bool(request.content_length) or "Transfer-Encoding" in request.headers
    return has_body and "text/html" not in request.headers.get("Accept", "")


def unexpected(error: Exception) -> tuple[str, int]:
    """Our own mistake: a number that the log has too, and nothing else."""
    nummer = secrets.token_hex(4)
    log.error("unexpected error", reference=nummer, exc_info=error)
    titel, uitleg = UNEXPECTED
    return render_template("fout.html", titel=titel, uitleg=uitleg, nummer=nummer), INTERNAL_ERROR
