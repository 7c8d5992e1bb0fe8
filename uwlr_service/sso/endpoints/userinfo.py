"""``/sso/userinfo``: the claims of whoever signed in (OpenID Connect Core 1.0, section 5.3; RFC 6750)."""

import re
from http import HTTPStatus

from flask import Response, g, request

from uwlr_service.domain.fouten import ScopeOntbreekt, TokenOngeldig
from uwlr_service.sso.endpoints import antwoord
from uwlr_service.sso.endpoints.formulier import MEDIA_TYPE
from uwlr_service.sso.endpoints.state import diensten

BEARER = re.compile(r"Bearer +([A-Za-z0-9._~+/=-]+)", re.IGNORECASE | re.ASCII)
SCHEME = re.compile(r"Bearer(?: |$)", re.IGNORECASE)
NAME = "access_token"


def show() -> Response:
    """The claims, for a token in the header or in the form of a POST; never in the address."""
    if NAME in request.args:
        return _refusal(HTTPStatus.BAD_REQUEST, "invalid_request", "The access token is in the address.")
    header = _header()
    in_form = _of_form()
    if header is None and not in_form:
        return _unasked()
    if (header is not None) + len(in_form) > 1:
        return _refusal(HTTPStatus.BAD_REQUEST, "invalid_request", "There is more than one access token.")
    token = in_form[0] if in_form else _of_header(header or "")
    try:
        userinfo = diensten().tokenzicht.userinfo(token)
    except TokenOngeldig:
        return _refusal(HTTPStatus.UNAUTHORIZED, "invalid_token", "The access token is not valid any more.")
    except ScopeOntbreekt:
        return _refusal(HTTPStatus.FORBIDDEN, "insufficient_scope", "The scope has no openid.")
    g.koppeling = userinfo.koppeling
    return antwoord.answer(userinfo.claims)


def _header() -> str | None:
    """The header, unless it is of another scheme: whoever tries that has no token yet."""
    header = request.headers.get("Authorization", "")
    return header if SCHEME.match(header) else None


def _of_form() -> list[str]:
    """The tokens in the body (RFC 6750, section 2.2)."""
    if request.method != "POST" or request.mimetype != MEDIA_TYPE:
        return []
    return request.form.getlist(NAME)


def _of_header(header: str) -> str:
    """The token of the header; of any other header an empty one, which is none of ours."""
    given = BEARER.fullmatch(header.strip())
    return "" if given is None else given[1]


def _unasked() -> Response:
    """To a caller without any token: how to get in, and no error (RFC 6750, section 3.1)."""
    response = _refusal(HTTPStatus.UNAUTHORIZED, "invalid_request", "There is no access token.")
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _refusal(status: int, code: str, text: str) -> Response:
    """The same error in the header, where RFC 6750 has it, and in the body."""
    challenge = f'Bearer error="{code}", error_description="{text}"'
    return antwoord.error(status, code, text, WWW_Authenticate=challenge)
