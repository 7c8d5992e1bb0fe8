"""The way of a person through the provider: from the request of an application back to it, with a code."""

import base64
import hashlib
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, event
from werkzeug.test import TestResponse

from tests.support.partners.handelenden import DOOR
from tests.support.portaal.people import add_account, add_person, sign_in
from tests.support.portaal.visiting import HTTPS, Visitor, document
from tests.support.schools.builders import SCHOOL
from tests.support.sso.toepassingen import TERUG, Proefclient, add_client, add_sso_link
from tests.support.sso.verzoeken import CHALLENGE, asked
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.sso.toekenningen import ToekenningRepository
from uwlr_service.uitwisseling.account import bewijzen

ISSUER = "https://localhost/sso"


@pytest.fixture
def client(database: Database, stored: object) -> Proefclient:
    """An application at which employees of the school may sign in."""
    return add_client(database, add_sso_link(database))


@pytest.fixture
def person(database: Database, stored: object) -> int:
    """Somebody who works at the school."""
    return add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)


@pytest.fixture
def visitor(sso: Flask) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor(sso, origin=HTTPS)


def returned(answer: TestResponse) -> dict[str, str]:
    """What an application is answered by a redirection."""
    assert answer.status_code == 303, answer.text
    address, _, query = answer.location.partition("?")
    assert address == TERUG
    return {key: values[0] for key, values in parse_qs(query, keep_blank_values=True).items()}


def signed_in(database: Database, visitor: Visitor, person: int) -> Visitor:
    """The same visitor, with a session."""
    visitor.take(sign_in(database, person))
    return visitor


def test_a_person_comes_back_with_a_code(
    database: Database, client: Proefclient, visitor: Visitor, person: int
) -> None:
    begun = visitor.get(asked(client))
    assert begun.status_code == 303
    waits = begun.location
    assert waits.startswith("/sso/verder/")
    to_sign_in = visitor.get(waits)
    assert to_sign_in.location.startswith("/sso/aanmelden?verder=/sso/verder/")
    signed_in(database, visitor, person)
    told = visitor.get(waits)
    assert told.location.startswith("/sso/melding/")
    page = visitor.get(told.location)
    assert "Leeslijst" in page.text
    assert "form-action 'self' https://lezen.example;" in page.headers["Content-Security-Policy"] + ";"
    assert "Cross-Origin-Opener-Policy" not in page.headers
    answer = returned(visitor.press(told.location))
    assert answer.keys() == {"code", "state", "iss"}
    assert answer["state"] == "een staat"
    assert answer["iss"] == ISSUER
    with database.read() as connection:
        toekenning = ToekenningRepository(connection).by_code(bewijzen.digest(answer["code"]))
    assert toekenning is not None
    assert toekenning.client == client.id
    assert toekenning.scope == ("openid", "organisatie")
    assert toekenning.nonce == "n-1"
    assert toekenning.uitdaging == CHALLENGE


def test_who_was_told_once_goes_straight_on(
    database: Database, client: Proefclient, visitor: Visitor, person: int
) -> None:
    signed_in(database, visitor, person)
    waits = visitor.get(asked(client)).location
    visitor.press(visitor.get(waits).location)
    waits = visitor.get(asked(client, prompt="none")).location
    assert "code" in returned(visitor.get(waits))
    waits = visitor.get(asked(client, prompt="consent")).location
    assert visitor.get(waits).location.startswith("/sso/melding/")


def test_an_answer_comes_by_form_if_that_was_asked(
    database: Database, client: Proefclient, visitor: Visitor, person: int
) -> None:
    signed_in(database, visitor, person)
    waits = visitor.get(asked(client, response_mode="form_post", state='"><b>')).location
    page = visitor.press(visitor.get(waits).location)
    assert page.status_code == 200
    (form,) = document(page).xpath("//form")
    assert form.get("action") == TERUG
    fields = {field.get("name"): field.get("value") for field in form.xpath(".//input")}
    assert fields.keys() == {"code", "state", "iss"}
    assert fields["state"] == '"><b>'
    policy = page.headers["Content-Security-Policy"]
    script = document(page).xpath("string(//script)")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "form-action https://lezen.example" in policy


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"client_id": "sso-0000000000000000"}, "unknown_client"),
        ({"client_id": None}, "unknown_client"),
        ({"redirect_uri": None}, "unknown_redirect_uri"),
        ({"redirect_uri": f"{TERUG}/"}, "unknown_redirect_uri"),
        ({"redirect_uri": TERUG.upper()}, "unknown_redirect_uri"),
        ({"state": "a\x00b"}, "control_sign"),
        ({"state": "x" * 9000}, "too_large"),
    ],
)
def test_a_request_that_may_be_anybodys_leads_nowhere(
    client: Proefclient, visitor: Visitor, changed: dict[str, str | None], reason: str
) -> None:
    answer = visitor.get(asked(client, **changed))
    assert answer.status_code == 400
    assert "Location" not in answer.headers
    assert reason in answer.text


