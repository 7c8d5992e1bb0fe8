"""``/sso/revoke`` and ``/sso/introspect``: a client and its own tokens (RFC 7009; RFC 7662)."""

from http import HTTPStatus

from flask import Response

from uwlr_service.sso.endpoints import antwoord, formulier
from uwlr_service.sso.endpoints.state import diensten

TOKEN = "token"  # noqa: S105  the name of a parameter


def revoke() -> Response:
    """End a token; the answer is the same for one that is not there. Raises Toegangsfout."""
    form = formulier.read()
    client = formulier.client(form)
    diensten().tokenzicht.revoke(client, formulier.required(form, TOKEN))
    return Response(status=HTTPStatus.OK)


def introspect() -> Response:
    """Whether a token holds. Raises Toegangsfout."""
    form = formulier.read()
    client = formulier.client(form)
    return antwoord.answer(diensten().tokenzicht.introspect(client, formulier.required(form, TOKEN)))
