"""``/sso/token``: which codes and refresh tokens give tokens and, above all, which do not."""

import base64
import hashlib
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL
from tests.support.sso.toekenningen import Aangemelde, living, queued
from tests.support.sso.toepassingen import TERUG, add_client, add_sso_link
from tests.support.sso.tokenvragen import NONCE, OFFLINE, VERIFIER, Toepassing, later, refused
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.sso.client import Algoritme
from uwlr_service.repository.database import Database

ISSUER = "http://localhost:8080/sso"


def test_a_code_gives_tokens(toepassing: Toepassing, person: Aangemelde) -> None:
    answer = toepassing.trade(toepassing.code(person, "openid organisatie"))
    document = answer.json or {}
    assert answer.status_code == 200
    assert (answer.headers["Cache-Control"], answer.headers["Pragma"]) == ("no-store", "no-cache")
    assert answer.content_type == "application/json"
    assert document.keys() == {"access_token", "token_type", "expires_in", "scope", "id_token"}
    assert (document["token_type"], document["expires_in"]) == ("Bearer", 300)
    assert document["scope"] == "openid organisatie"


@pytest.mark.parametrize("algoritme", Algoritme)
def test_an_id_token_says_who_signed_in(
    program: FlaskClient, database: Database, person: Aangemelde, algoritme: Algoritme
) -> None:
    client = add_client(database, add_sso_link(database), algoritme=algoritme)
    toepassing = Toepassing(http=program, database=database, client=client)
    tokens = toepassing.tokens(person)
    told = toepassing.read(tokens["id_token"])
    assert told.header.keys() == {"alg", "kid", "typ"}
    assert (told.header["alg"], told.header["typ"]) == (algoritme.value, "JWT")
    claims = told.claims
    assert claims.keys() == {
        *("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid", "at_hash")
    }
    assert (claims["iss"], claims["aud"], claims["nonce"]) == (ISSUER, client.client_id, NONCE)
    assert claims["exp"] - claims["iat"] == 300
    assert claims["iat"] - claims["auth_time"] in (180, 181)
    assert claims["acr"] == "https://refeds.org/profile/mfa"
    assert claims["amr"] == ["pwd", "otp", "mfa"]
    half = hashlib.sha256(tokens["access_token"].encode()).digest()[:16]
    assert claims["at_hash"] == base64.urlsafe_b64encode(half).rstrip(b"=").decode()
    assert claims["sub"] == (toepassing.userinfo(tokens["access_token"]).json or {})["sub"]


def test_two_applications_know_somebody_by_other_names(
    toepassing: Toepassing, other: Toepassing, person: Aangemelde
) -> None:
    here = toepassing.read(toepassing.tokens(person)["id_token"]).claims
    there = other.read(other.tokens(person)["id_token"]).claims
    assert not {here["sub"], here["sid"]} & {there["sub"], there["sid"]}
    again = toepassing.read(toepassing.tokens(person)["id_token"]).claims
    assert (again["sub"], again["sid"]) == (here["sub"], here["sid"])


def test_without_a_nonce_there_is_none(toepassing: Toepassing, person: Aangemelde) -> None:
    tokens = toepassing.tokens(person, nonce=None)
    assert "nonce" not in toepassing.read(tokens["id_token"]).claims


def test_a_code_works_once_and_the_second_time_ends_all(
    toepassing: Toepassing, person: Aangemelde, database: Database
) -> None:
    code = toepassing.code(person, OFFLINE)
    tokens = toepassing.trade(code).json or {}
    refused(toepassing.trade(code), "invalid_grant")
    assert toepassing.userinfo(tokens["access_token"]).status_code == 401
    refused(toepassing.refresh(tokens["refresh_token"]), "invalid_grant")
    assert living(database, 1) == []


