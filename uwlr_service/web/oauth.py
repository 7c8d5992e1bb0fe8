"""``/oauth/token``: client credentials, proven by a signature or a certificate (RFC 6749, 7523, 8705)."""

import time

from flask import Blueprint, Response, g, jsonify, request
from werkzeug.datastructures import MultiDict

from uwlr_service import logs
from uwlr_service.config import Settings
from uwlr_service.domain.fouten import ClientOngeldig, GrantOngeldig, Toegangsfout, TokenverzoekOngeldig
from uwlr_service.domain.koppeling.partner import SCOPES
from uwlr_service.formats.oauth.clientbewijs import ASSERTION_TYPE
from uwlr_service.formats.oauth.toegangstoken import LIFE
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.gkv.tokens import Tokens, Tokenuitgifte
from uwlr_service.web import adressen, problem
from uwlr_service.web.tempo import Tempo

GRANT = "client_credentials"
SIGNING = ("ES256", "PS256", "RS256")
JWKS_SECONDS = 300


def blueprint(settings: Settings, tokens: Tokens, ondertekening: Ondertekening, tempo: Tempo) -> Blueprint:
    """The addresses of the authorization server."""
    oauth = Blueprint("oauth", __name__)
    problem.handle(oauth)

    @oauth.before_request
    def begin() -> None:
        g.started = time.perf_counter()

    @oauth.post("/oauth/token")
    def token() -> Response:
        uitgifte = _issue(settings, tokens)
        wait = tempo.take(uitgifte.koppeling)
        if wait:
            _log("too_fast", koppeling=uitgifte.koppeling)
            return too_fast(wait)
        _log("ok", koppeling=uitgifte.koppeling)
        response = jsonify(
            access_token=uitgifte.token,
            token_type="Bearer",  # noqa: S106  the name of a kind
            expires_in=int(LIFE.total_seconds()),
            scope=" ".join(uitgifte.scopes),
        )
        return _unkept(response)

    @oauth.errorhandler(Toegangsfout)
    def refused(error: Toegangsfout) -> Response:
        _log(error.code, koppeling=error.koppeling, reason=error.reden)
        response = jsonify(error=error.code, error_description=error.tekst)
        response.status_code = 401 if isinstance(error, ClientOngeldig) else 400
        if response.status_code == 401 and "Authorization" in request.headers:
            response.headers["WWW-Authenticate"] = "Basic"
        return _unkept(response)

    @oauth.get("/.well-known/jwks.json")
    def jwks() -> Response:
        response = jsonify(keys=ondertekening.published())
        response.content_type = "application/jwk-set+json"
        response.headers["Cache-Control"] = f"public, max-age={JWKS_SECONDS}"
        return response

    @oauth.get("/.well-known/oauth-authorization-server")
    def metadata() -> Response:
        ours = adressen.own(settings)
        with_tls = settings.certificate_header is not None
        methods = ["private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth"]
        return jsonify(
            issuer=ours.issuer,
            token_endpoint=ours.token_endpoint,
            jwks_uri=f"{ours.issuer}/.well-known/jwks.json",
            scopes_supported=SCOPES,
            response_types_supported=[],
            grant_types_supported=[GRANT],
            token_endpoint_auth_methods_supported=methods if with_tls else methods[:1],
            token_endpoint_auth_signing_alg_values_supported=SIGNING,
            tls_client_certificate_bound_access_tokens=with_tls,
        )

    return oauth


def too_fast(wait: float) -> Response:
    """The answer to whoever calls more often than a link may."""
    return problem.answer(
        429,
        "te-veel-verzoeken",
        "Te veel verzoeken",
        "Deze koppeling vraagt te vaak. Wacht zo lang als de header Retry-After zegt.",
        Retry_After=str(int(wait) + 1),
    )


def _issue(settings: Settings, tokens: Tokens) -> Tokenuitgifte:
    form = request.form
    if any(len(values) > 1 for _, values in form.lists()):
        raise TokenverzoekOngeldig
    if "Authorization" in request.headers or "client_secret" in form:
        raise ClientOngeldig("secret_given")
    if "grant_type" not in form:
        raise TokenverzoekOngeldig
    if form["grant_type"] != GRANT:
        raise GrantOngeldig
    return _prove(form, settings, tokens)


def _prove(form: MultiDict[str, str], settings: Settings, tokens: Tokens) -> Tokenuitgifte:
    client_id, scope, ours = form.get("client_id"), form.get("scope", ""), adressen.own(settings)
    if "client_assertion" in form:
        if form.get("client_assertion_type") != ASSERTION_TYPE:
            raise TokenverzoekOngeldig
        return tokens.by_assertion(form["client_assertion"], client_id, scope, ours)
    certificaat = adressen.shown_certificate(settings)
    if client_id is None:
        raise TokenverzoekOngeldig
    if certificaat is None:
        raise ClientOngeldig("no_proof")
    return tokens.by_certificate(client_id, certificaat, scope, ours)


def _log(outcome: str, **fields: int | str | None) -> None:
    """One line for each request; a field without a value is left out."""
    known = {naam: waarde for naam, waarde in fields.items() if waarde is not None}
    logs.log_call("oauth.token", outcome, time.perf_counter() - g.started, **known)


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Pragma"] = "no-cache"
    return response
