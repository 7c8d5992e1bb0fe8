"""Who gets to ask at all: a client by exactly one proof, and everybody else by the same answer."""

import base64
import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote_plus

import pytest
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey
from sqlalchemy import insert, update
from werkzeug.test import TestResponse

from tests.support.sso.toepassingen import Proefclient, add_client, add_sso_link
from tests.support.sso.tokenvragen import Toepassing, refused
from uwlr_service.domain import tijd
from uwlr_service.domain.sso.client import Bewijswijze
from uwlr_service.domain.sso.geheim import hash_geheim, new_geheim
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.sso import sso_client, sso_geheim
from uwlr_service.uitwisseling.sso.token.clientbewijs import FAILURES

ISSUER = "http://localhost:8080/sso"
TOKEN = f"{ISSUER}/token"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
FORM = {"token": "een token"}
"""For introspection: it says yes to whoever proves who they are."""


@pytest.fixture
def signer(database: Database, stored: object) -> Proefclient:
    """A client that proves itself by a signature."""
    return add_client(database, add_sso_link(database), methode=Bewijswijze.SLEUTEL)


def asked(program: FlaskClient, form: Mapping[str, Any], **headers: str) -> TestResponse:
    """The answer to somebody who shows something."""
    return program.post("/sso/introspect", data=FORM | dict(form), headers=headers)


def basic(name: str, geheim: str) -> str:
    return f"Basic {base64.b64encode(f'{name}:{geheim}'.encode()).decode()}"


def claims_of(client: Proefclient, **changed: Any) -> dict[str, Any]:
    now = int(time.time())
    claims = {
        "iss": client.client_id,
        "sub": client.client_id,
        "aud": TOKEN,
        "iat": now,
        "exp": now + 60,
        "jti": new_geheim(),
        **changed,
    }
    return {name: value for name, value in claims.items() if value is not None}


def signed(client: Proefclient, key: Any = None, alg: str = "ES256", **changed: Any) -> str:
    used: Any = key or client.sleutel
    header = {"alg": alg, "kid": client.sleutel.kid if client.sleutel else "k"}
    return jwt.encode(header, claims_of(client, **changed), used, algorithms=[alg])


def by_assertion(program: FlaskClient, assertion: str, **form: str) -> TestResponse:
    return asked(program, {"client_assertion_type": ASSERTION_TYPE, "client_assertion": assertion, **form})


# --- secrets --------------------------------------------------------------------------------------------


def test_a_secret_may_be_sent_in_the_header_or_in_the_form(
    program: FlaskClient, toepassing: Toepassing
) -> None:
    client = toepassing.client
    header = basic(quote_plus(client.client_id), quote_plus(client.geheim))
    assert asked(program, {}, Authorization=header).status_code == 200
    assert asked(program, {"client_id": client.client_id}, Authorization=header).status_code == 200
    in_form = {"client_id": client.client_id, "client_secret": client.geheim}
    assert asked(program, in_form).status_code == 200


def test_the_parts_of_the_header_are_encoded_as_in_a_form(
    program: FlaskClient, toepassing: Toepassing, database: Database
) -> None:
    with database.write() as connection:
        connection.execute(
            insert(sso_geheim).values(
                sso_client_id=toepassing.client.id, hash=hash_geheim("a b:é%"), aangemaakt=tijd.now()
            )
        )
    name = toepassing.client.client_id
    assert asked(program, {}, Authorization=basic(name, "a+b%3A%C3%A9%25")).status_code == 200
    encoded = "".join(f"%{byte:02X}" for byte in name.encode())
    assert asked(program, {}, Authorization=basic(encoded, "a+b%3A%C3%A9%25")).status_code == 200