def test_a_code_that_comes_again_much_later_ends_all_too(
    toepassing: Toepassing, person: Aangemelde, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = toepassing.code(person, OFFLINE)
    tokens = toepassing.trade(code).json or {}
    later(monkeypatch, minutes=4)
    refused(toepassing.trade(code), "invalid_grant")
    assert toepassing.userinfo(tokens["access_token"]).status_code == 401


def test_the_code_of_another_client_stays_as_it_is(
    toepassing: Toepassing, other: Toepassing, person: Aangemelde
) -> None:
    code = toepassing.code(person)
    refused(other.trade(code), "invalid_grant")
    assert toepassing.trade(code).status_code == 200


@pytest.mark.parametrize(
    "changed",
    [
        {"redirect_uri": f"{TERUG}/"},
        {"redirect_uri": None},
        {"code_verifier": None},
        {"code_verifier": VERIFIER[:-1]},
        {"code_verifier": VERIFIER + "A"},
        {"code_verifier": "kort"},
        {"code_verifier": "a" * 129},
        {"code_verifier": "é" * 43},
        {"code": "nooit gegeven"},
        {"code": "\ud800".encode("utf-8", "surrogatepass") + b"\x00"},
    ],
)
def test_what_does_not_belong_to_the_code_gives_nothing(
    toepassing: Toepassing, person: Aangemelde, changed: dict[str, Any]
) -> None:
    refused(toepassing.trade(toepassing.code(person), **changed), "invalid_grant")


def test_a_refused_attempt_uses_up_the_code(toepassing: Toepassing, person: Aangemelde) -> None:
    code = toepassing.code(person)
    refused(toepassing.trade(code, code_verifier="a" * 43), "invalid_grant")
    refused(toepassing.trade(code), "invalid_grant")


def test_a_verifier_is_there_if_and_only_if_a_challenge_was(
    toepassing: Toepassing, person: Aangemelde
) -> None:
    refused(toepassing.trade(toepassing.code(person, uitdaging=None)), "invalid_grant")
    answer = toepassing.trade(toepassing.code(person, uitdaging=None), code_verifier=None)
    assert answer.status_code == 200


def test_a_code_lives_for_a_minute(
    toepassing: Toepassing, person: Aangemelde, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = toepassing.code(person)
    later(monkeypatch, seconds=61)
    refused(toepassing.trade(code), "invalid_grant")


def test_no_token_outlives_its_session(toepassing: Toepassing, person: Aangemelde) -> None:
    tokens = toepassing.tokens(person, geldig_tot=tijd.now() + timedelta(seconds=100))
    assert 90 < tokens["expires_in"] <= 100


def test_a_withdrawn_link_gives_nothing_from_the_next_request_on(
    toepassing: Toepassing, person: Aangemelde, diensten: Diensten
) -> None:
    tokens = toepassing.tokens(person, OFFLINE)
    code = toepassing.code(person)
    assert toepassing.introspect(tokens["access_token"])["active"] is True
    diensten.intrekkingen.withdraw(toepassing.client.koppeling, SCHOOL, door=DOOR)
    refused(toepassing.trade(code), "invalid_grant")
    refused(toepassing.refresh(tokens["refresh_token"]), "invalid_grant")
    assert toepassing.introspect(tokens["access_token"]) == {"active": False}
    answer = toepassing.userinfo(tokens["access_token"])
    assert (answer.status_code, (answer.json or {})["error"]) == (401, "invalid_token")


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"grant_type": None}, "invalid_request"),
        ({"grant_type": ""}, "invalid_request"),
        ({"grant_type": "password", "username": "a", "password": "b"}, "unsupported_grant_type"),
        ({"grant_type": "client_credentials"}, "unsupported_grant_type"),
        ({"grant_type": "implicit"}, "unsupported_grant_type"),
        ({"code": None}, "invalid_request"),
        ({"grant_type": "refresh_token"}, "invalid_request"),
        ({"grant_type": ["authorization_code", "authorization_code"]}, "invalid_request"),
        ({"code": ["a", "b"]}, "invalid_request"),
        ({"code_verifier": [VERIFIER, VERIFIER]}, "invalid_request"),
    ],
)
def test_a_request_that_is_none_says_so(toepassing: Toepassing, form: dict[str, Any], error: str) -> None:
    refused(toepassing.trade("een code", **form), error)


def test_only_a_form_is_read(toepassing: Toepassing, person: Aangemelde) -> None:
    client = toepassing.client
    form = {
        "grant_type": "authorization_code",
        "code": toepassing.code(person),
        "redirect_uri": TERUG,
        "code_verifier": VERIFIER,
        "client_id": client.client_id,
        "client_secret": client.geheim,
    }
    http = toepassing.http
    refused(http.post("/sso/token", json=form), "invalid_request")
    refused(http.post("/sso/token", query_string=form), "invalid_request")
    refused(http.post("/sso/token", query_string="a=b", data=form), "invalid_request")
    refused(http.post("/sso/token", data=form, content_type="multipart/form-data"), "invalid_request")
    refused(http.post("/sso/token", data=form, headers={"Content-Encoding": "gzip"}), "invalid_request")
    latin = "application/x-www-form-urlencoded; charset=iso-8859-1"
    refused(http.post("/sso/token", data=form, content_type=latin), "invalid_request")
    refused(http.post("/sso/token"), "invalid_request")
    assert http.post("/sso/token", data=form).status_code == 200


def test_a_form_of_more_than_16_kb_is_refused(toepassing: Toepassing) -> None:
    refused(toepassing.trade("a" * 17_000), "invalid_request", 413)


def test_tokens_stand_nowhere_in_the_log(
    toepassing: Toepassing, person: Aangemelde, capsys: pytest.CaptureFixture[str]
) -> None:
    tokens = toepassing.tokens(person, OFFLINE)
    toepassing.userinfo(tokens["access_token"])
    toepassing.refresh(tokens["refresh_token"])
    written = capsys.readouterr().out
    assert '"operation": "sso.token"' in written
    assert f'"koppeling": {toepassing.client.koppeling}' in written
    secrets = (*tokens.values(), toepassing.client.geheim, VERIFIER)
    assert not [text for text in secrets if isinstance(text, str) and len(text) > 20 and text in written]
    assert queued(toepassing.database) == []
