"""Asking a person to prove anew who they are, before something that counts, and going on from there."""

from urllib.parse import urlencode

from flask import request
from werkzeug import Response

from uwlr_service.domain.fouten import VersBewijsNodig
from uwlr_service.paginas import bewaard, verder
from uwlr_service.paginas.adres import prefix
from uwlr_service.paginas.verder import PARAMETER


def ask(_error: VersBewijsNodig) -> Response:
    """Lead to the proof, and back to the page with what was chosen on it."""
    path = request.path
    if request.method == "POST":
        path = bewaard.page_of_form()
        bewaard.keep(path)
    return verder.see(f"{prefix()}/bevestigen?{urlencode({PARAMETER: path})}")