def test_both_secrets_work_during_a_change_and_none_after_its_end(
    program: FlaskClient, toepassing: Toepassing, database: Database
) -> None:
    now = tijd.now()
    names = {"client_id": toepassing.client.client_id}
    with database.write() as connection:
        connection.execute(update(sso_geheim).values(geldig_tot=now))
        connection.execute(
            insert(sso_geheim).values(
                sso_client_id=toepassing.client.id, hash=hash_geheim("nieuw"), aangemaakt=now
            )
        )
    assert asked(program, names | {"client_secret": "nieuw"}).status_code == 200
    refused(asked(program, names | {"client_secret": toepassing.client.geheim}), "invalid_client")


WRONG_HEADERS = [
    "Basic",
    "Basic ",
    "Basic ====",
    "Basic é",
    "Basic " + base64.b64encode(b"geen dubbele punt").decode(),
    "Basic " + base64.b64encode(b"\xff\xfe:\x80").decode(),
    "Basic " + base64.b64encode(b"\x00:\x00").decode(),
    "Basic " + base64.b64encode(b"%00%FF%:%ZZ").decode(),
    "Basic " + base64.b64encode(b":").decode(),
    "Bearer een.token.ofzo",
    "Negotiate abc",
    "",
]


@pytest.mark.parametrize("header", WRONG_HEADERS)
def test_any_bytes_in_the_header_get_the_same_answer(
    program: FlaskClient, toepassing: Toepassing, header: str
) -> None:
    answer = asked(program, {}, Authorization=header)
    refused(answer, "invalid_client")
    assert answer.headers["WWW-Authenticate"] == "Basic"
    unknown = asked(program, {"client_id": "sso-0000000000000000", "client_secret": "x"})
    assert answer.json == unknown.json
    assert answer.headers == unknown.headers


def test_no_two_proofs_at_once_and_not_none(
    program: FlaskClient, toepassing: Toepassing, signer: Proefclient
) -> None:
    client = toepassing.client
    header = basic(client.client_id, client.geheim)
    in_form = {"client_id": client.client_id, "client_secret": client.geheim}
    assertion = {"client_assertion_type": ASSERTION_TYPE, "client_assertion": signed(signer)}
    for form, headers in (
        ({}, {}),
        ({"client_id": client.client_id}, {}),
        (in_form, {"Authorization": header}),
        (assertion, {"Authorization": header}),
        (in_form | assertion, {}),
        ({"client_assertion": signed(signer)}, {}),
        ({"client_assertion_type": ASSERTION_TYPE}, {}),
        (assertion | {"client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:saml2"}, {}),
        ({"client_id": signer.client_id}, {"Authorization": header}),
    ):
        refused(asked(program, form, **headers), "invalid_client")


def test_a_client_proves_itself_by_what_it_registered(
    program: FlaskClient, toepassing: Toepassing, signer: Proefclient
) -> None:
    client = toepassing.client
    by_secret = {"client_id": signer.client_id, "client_secret": ""}
    refused(asked(program, by_secret), "invalid_client")
    refused(asked(program, by_secret | {"client_secret": client.geheim}), "invalid_client")
    as_other = signed(signer, iss=client.client_id, sub=client.client_id)
    refused(by_assertion(program, as_other), "invalid_client")


def test_a_client_that_ended_proves_nothing(
    program: FlaskClient, toepassing: Toepassing, database: Database
) -> None:
    with database.write() as connection:
        connection.execute(update(sso_client).values(beeindigd=tijd.now()))
    refused(toepassing.post("/sso/introspect", FORM), "invalid_client")


