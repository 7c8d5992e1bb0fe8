"""``/oauth/token``: which callers get a token and, above all, which do not."""

import base64
import hmac
import json
import time
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from werkzeug.test import Client, TestResponse

from tests.support.gkv.deliveries import Gkv
from tests.support.gkv.partner import TOKEN, Partner
from tests.support.partners.handelenden import DOOR
from uwlr_service.config import Settings
from uwlr_service.domain import tijd
from uwlr_service.formats.oauth.clientbewijs import ASSERTION_TYPE
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.partner.bewijzen import BewijsRepository, Uitgever
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen


def encoded(content: bytes) -> str:
    """base64url, as in a JWT."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def refused(answer: TestResponse, error: str = "invalid_client") -> None:
    """An error as RFC 6749 has it, which nobody may keep."""
    assert answer.json is not None
    assert (answer.status_code, answer.json["error"]) == (401 if error == "invalid_client" else 400, error)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "access_token" not in answer.json


def test_another_secret_is_for_the_log_and_not_for_the_partner(
    partner: Partner, gkv: Gkv, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    Ondertekening(gkv.database, b"another secret that is used in tests").rotate(door=DOOR)
    answer = partner.ask()
    assert (answer.status_code, int(answer.headers["Retry-After"])) == (503, 30)
    assert "UWLR_SECRET" not in answer.text
    assert "uwlr gkv jwks --rotate" in caplog.text
    Ondertekening(gkv.database, settings.secret).rotate(door=DOOR)
    assert partner.ask().status_code == 200


def test_a_signed_assertion_gets_a_token_for_ten_minutes(partner: Partner) -> None:
    answer = partner.ask()
    assert answer.json is not None
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert {name: answer.json[name] for name in ("token_type", "expires_in", "scope")} == {
        "token_type": "Bearer",
        "expires_in": 600,
        "scope": "gkv.basis",
    }


def test_a_token_is_as_rfc_9068_has_it(partner: Partner, client: Client) -> None:
    token = partner.token()
    (key,) = (client.get("/.well-known/jwks.json").json or {})["keys"]
    found = jwt.decode(token, ECKey.import_key(key), algorithms=["ES256"])

    assert found.header == {"alg": "ES256", "typ": "at+jwt", "kid": key["kid"]}
    assert found.claims["iss"] == "http://localhost"
    assert found.claims["aud"] == "http://localhost/gkv/v1"
    assert found.claims["sub"] == found.claims["client_id"] == partner.name
    assert found.claims["exp"] - found.claims["iat"] == 600
    assert "cnf" not in found.claims
    assert "d" not in key


def test_rsa_proves_as_well(client: Client, database: Database, gkv: Gkv) -> None:
    partner = Partner(client, database, gkv.koppeling, kind="RSA")
    assert partner.ask().status_code == 200
    assert partner.ask(partner.assertion({"alg": "RS256"})).status_code == 200


def test_the_issuer_is_an_audience_too(partner: Partner) -> None:
    assert partner.ask(partner.assertion(aud="http://localhost")).status_code == 200
    assert partner.ask(partner.assertion(aud=["http://localhost", TOKEN])).status_code == 200


def test_an_assertion_counts_once(partner: Partner, stranger: Partner) -> None:
    assertion = partner.assertion(jti="eens")
    assert partner.ask(assertion).status_code == 200
    refused(partner.ask(assertion))
    refused(partner.ask(partner.assertion(jti="eens")))
    assert stranger.ask(stranger.assertion(jti="eens")).status_code == 200


def test_a_used_assertion_is_forgotten_once_it_has_expired(database: Database) -> None:
    now = tijd.now()
    with database.write() as connection:
        repository = BewijsRepository(connection)
        end = now + timedelta(minutes=1)
        assert repository.use_once(Uitgever.API, "koppeling-1", "j", end, now)
        assert not repository.use_once(Uitgever.API, "koppeling-1", "j", end, now)
        assert repository.use_once(Uitgever.API, "koppeling-1", "j", end, end + timedelta(seconds=1))


def test_a_jti_of_one_token_endpoint_says_nothing_of_the_other(database: Database) -> None:
    now = tijd.now()
    end = now + timedelta(minutes=1)
    with database.write() as connection:
        repository = BewijsRepository(connection)
        assert repository.use_once(Uitgever.API, "koppeling-1", "j", end, now)
        assert repository.use_once(Uitgever.SSO, "koppeling-1", "j", end, now)
        assert repository.use_once(Uitgever.API, "koppeling-2", "j", end, now)


DAY = 24 * 3600
"""Seconds that are longer than the tests run: the moments are reckoned when they are collected."""
WRONG = {
    "foreign audience": {"aud": "https://elders.example/oauth/token"},
    "second audience": {"aud": [TOKEN, "https://elders.example"]},
    "no audience": {"aud": None},
    "empty audience": {"aud": []},
    "odd audience": {"aud": {"x": 1}},
    "expired": {"exp": time.time() - 3600},
    "lasting too long": {"exp": time.time() + DAY},
    "without end": {"exp": None},
    "no number": {"exp": "straks"},
    "infinite": {"exp": float("inf")},
    "not a number": {"exp": float("nan")},
    "from the future": {"nbf": time.time() + DAY},
    "made in the future": {"iat": time.time() + DAY},
    "no jti": {"jti": None},
    "empty jti": {"jti": ""},
    "long jti": {"jti": "j" * 256},
    "jti of another kind": {"jti": 7},
    "another issuer": {"iss": "koppeling-99"},
    "no issuer": {"iss": None},
    "another subject": {"sub": "koppeling-99"},
    "subject of another kind": {"sub": 1},
}


@pytest.mark.parametrize("changed", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_claim_is_refused(partner: Partner, changed: dict[str, Any]) -> None:
    refused(partner.ask(partner.assertion(**changed)))


def test_no_signature_is_no_proof(partner: Partner) -> None:
    _, body, _ = partner.assertion().split(".")
    for alg in ("none", "None", "NONE"):
        refused(partner.ask(f"{encoded(json.dumps({'alg': alg}).encode())}.{body}."))


def test_a_public_key_is_not_a_secret_to_sign_with(partner: Partner) -> None:
    """HS256 with the public key as its secret: the oldest confusion of them all."""
    for secret in (partner.jwks(), partner.key.as_pem(private=False)):
        _, body, _ = partner.assertion().split(".")
        signed = f"{encoded(json.dumps({'alg': 'HS256'}).encode())}.{body}"
        signature = hmac.digest(secret, signed.encode(), "sha256")
        refused(partner.ask(f"{signed}.{encoded(signature)}"))


def test_a_name_in_the_header_chooses_no_algorithm(partner: Partner) -> None:
    _, body, signature = partner.assertion().split(".")
    for alg in ("RS256", "PS256", "HS256", "ES384", "EdDSA"):
        header = {"alg": alg, "kid": partner.key.thumbprint()}
        forged = encoded(json.dumps(header).encode())
        refused(partner.ask(f"{forged}.{body}.{signature}"))
    other = RSAKey.generate_key(2048)
    refused(partner.ask(partner.assertion({"alg": "RS256"}, key=other)))


def test_a_key_in_the_header_is_not_believed(partner: Partner) -> None:
    own = ECKey.generate_key("P-256")
    refused(partner.ask(partner.assertion({"jwk": own.as_dict(private=False)}, key=own)))
    refused(partner.ask(partner.assertion({"kid": own.thumbprint()}, key=own)))


def test_the_key_of_another_partner_proves_nothing(partner: Partner, stranger: Partner) -> None:
    forged = partner.assertion({"kid": stranger.key.thumbprint()}, key=stranger.key)
    refused(partner.ask(forged))
    refused(partner.ask(stranger.assertion(), client_id=partner.name))


def test_a_removed_key_proves_nothing(partner: Partner) -> None:
    partner.beheer.remove(partner.koppeling, partner.sleutel, door=DOOR)
    refused(partner.ask())


@pytest.mark.parametrize("scope", [None, "gkv.basis", "gkv.uitgebreid gkv.basis", "gkv.verwijdering"])
def test_a_withdrawn_link_gets_a_token_for_what_has_to_be_destroyed_only(
    partner: Partner, gkv: Gkv, scope: str | None
) -> None:
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, door=DOOR)
    answer = partner.ask(scope=scope)
    assert answer.status_code == 200
    assert (answer.json or {})["scope"] == "gkv.verwijdering"


def test_a_withdrawn_link_gets_no_scope_that_is_not_there(partner: Partner, gkv: Gkv) -> None:
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, door=DOOR)
    assert (partner.ask(scope="beheer").json or {})["error"] == "invalid_scope"


def test_who_does_not_prove_to_be_the_partner_does_not_learn_that_a_link_has_ended(
    partner: Partner, stranger: Partner, gkv: Gkv
) -> None:
    def asked() -> list[str]:
        forged = partner.assertion({"kid": stranger.key.thumbprint()}, key=stranger.key)
        answers = [partner.ask(forged), partner.ask(partner.assertion(key=stranger.key))]
        for answer in answers:
            refused(answer)
        return [answer.text for answer in answers]

    before = asked()
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, door=DOOR)
    assert asked() == before


def test_a_removed_key_proves_nothing_for_a_withdrawn_link_either(partner: Partner, gkv: Gkv) -> None:
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, door=DOOR)
    partner.beheer.remove(partner.koppeling, partner.sleutel, door=DOOR)
    refused(partner.ask())


@pytest.mark.parametrize(
    "text", ["", "x", "a.b.c", "....", "é.é.é", "e30.e30.e30", "A" * 10000, "W10.W10.W10", "bnVsbA.bnVsbA.x"]
)
def test_what_is_not_a_jwt_is_refused(partner: Partner, text: str) -> None:
    answer = partner.ask(text or " ")
    refused(answer)


@pytest.mark.parametrize("crit", [[], ["exp"], ["b64"], ["x"], "x", None, {}])
def test_an_extension_that_must_be_understood_is_refused(partner: Partner, crit: object) -> None:
    """RFC 7515, 4.1.11; joserfc does not write one that is empty, so it is written by hand."""
    head = {"alg": "ES256", "kid": partner.key.thumbprint(), "crit": crit, "x": 1, "exp": 1, "b64": True}
    claims = partner.assertion().split(".")[1]
    content = f"{encoded(json.dumps(head).encode())}.{claims}"
    private = partner.key.raw_value
    assert isinstance(private, EllipticCurvePrivateKey)
    parts = decode_dss_signature(private.sign(content.encode(), ECDSA(SHA256())))
    signature = b"".join(part.to_bytes(32, "big") for part in parts)
    refused(partner.ask(f"{content}.{encoded(signature)}"))


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "us-ascii"])
def test_a_form_in_utf_8_is_read(partner: Partner, charset: str) -> None:
    assert posted(partner, charset).status_code == 200


@pytest.mark.parametrize("charset", ["utf-7", "iso-8859-1", "zork", "utf-16", "x" * 5000, "é"])
def test_a_form_in_another_character_set_is_refused(partner: Partner, charset: str) -> None:
    refused(posted(partner, charset), "invalid_request")


@pytest.mark.parametrize("coding", ["gzip", "br", "zork", "identity, gzip"])
def test_a_form_in_a_coding_is_refused(partner: Partner, coding: str) -> None:
    answer = posted(partner, "utf-8", Content_Encoding=coding)
    assert answer.status_code == 415
    assert (answer.json or {})["error"] == "invalid_request"
    assert answer.headers["Accept-Encoding"] == "identity"


def test_a_form_that_says_identity_is_read(partner: Partner) -> None:
    assert posted(partner, "utf-8", Content_Encoding="identity").status_code == 200


def posted(partner: Partner, charset: str, **headers: str) -> TestResponse:
    """The answer to a right request that says which character set it is in."""
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": partner.assertion(),
    }
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    written = {name.replace("_", "-"): value for name, value in headers.items()}
    return partner.client.post("/oauth/token", data=urlencode(form), content_type=kind, headers=written)


@pytest.mark.parametrize("name", ["", "koppeling-0", "koppeling-01", "koppeling-999", "1", "koppeling-1\n"])
def test_an_unknown_client_is_refused_as_any_other(partner: Partner, name: str) -> None:
    refused(partner.ask(partner.assertion(iss=name, sub=name)))


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"grant_type": None}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"client_assertion_type": None}, "invalid_request"),
        ({"client_assertion_type": "jwt"}, "invalid_request"),
        ({"client_assertion": None, "client_id": None}, "invalid_request"),
        ({"scope": "gkv.uitgebreid"}, "invalid_scope"),
        ({"scope": "gkv.basis beheer"}, "invalid_scope"),
        ({"client_secret": "geheim"}, "invalid_client"),
        ({"scope": ["gkv.basis", "gkv.basis"]}, "invalid_request"),
    ],
)
def test_a_wrong_request_is_named_as_the_rfc_does(partner: Partner, form: dict[str, Any], error: str) -> None:
    refused(partner.ask(**form), error)


def test_a_password_is_no_way_in(client: Client, partner: Partner) -> None:
    answer = client.post(
        "/oauth/token", data={"grant_type": "client_credentials"}, auth=(partner.name, "geheim")
    )
    refused(answer)
    assert answer.headers["WWW-Authenticate"] == "Basic"


def test_the_host_of_a_stranger_is_not_our_name(client: Client, partner: Partner) -> None:
    """Who calls chooses the Host: believing it, an assertion for another service would do here."""
    url = "https://elders.example/oauth/token"
    answer = client.post(
        "/oauth/token",
        base_url="https://elders.example",
        data={
            "grant_type": "client_credentials",
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": partner.assertion(aud=url),
        },
    )
    assert answer.status_code == 503


def test_what_the_service_can_is_published(client: Client) -> None:
    found = client.get("/.well-known/oauth-authorization-server").json
    assert found is not None
    assert found["token_endpoint"] == TOKEN
    assert found["jwks_uri"] == "http://localhost/.well-known/jwks.json"
    assert "self_signed_tls_client_auth" in found["token_endpoint_auth_methods_supported"]