def test_bytes_that_are_not_utf8_lead_nowhere(client: Proefclient, visitor: Visitor) -> None:
    address = f"{asked(client, state=None)}&state=%ff"
    path, _, query = address.partition("?")
    form = {"data": query, "content_type": "application/x-www-form-urlencoded"}
    for answer in (visitor.get(address), visitor.post(path, **form)):
        assert answer.status_code == 400
        assert "Location" not in answer.headers
        assert "not_utf8" in answer.text


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": None}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "organisatie"}, "invalid_scope"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "kort"}, "invalid_request"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"prompt": "dansen"}, "invalid_request"),
        ({"max_age": "-1"}, "invalid_request"),
        ({"claims": "[]"}, "invalid_request"),
        ({"claims": "{"}, "invalid_request"),
        ({"claims": '{"userinfo": 1}'}, "invalid_request"),
        ({"response_mode": "fragment"}, "invalid_request"),
        ({"request": "a.b.c"}, "request_not_supported"),
        ({"request_uri": "https://lezen.example/r"}, "request_uri_not_supported"),
        ({"registration": "{}"}, "registration_not_supported"),
    ],
)
def test_an_application_hears_what_is_wrong(
    client: Proefclient, visitor: Visitor, changed: dict[str, str | None], error: str
) -> None:
    answer = returned(visitor.get(asked(client, **changed)))
    assert answer["error"] == error
    assert answer["state"] == "een staat"
    assert answer["iss"] == ISSUER


def test_nothing_is_shown_silently(
    database: Database, client: Proefclient, visitor: Visitor, person: int
) -> None:
    waits = visitor.get(asked(client, prompt="none")).location
    assert returned(visitor.get(waits))["error"] == "login_required"
    signed_in(database, visitor, person)
    waits = visitor.get(asked(client, prompt="none")).location
    assert returned(visitor.get(waits))["error"] == "consent_required"


def test_a_request_of_another_browser_is_not_finished(
    database: Database, client: Proefclient, sso: Flask, visitor: Visitor, person: int
) -> None:
    waits = visitor.get(asked(client)).location
    other = signed_in(database, Visitor(sso, origin=HTTPS), person)
    assert other.get(waits).status_code == 400
    other.get(asked(client))
    assert other.get(waits).status_code == 400


def test_a_form_of_another_site_begins_a_request(
    database: Database, client: Proefclient, visitor: Visitor, person: int
) -> None:
    fields = {key: values[0] for key, values in parse_qs(urlsplit(asked(client)).query).items()}
    headers = {"Origin": "https://lezen.example", "Sec-Fetch-Site": "cross-site"}
    begun = visitor.post("/sso/authorize", data=fields, headers=headers)
    assert begun.status_code == 303
    signed_in(database, visitor, person)
    assert visitor.get(begun.location).location.startswith("/sso/melding/")


def test_a_form_of_another_site_leaves_what_waits_in_another_tab(
    database: Database, client: Proefclient, sso: Flask, visitor: Visitor, person: int
) -> None:
    signed_in(database, visitor, person)
    first = visitor.get(asked(client)).location
    fields = {key: values[0] for key, values in parse_qs(urlsplit(asked(client)).query).items()}
    # A browser sends no Lax cookie with it, and takes those that come with the answer.
    begun = Visitor(sso, origin=HTTPS).post("/sso/authorize", data=fields)
    assert "__Host-browser" not in str(begun.headers)
    assert visitor.get(begun.location).location.startswith("/sso/melding/")
    assert visitor.get(first).location.startswith("/sso/melding/")
    assert Visitor(sso, origin=HTTPS).get(begun.location).status_code == 400


def test_a_request_is_answered_once(
    database: Database, client: Proefclient, visitor: Visitor, person: int
) -> None:
    signed_in(database, visitor, person)
    waits = visitor.get(asked(client)).location
    told = visitor.get(waits).location
    assert "code" in returned(visitor.press(told))
    assert visitor.get(waits).status_code == 400


