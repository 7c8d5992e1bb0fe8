"""What the provider says of itself, at which host, and with which headers."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.repository.database import Database
from uwlr_service.sso.endpoints import PATHS, RULES, endpoints_application

ISSUER = "http://localhost:8080/sso"
DISCOVERY = "/sso/.well-known/openid-configuration"
METADATA = "/.well-known/oauth-authorization-server/sso"
OPEN = {"sso.discovery", "sso.metadata", "sso.jwks"}


def test_both_addresses_have_the_same_document(program: FlaskClient) -> None:
    document = program.get(DISCOVERY).json
    assert document == program.get(METADATA).json
    assert document is not None
    assert document["issuer"] == ISSUER
    assert document["token_endpoint"] == f"{ISSUER}/token"
    assert document["jwks_uri"] == f"{ISSUER}/jwks.json"
    assert document["service_documentation"] == "http://localhost:8080/documentatie/sso.html"
    endpoints = (name for name in document if name.endswith(("_endpoint", "_uri")))
    addresses = {document[name] for name in endpoints}
    assert all(address.startswith(ISSUER) for address in addresses)


def test_discovery_names_what_is_there_and_no_more(program: FlaskClient) -> None:
    document = program.get(DISCOVERY).json or {}
    assert document["response_types_supported"] == ["code"]
    assert document["response_modes_supported"] == ["query", "form_post"]
    assert document["grant_types_supported"] == ["authorization_code", "refresh_token"]
    assert document["subject_types_supported"] == ["pairwise"]
    assert document["id_token_signing_alg_values_supported"] == ["RS256", "ES256"]
    assert document["code_challenge_methods_supported"] == ["S256"]
    assert document["token_endpoint_auth_methods_supported"] == [
        "private_key_jwt",
        "client_secret_basic",
        "client_secret_post",
    ]
    # The default of the second is true (OpenID Connect Discovery 1.0, section 3).
    assert document["request_parameter_supported"] is False
    assert document["request_uri_parameter_supported"] is False
    assert document["claims_parameter_supported"] is True
    assert document["authorization_response_iss_parameter_supported"] is True
    assert document["backchannel_logout_session_supported"] is True
    assert "openid" in document["scopes_supported"]
    assert not {"profile", "address", "phone"} & set(document["scopes_supported"])
    assert not {"birthdate", "address", "picture", "bsn"} & set(document["claims_supported"])


def test_the_keys_are_those_of_sso_alone(program: FlaskClient, diensten: Diensten) -> None:
    answer = program.get("/sso/jwks.json")
    assert answer.content_type == "application/jwk-set+json"
    keys = (answer.json or {})["keys"]
    assert keys == diensten.ssosleutels.published()
    assert not {key["kid"] for key in keys} & {key["kid"] for key in diensten.ondertekening.published()}


def test_what_everybody_may_read_may_be_kept_and_read_by_scripts(program: FlaskClient) -> None:
    for path in (DISCOVERY, METADATA, "/sso/jwks.json"):
        headers = program.get(path).headers
        assert headers["Cache-Control"] == "public, max-age=300"
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in headers
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_no_other_address_is_for_scripts_of_others(program: FlaskClient) -> None:
    for rule, operation, _, methods in RULES:
        if operation in OPEN:
            continue
        for method in methods:
            headers = program.open(rule, method=method, headers={"Origin": "https://kwaad.example"}).headers
            assert "Access-Control-Allow-Origin" not in headers
            assert headers["Cache-Control"] == "no-store"
            assert "Set-Cookie" not in headers


@pytest.mark.parametrize(("rule", "methods"), [(rule, methods) for rule, _, _, methods in RULES])
def test_another_method_is_refused_and_hears_which_are_taken(
    program: FlaskClient, rule: str, methods: tuple[str, ...]
) -> None:
    allowed = set(methods) | ({"HEAD"} if "GET" in methods else set())
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"} - allowed:
        answer = program.open(rule, method=method)
        assert (answer.status_code, method) == (405, method)
        assert set(answer.headers["Allow"].split(", ")) == allowed
        assert answer.headers["Cache-Control"] == "no-store"
        assert (answer.json or {})["error"] == "invalid_request"


def test_only_the_host_of_the_portal_gets_an_answer(program: FlaskClient) -> None:
    for path in sorted(PATHS):
        answer = program.open(path, method="POST", headers={"Host": "kwaad.example"})
        assert (answer.status_code, (answer.json or {})["error"]) == (400, "invalid_request")
        assert "kwaad" not in answer.text


def test_the_host_of_a_caller_is_not_the_issuer(settings: Settings, database: Database) -> None:
    environ = {
        "UWLR_DATABASE_URL": settings.database_url,
        "UWLR_VAR": str(settings.var),
        "UWLR_PORTAAL_URL": "https://las.example",
    }
    application = endpoints_application(Diensten(Settings.from_environment(environ), database))
    client = application.test_client()
    for host in ("las.example", "localhost"):
        document = client.get(DISCOVERY, headers={"Host": host}).json
        assert (document or {})["issuer"] == "https://las.example/sso"


def test_without_an_address_of_its_own_the_provider_is_not_there(
    settings: Settings, database: Database
) -> None:
    environ = {
        "UWLR_DATABASE_URL": settings.database_url,
        "UWLR_VAR": str(settings.var),
        "UWLR_BIND": "0.0.0.0:8080",
    }
    application = endpoints_application(Diensten(Settings.from_environment(environ), database))
    answer = application.test_client().get(DISCOVERY)
    assert (answer.status_code, (answer.json or {})["error"]) == (503, "temporarily_unavailable")
    assert answer.headers["Retry-After"] == "30"


def test_a_database_that_is_away_is_no_error_of_the_caller(settings: Settings) -> None:
    environ = {
        "UWLR_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "UWLR_VAR": str(settings.var),
    }
    diensten = Diensten.open(Settings.from_environment(environ))
    answer = (
        endpoints_application(diensten).test_client().get("/sso/jwks.json", headers={"Host": "localhost"})
    )
    assert (answer.status_code, (answer.json or {})["error"]) == (503, "temporarily_unavailable")
    assert answer.headers["Retry-After"] == "30"


def test_what_goes_wrong_here_gets_a_number_and_nothing_else(
    endpoints: Flask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise RuntimeError("a secret of somebody")

    monkeypatch.setitem(endpoints.view_functions, "sso.jwks", broken)
    answer = endpoints.test_client().get("/sso/jwks.json")
    document = answer.json or {}
    assert (answer.status_code, document["error"]) == (500, "server_error")
    written = capsys.readouterr().out
    assert "a secret of somebody" not in written + answer.text
    (event,) = (line for line in map(json.loads, written.splitlines()) if "reference" in line)
    assert event["reference"] in document["error_description"]
