"""What goes wrong on a page, as a page: what happened and where to go from here."""

import secrets

import structlog
from flask import Flask, render_template
from werkzeug.exceptions import HTTPException

log = structlog.get_logger()

SENTENCES = {
    404: ("Deze pagina bestaat niet", "Controleer het adres, of begin bij het overzicht."),
    405: ("Zo werkt dit adres niet", "Dit adres is er om te bekijken; het neemt geen gegevens aan."),
    413: ("Dat is te veel", "Wat u stuurt, is groter dan dit adres aanneemt."),
}
OTHER = ("Dit verzoek wordt niet begrepen", "Controleer het adres, of begin bij het overzicht.")
UNEXPECTED = ("Er ging iets mis", "Dat ligt aan ons. Probeer het later opnieuw.")


def handle(web: Flask) -> None:
    """Show every error as a page in Dutch, and never its cause."""

    @web.errorhandler(HTTPException)
    def refused(error: HTTPException) -> tuple[str, int]:
        status = error.code or 500
        titel, uitleg = SENTENCES.get(status, OTHER)
        return render_template("fout.html", titel=titel, uitleg=uitleg, nummer=None), status

    @web.errorhandler(Exception)
    def unexpected(error: Exception) -> tuple[str, int]:
        nummer = secrets.token_hex(4)
        log.error("unexpected error", reference=nummer, exc_info=error)
        titel, uitleg = UNEXPECTED
        return render_template("fout.html", titel=titel, uitleg=uitleg, nummer=nummer), 500
