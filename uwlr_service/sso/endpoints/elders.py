"""``/sso/extern/afmelding``: the provider of a school says who signed out (Back-Channel Logout 1.0, 2.8)."""

from http import HTTPStatus

from flask import Response, g

from uwlr_service.domain.fouten.extern import ExternMislukt, ProviderOnbruikbaar
from uwlr_service.sso.endpoints import antwoord, formulier
from uwlr_service.sso.endpoints.state import diensten

REFUSED = "The logout token is not one of a provider of a school here, or was used before."
UNREADABLE = "The keys of the provider cannot be read now. Try again later."


def receive() -> Response:
    """End the sessions that a logout token is about; also when there are none of them any more."""
    text = formulier.required(formulier.read(), "logout_token")
    try:
        diensten().mensen.externeafmelding.receive(text)
    except ExternMislukt as error:
        g.reden = error.reden
        return antwoord.error(HTTPStatus.BAD_REQUEST, "invalid_request", REFUSED)
    except ProviderOnbruikbaar as error:
        g.reden = error.reden
        return antwoord.error(HTTPStatus.SERVICE_UNAVAILABLE, "temporarily_unavailable", UNREADABLE)
    return Response(status=HTTPStatus.OK)