# --- assertions -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", [ISSUER, TOKEN, [TOKEN]])
def test_an_assertion_is_for_the_issuer_or_for_the_address_of_tokens(
    program: FlaskClient, signer: Proefclient, audience: object
) -> None:
    assert by_assertion(program, signed(signer, aud=audience)).status_code == 200
    again = signed(signer, aud=audience)
    assert by_assertion(program, again, client_id=signer.client_id).status_code == 200


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "http://localhost:8080"},
        {"aud": "http://localhost:8080/oauth/token"},
        {"aud": f"{ISSUER}/"},
        {"aud": [ISSUER, TOKEN]},
        {"aud": []},
        {"aud": None},
        {"iss": "sso-0000000000000000"},
        {"iss": None},
        {"sub": "sso-0000000000000000"},
        {"sub": None},
        {"sub": 7},
        {"exp": None},
        {"exp": int(time.time()) - 60},
        {"exp": int(time.time()) + 3600},
        {"exp": "morgen"},
        {"exp": True},
        {"nbf": int(time.time()) + 3600},
        {"jti": None},
        {"jti": ""},
        {"jti": "j" * 256},
        {"jti": 7},
    ],
)
def test_an_assertion_says_exactly_what_it_must(
    program: FlaskClient, signer: Proefclient, changed: dict[str, Any]
) -> None:
    refused(by_assertion(program, signed(signer, **changed)), "invalid_client")


def test_an_assertion_is_signed_by_a_key_of_the_client(program: FlaskClient, signer: Proefclient) -> None:
    stranger = ECKey.generate_key("P-256")
    refused(by_assertion(program, signed(signer, key=stranger)), "invalid_client")
    rsa = RSAKey.generate_key(2048)
    refused(by_assertion(program, signed(signer, key=rsa, alg="RS256")), "invalid_client")
    assert signer.sleutel is not None
    public = json.dumps(signer.sleutel.as_dict(private=False)).encode()
    guessed = OctKey.import_key(public)
    refused(by_assertion(program, signed(signer, key=guessed, alg="HS256")), "invalid_client")
    head = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    body = signed(signer).split(".")[1]
    refused(by_assertion(program, f"{head}.{body}."), "invalid_client")


@pytest.mark.parametrize("text", ["", "a", "a.b.c", "a.b", "....", "é.é.é", "[" * 5000, "e30.e30.e30"])
def test_what_is_no_assertion_gets_the_same_answer(
    program: FlaskClient, signer: Proefclient, text: str
) -> None:
    refused(by_assertion(program, text, client_id=signer.client_id), "invalid_client")


def test_a_named_client_is_the_one_that_signed(program: FlaskClient, signer: Proefclient) -> None:
    refused(by_assertion(program, signed(signer), client_id="sso-0000000000000000"), "invalid_client")


def test_an_assertion_counts_once_and_only_a_right_one_does(
    program: FlaskClient, signer: Proefclient
) -> None:
    assertion = signed(signer, jti="eens")
    refused(by_assertion(program, assertion[:-2] + "AA"), "invalid_client")
    assert by_assertion(program, assertion).status_code == 200
    refused(by_assertion(program, assertion), "invalid_client")
    refused(by_assertion(program, signed(signer, jti="eens")), "invalid_client")


# --- failures -------------------------------------------------------------------------------------------


def failed(program: FlaskClient, client_id: str, geheim: str = "fout", address: str = "192.0.2.7") -> Any:
    form = FORM | {"client_id": client_id, "client_secret": geheim}
    return program.post("/sso/introspect", data=form, environ_base={"REMOTE_ADDR": address})


def test_who_fails_too_often_waits_there_and_nowhere_else(
    program: FlaskClient, toepassing: Toepassing, signer: Proefclient
) -> None:
    client = toepassing.client
    assert {failed(program, client.client_id).status_code for _ in range(FAILURES)} == {401}
    answer = failed(program, client.client_id)
    refused(answer, "temporarily_unavailable", 429)
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert failed(program, client.client_id, client.geheim).status_code == 429
    assert failed(program, client.client_id, client.geheim, "192.0.2.8").status_code == 200
    assert by_assertion(program, signed(signer)).status_code == 200
    assert failed(program, "sso-0000000000000000").status_code == 401


def test_a_proof_that_is_right_counts_for_nothing(program: FlaskClient, toepassing: Toepassing) -> None:
    client = toepassing.client
    statuses = {failed(program, client.client_id, client.geheim).status_code for _ in range(FAILURES + 5)}
    assert statuses == {200}
