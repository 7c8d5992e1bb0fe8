"""The pages for a person at the addresses of programs: each SOAP address explains itself to a browser."""

from flask import redirect, render_template
from werkzeug import Response

from uwlr_service.domain import tijd
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.uwlr import namespaces
from uwlr_service.paginas import documentatie, interfaces
from uwlr_service.paginas.interfaces import GENERIEK, PATHS, VERSIES, SoapAdres
from uwlr_service.web.state import diensten

__all__ = ["PATHS", "first", "generiek", "shared", "soap"]

PORTAAL = "/portaal/"
SEE_OTHER = 303


def shared() -> dict[str, str | None]:
    """What every template knows: the address that partners use, or else that of the call.

    ``documentatie`` is where the documentation is, or None if a reader cannot open it here.
    """
    return {
        "basis": interfaces.called(diensten().settings.base_url),
        "documentatie": documentatie.address(),
    }


def first() -> Response:
    """The address without a path: the first page is that of the portal."""
    return redirect(PORTAAL, SEE_OTHER)


def generiek() -> str:
    """GeneriekeService explained."""
    return render_template("generiek.html", pad=GENERIEK, schooljaar=Schooljaar.current())


def soap(adres: SoapAdres) -> str:
    """A SOAP address explained, with a request that can be copied."""
    return render_template(
        "soap.html",
        adres=adres,
        versies=VERSIES,
        schooljaar=Schooljaar.current(),
        moment=tijd.format_moment(tijd.now()),
        namespaces=namespaces,
    )
