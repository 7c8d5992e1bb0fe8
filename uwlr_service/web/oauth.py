"""``/oauth/token``: client credentials, proven by a signature or a certificate (RFC 6749, 7523, 8705)."""

from typing import Any

from flask import Response, g, jsonify, request
from werkzeug.datastructures import MultiDict

from uwlr_service import logs
from uwlr_service.domain.fouten import (
    ClientOngeldig,
    CoderingOngeldig,
    GrantOngeldig,
    Toegangsfout,
    TokenverzoekOngeldig,
)
from uwlr_service.domain.koppeling.partner import SCOPES
from uwlr_service.domain.las import las as lassen
from uwlr_service.domain.las.las import Lasscope
from uwlr_service.formats.oauth import clientbewijs
from uwlr_service.formats.oauth.certificaat import Certificaat
from uwlr_service.formats.oauth.clientbewijs import ASSERTION_TYPE
from uwlr_service.formats.oauth.toegangstoken import LIFE
from uwlr_service.uitwisseling.gkv.tokens import Tokenuitgifte
from uwlr_service.uitwisseling.las.toegang import Lastoken
from uwlr_service.web import adressen, inhoud, meting
from uwlr_service.web.state import diensten, state
from uwlr_service.web.tempo import too_fast

GRANT = "client_credentials"
METHODS = ("private_key_jwt",)
METHODS_WITH_TLS = (*METHODS, "tls_client_auth", "self_signed_tls_client_auth")
SIGNING = ("ES256", "PS256", "RS256")
JWKS_SECONDS = 300
BAD_REQUEST = 400
UNAUTHORIZED = 401
UNSUPPORTED = 415

Uitgifte = Tokenuitgifte | Lastoken
"""A token with its client: a link of GKV, or a LAS."""


def token() -> Response:
    """A token for a client that proves who it is (RFC 6749, section 4.4). Raises Toegangsfout."""
    uitgifte = _issue()
    # Counted only now: a caller that proves nothing must not use up the rate of a client.
    wait = state().tempo.take(uitgifte.client)
    if wait:
        _log("too_fast", **_whose(uitgifte))
        return too_fast(wait)
    _log("ok", **_whose(uitgifte), reason=_reason(uitgifte))
    response = jsonify(
        access_token=uitgifte.token,
        token_type="Bearer",  # noqa: S106  the name of a kind
        expires_in=int(LIFE.total_seconds()),
        scope=" ".join(uitgifte.scopes),
    )
    return _unkept(response)


def refused(error: Toegangsfout) -> Response:
    """A refusal as RFC 6749, section 5.2, has it; the reason is for the log alone."""
    _log(error.code, koppeling=error.koppeling, las=error.las, reason=error.reden)
    response = jsonify(error=error.code, error_description=error.tekst)
    response.status_code = BAD_REQUEST
    if isinstance(error, ClientOngeldig):
        response.status_code = UNAUTHORIZED
        if "Authorization" in request.headers:
            response.headers["WWW-Authenticate"] = "Basic"
    if isinstance(error, CoderingOngeldig):
        response.status_code = UNSUPPORTED
        response.headers["Accept-Encoding"] = "identity"  # RFC 9110, section 15.5.16
    return _unkept(response)


def jwks() -> Response:
    """The public keys of the service (RFC 7517)."""
    return _key_set(diensten().ondertekening.published())


def keurmerk_jwks() -> Response:
    """The public keys that reports of the test facility are proven with, as long as those count."""
    return _key_set(diensten().keurmerken.published())


def _key_set(keys: list[dict[str, Any]]) -> Response:
    response = jsonify(keys=keys)
    response.content_type = "application/jwk-set+json"
    response.headers["Cache-Control"] = f"public, max-age={JWKS_SECONDS}"
    return response


def metadata() -> Response:
    """What this authorization server can do (RFC 8414)."""
    ours = adressen.own()
    with_tls = diensten().settings.certificate_header is not None
    return jsonify(
        issuer=ours.issuer,
        token_endpoint=ours.token_endpoint,
        jwks_uri=f"{ours.issuer}/.well-known/jwks.json",
        scopes_supported=(*SCOPES, *Lasscope),
        response_types_supported=[],
        grant_types_supported=[GRANT],
        token_endpoint_auth_methods_supported=METHODS_WITH_TLS if with_tls else METHODS,
        token_endpoint_auth_signing_alg_values_supported=SIGNING,
        tls_client_certificate_bound_access_tokens=with_tls,
    )


def _issue() -> Uitgifte:
    if inhoud.is_coded():
        raise CoderingOngeldig
    if not inhoud.is_utf_8():
        raise TokenverzoekOngeldig
    form = request.form
    # RFC 6749, section 3.2: a parameter must not come twice; two readers might each take another one.
    if any(len(values) > 1 for _, values in form.lists()):
        raise TokenverzoekOngeldig
    if "Authorization" in request.headers or "client_secret" in form:
        raise ClientOngeldig("secret_given")
    if "grant_type" not in form:
        raise TokenverzoekOngeldig
    if form["grant_type"] != GRANT:
        raise GrantOngeldig
    return _prove(form)


def _prove(form: MultiDict[str, str]) -> Uitgifte:
    client_id = form.get("client_id")
    scope = form.get("scope", "")
    if "client_assertion" in form:
        if form.get("client_assertion_type") != ASSERTION_TYPE:
            raise TokenverzoekOngeldig
        return _by_assertion(form["client_assertion"], client_id, scope)
    if client_id is None:
        raise TokenverzoekOngeldig
    certificaat = adressen.shown_certificate()
    if certificaat is None:
        raise ClientOngeldig("unreadable_certificate" if "unreadable_certificate" in g else "no_proof")
    return _by_certificate(client_id, certificaat, scope)


def _by_assertion(assertion: str, client_id: str | None, scope: str) -> Uitgifte:
    ours = adressen.own()
    claimed = clientbewijs.claimed_client(assertion)
    if claimed is None:
        raise ClientOngeldig("no_jwt")
    if client_id not in (None, claimed):
        raise ClientOngeldig("other_client_id")
    if lassen.las_of(claimed) is None:
        return diensten().tokens.by_assertion(assertion, claimed, scope, ours)
    return diensten().lastoegang.by_assertion(assertion, claimed, scope, ours)


def _by_certificate(client_id: str, certificaat: Certificaat, scope: str) -> Uitgifte:
    ours = adressen.own()
    if lassen.las_of(client_id) is None:
        return diensten().tokens.by_certificate(client_id, certificaat, scope, ours)
    return diensten().lastoegang.by_certificate(client_id, certificaat, scope, ours)


def _whose(uitgifte: Uitgifte) -> dict[str, int]:
    """Whom a token is for, as the log names them."""
    if isinstance(uitgifte, Lastoken):
        return {"las": uitgifte.las}
    return {"koppeling": uitgifte.koppeling}


def _reason(uitgifte: Uitgifte) -> str | None:
    """What the operator should see: who still comes with an ended link, of which little is left."""
    if isinstance(uitgifte, Tokenuitgifte) and uitgifte.is_beeindigd:
        return "link_withdrawn"
    return None


def _log(outcome: str, **fields: int | str | None) -> None:
    """One line for each request; a field without a value is left out."""
    known = {naam: waarde for naam, waarde in fields.items() if waarde is not None}
    logs.log_call("oauth.token", outcome, meting.seconds(), **known)


def _unkept(response: Response) -> Response:
    """Let nobody on the way keep an answer (RFC 6749, section 5.1)."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Pragma"] = "no-cache"
    return response
