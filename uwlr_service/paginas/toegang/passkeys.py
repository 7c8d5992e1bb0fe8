"""Passkeys on a page: what the script asks the browser, and the form that brings back the answer."""

from urllib.parse import urlsplit

from flask import Response, request, session
from wtforms import HiddenField
from wtforms.validators import InputRequired

from uwlr_service.domain.fouten import PasskeyOngeldig
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten
from uwlr_service.uitwisseling.account.passkeys import Vraag

KEY = "uitdaging"
"""Where the challenge waits for its answer, which may come once."""


class Passkeyformulier(Formulier):
    """A button; the script fills in the answer of the browser."""

    antwoord = HiddenField(validators=[InputRequired()])


def are_possible() -> bool:
    """Whether the browser of this call takes passkeys: at 127.0.0.1 it takes none of localhost."""
    return diensten().mensen.passkeys.are_possible_at(urlsplit(request.host_url).hostname or "")


def ask(vraag: Vraag) -> Response:
    """What the browser is asked, for the script of the page."""
    session[KEY] = vraag.uitdaging
    return Response(vraag.opties, mimetype="application/json")


def answered(form: Passkeyformulier) -> tuple[str, str]:
    """The answer in a form, and the challenge that it is to. Raises PasskeyOngeldig without either."""
    uitdaging = session.pop(KEY, None)
    if uitdaging is None or not form.validate():
        raise PasskeyOngeldig
    return str(form.antwoord.data), uitdaging