def test_who_has_no_account_there_goes_back_empty_handed(
    database: Database, client: Proefclient, visitor: Visitor
) -> None:
    signed_in(database, visitor, add_person(database, Rol.OPERATOR))
    waits = visitor.get(asked(client)).location
    page = visitor.get(waits).location
    assert page.startswith("/sso/geen-toegang/")
    handle = page.rpartition("/")[2]
    answer = returned(visitor.submit(f"/sso/terug/{handle}", page=page))
    assert answer["error"] == "access_denied"


def test_who_has_two_accounts_chooses(
    database: Database, client: Proefclient, visitor: Visitor, person: int
) -> None:
    add_account(database, person, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    signed_in(database, visitor, person)
    page = visitor.get(visitor.get(asked(client)).location).location
    assert page.startswith("/sso/kies/")
    shown = document(visitor.get(page))
    assert "Ingelogd als" in shown.text_content()
    accounts = shown.xpath("//input[@name='account']/@value")
    assert len(accounts) == 2
    told = visitor.submit(page, {"account": accounts[1]})
    assert told.location.startswith("/sso/melding/")
    answer = returned(visitor.press(told.location))
    with database.read() as connection:
        toekenning = ToekenningRepository(connection).by_code(bewijzen.digest(answer["code"]))
    assert toekenning is not None
    assert str(toekenning.account) == accounts[1]


def test_an_account_that_is_not_there_is_asked_for_again(
    database: Database, client: Proefclient, visitor: Visitor, person: int
) -> None:
    add_account(database, person, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    signed_in(database, visitor, person)
    page = visitor.get(visitor.get(asked(client)).location).location
    answer = visitor.submit(page, {"account": "999999"})
    assert (answer.status_code, answer.location) == (303, page)


def test_an_account_of_somebody_else_is_asked_for_again(
    database: Database, client: Proefclient, visitor: Visitor, person: int
) -> None:
    other = add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)
    add_account(database, person, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    signed_in(database, visitor, person)
    page = visitor.get(visitor.get(asked(client)).location).location
    with database.read() as connection:
        theirs = AccountRepository(connection).of_inlog(other, tijd.now())
    answer = visitor.submit(page, {"account": str(theirs[0].id)})
    assert (answer.status_code, answer.location) == (303, page)
    assert len(document(visitor.get(page)).xpath("//input[@name='account']")) == 2


def test_whoever_finds_somebody_else_signed_in_goes_on_with_their_own_account(
    database: Database, client: Proefclient, visitor: Visitor, person: int
) -> None:
    signed_in(database, visitor, person)
    waits = visitor.get(asked(client, prompt="select_account")).location
    page = document(visitor.get(visitor.get(waits).location))
    (other,) = page.xpath("//a[.='Inloggen met een ander account']/@href")
    assert "Wachtwoord" in visitor.get(other).text
    colleague = add_person(database, Rol.SCHOOLLEZER, school=SCHOOL, naam="Kim de Vries")
    signed_in(database, visitor, colleague)
    assert "Ingelogd als Kim de Vries" in visitor.get(visitor.get(waits).location).text


def test_somebody_signs_in_again_if_that_is_asked(
    database: Database, client: Proefclient, visitor: Visitor, person: int
) -> None:
    signed_in(database, visitor, person)
    waits = visitor.get(asked(client, prompt="login")).location
    page = visitor.get(waits).location
    assert page.startswith("/sso/aanmelden")
    assert visitor.get(page).status_code == 200
    signed_in(database, visitor, person)
    assert visitor.get(waits).location.startswith("/sso/melding/")


def test_a_withdrawn_link_lets_nobody_in(
    database: Database, client: Proefclient, visitor: Visitor, person: int, diensten: Diensten
) -> None:
    signed_in(database, visitor, person)
    waits = visitor.get(asked(client)).location
    told = visitor.get(waits).location
    diensten.intrekkingen.withdraw(client.koppeling, SCHOOL, door=DOOR)
    assert visitor.get(told).location.startswith("/sso/geen-toegang/")
    waits = visitor.get(asked(client, prompt="none")).location
    assert returned(visitor.get(waits))["error"] == "interaction_required"


def test_an_application_hears_that_nothing_can_be_written(
    database: Database, client: Proefclient, visitor: Visitor
) -> None:
    def refuse(connection: Connection) -> None:
        is_sqlite = connection.dialect.name == "sqlite"
        connection.exec_driver_sql("pragma query_only=on" if is_sqlite else "set transaction read only")

    event.listen(Engine, "begin", refuse)
    try:
        answer = returned(visitor.get(asked(client)))
    finally:
        event.remove(Engine, "begin", refuse)
    assert answer["error"] == "temporarily_unavailable"
    assert answer["state"] == "een staat"
