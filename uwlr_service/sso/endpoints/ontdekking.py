"""What the provider can do, and its public keys (OpenID Connect Discovery 1.0; RFC 8414; RFC 7517)."""

from flask import Response

from uwlr_service.domain.sso.aanmeldverzoek import S256, Antwoordwijze, Prompt
from uwlr_service.domain.sso.claims import CLAIMS, Scope
from uwlr_service.domain.sso.client import Algoritme
from uwlr_service.domain.sso.niveau import Niveau
from uwlr_service.sso.endpoints import antwoord
from uwlr_service.sso.endpoints.state import diensten

SECONDS = 300
"""How long the documents may be kept; new keys are published long before they sign."""
METHODS = ("private_key_jwt", "client_secret_basic", "client_secret_post")
SIGNING = ("ES256", "PS256", "RS256")
"""What a client may sign its proof by."""
OF_ID_TOKEN = ("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid", "at_hash")
SCOPES = tuple(scope.value for scope in Scope)
LANGUAGES = ("nl", "en")


def show() -> Response:
    """The document about the provider; it names only what is there."""
    adressen = diensten().ssoadressen
    return _public(
        {
            "issuer": adressen.issuer,
            "authorization_endpoint": adressen.below("authorize"),
            "token_endpoint": adressen.token,
            "userinfo_endpoint": adressen.below("userinfo"),
            "jwks_uri": adressen.below("jwks.json"),
            "revocation_endpoint": adressen.below("revoke"),
            "introspection_endpoint": adressen.below("introspect"),
            "end_session_endpoint": adressen.below("afmelden"),
            "scopes_supported": SCOPES,
            "response_types_supported": ["code"],
            "response_modes_supported": [wijze.value for wijze in Antwoordwijze],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "subject_types_supported": ["pairwise"],
            "acr_values_supported": [niveau.value for niveau in Niveau],
            "id_token_signing_alg_values_supported": [algoritme.value for algoritme in Algoritme],
            **_client_authentication("token"),
            **_client_authentication("revocation"),
            **_client_authentication("introspection"),
            "claims_supported": _claims(),
            "claims_parameter_supported": True,
            "request_parameter_supported": False,
            "request_uri_parameter_supported": False,
            "code_challenge_methods_supported": [S256],
            "prompt_values_supported": [prompt.value for prompt in Prompt],
            "ui_locales_supported": LANGUAGES,
            "service_documentation": f"{diensten().settings.portal_address}/documentatie/sso.html",
            "authorization_response_iss_parameter_supported": True,
            "backchannel_logout_supported": True,
            "backchannel_logout_session_supported": True,
        }
    )


def jwks() -> Response:
    """The public keys of the provider; those that packages are signed with are another set."""
    response = _public({"keys": diensten().ssosleutels.published()})
    response.content_type = "application/jwk-set+json"
    return response


def _client_authentication(endpoint: str) -> dict[str, tuple[str, ...]]:
    return {
        f"{endpoint}_endpoint_auth_methods_supported": METHODS,
        f"{endpoint}_endpoint_auth_signing_alg_values_supported": SIGNING,
    }


def _claims() -> list[str]:
    return list(dict.fromkeys((*OF_ID_TOKEN, *(claim.naam for claim in CLAIMS))))


def _public(document: dict[str, object]) -> Response:
    """What everybody may read, also a script in a page of somebody else, and keep for a while."""
    response = antwoord.answer(document)
    del response.headers["Pragma"]
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
