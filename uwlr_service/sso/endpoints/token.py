"""``/sso/token``: tokens for codes and refresh tokens (RFC 6749, sections 4.1.3, 5 and 6)."""

from collections.abc import Mapping

from flask import Response

from uwlr_service.domain.fouten import GrantOngeldig
from uwlr_service.domain.sso.tokenclient import Tokenclient
from uwlr_service.sso.endpoints import antwoord, formulier
from uwlr_service.sso.endpoints.state import diensten
from uwlr_service.uitwisseling.sso.token.tokens import Codevraag
from uwlr_service.uitwisseling.sso.token.uitgifte import Tokenantwoord

CODE = "authorization_code"
REFRESH = "refresh_token"


def show() -> Response:
    """Tokens for a client that proves itself. Raises Toegangsfout, TeVeelVerzoeken."""
    form = formulier.read()
    client = formulier.client(form)
    given = _trade(client, form)
    paar = given.paar
    document = {
        "access_token": paar.access_token,
        "token_type": "Bearer",
        "expires_in": paar.seconden,
        "scope": " ".join(paar.scope),
        "id_token": given.id_token,
        "refresh_token": paar.refresh_token,
    }
    return antwoord.answer({name: value for name, value in document.items() if value is not None})


def _trade(client: Tokenclient, form: Mapping[str, str]) -> Tokenantwoord:
    grant = formulier.required(form, "grant_type")
    if grant == CODE:
        vraag = Codevraag(
            code=formulier.required(form, "code"),
            terugadres=form.get("redirect_uri"),
            verifier=form.get("code_verifier"),
        )
        return diensten().ssotokens.by_code(client, vraag)
    if grant == REFRESH:
        refresh_token = formulier.required(form, REFRESH)
        return diensten().ssotokens.by_refresh(client, refresh_token, form.get("scope"))
    raise GrantOngeldig
