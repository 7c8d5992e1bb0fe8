"""Proof of a school: from the request of an application to a proposal at exactly that school."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from tests.sso.pages.test_aanmelden import returned
from tests.support.partners.handelenden import DOOR
from tests.support.portaal.people import account_of, add_account, add_person, sign_in
from tests.support.portaal.visiting import HTTPS, Visitor, document
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from tests.support.sso.mensen import partner_of
from tests.support.sso.toepassingen import TERUG, Proefclient, add_client, add_sso_link
from tests.support.sso.tokenvragen import CHALLENGE, Toepassing
from tests.support.sso.verzoeken import asked
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.portaal import portaal_application
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import account
from uwlr_service.repository.schema.sso import schoolbewijs
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.sso.endpoints import endpoints_application
from uwlr_service.sso.pages import pages_application

PROOF = {"scope": "openid organisatie koppelbewijs", "code_challenge": CHALLENGE}


@pytest.fixture
def client(database: Database, stored: object) -> Proefclient:
    """An application of a partner that no school takes part with."""
    return add_client(database, add_sso_link(database, []), offline=True)


@pytest.fixture
def beheerder(database: Database, stored: object) -> int:
    """Somebody who decides at the school."""
    return add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL)


@pytest.fixture
def visitor(diensten: Diensten) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor(pages_application(diensten), origin=HTTPS)


@pytest.fixture
def program(diensten: Diensten) -> FlaskClient:
    """A program of a partner."""
    made = endpoints_application(diensten).test_client(use_cookies=False)
    made.environ_base["HTTP_HOST"] = "localhost"
    return made


@pytest.fixture
def toepassing(program: FlaskClient, database: Database, client: Proefclient) -> Toepassing:
    """The application of the partner."""
    return Toepassing(http=program, database=database, client=client)


def led(visitor: Visitor, client: Proefclient, **changed: str | None) -> TestResponse:
    """Where a request for proof leads somebody who is signed in."""
    wanted: Mapping[str, Any] = PROOF | changed
    return visitor.get(visitor.get(asked(client, **wanted)).location)


def proven(visitor: Visitor, client: Proefclient, account_id: int) -> dict[str, str]:
    """The answer to the application, once somebody proved the school of an account."""
    return returned(visitor.submit(led(visitor, client).location, {"account": str(account_id)}))


def test_a_partner_learns_which_school_it_is_and_proposes_to_exactly_that_one(
    database: Database, diensten: Diensten, visitor: Visitor, toepassing: Toepassing, beheerder: int
) -> None:
    client = toepassing.client
    to_sign_in = led(visitor, client)
    assert to_sign_in.location.startswith("/sso/aanmelden?")
    assert "account van uw organisatie" not in visitor.get(to_sign_in.location).text
    visitor.take(sign_in(database, beheerder))
    page = visitor.get(led(visitor, client).location)
    assert "Uw school bewijzen aan De Lezerij B.V." in page.text
    assert "99XX/16" in page.text
    answer = proven(visitor, client, account_of(database, beheerder))
    assert answer.keys() == {"code", "state", "iss"}
    tokens = toepassing.trade(answer["code"]).json or {}
    assert "refresh_token" not in tokens
    assert tokens["scope"] == "openid organisatie koppelbewijs"
    claims = toepassing.read(tokens["id_token"]).claims
    protocol = {"iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid", "at_hash"}
    assert claims.keys() - protocol == {"sub", "organisatie", "vestigingen", "koppelbewijs"}
    assert claims["organisatie"] == "99XX16"
    assert claims["koppelbewijs"] is True
    told = toepassing.userinfo(tokens["access_token"]).json or {}
    assert told == {name: claims[name] for name in ("sub", "organisatie", "vestigingen", "koppelbewijs")}

    partner = partner_of(database, client.koppeling)
    colleague = add_person(database, Rol.PARTNERBEHEERDER, koppelpartner=partner)
    at_partner = Visitor(portaal_application(diensten), token=sign_in(database, colleague), origin=HTTPS)
    path = f"/portaal/partners/{partner}/koppelingen/{client.koppeling}"
    (begin,) = document(at_partner.get(path)).xpath("//a[contains(@href, 'school=')]/@href")
    fields = document(at_partner.get(begin))
    assert fields.xpath("//input[@name='school']/@value")[0] == "99XX/16"
    form = f"{path}/uitbreiden?gegevensset=sso&school=99XX/16&veld=sso/employee&verder=ja"
    filled = document(at_partner.get(form))
    (school,) = filled.xpath("//input[@name='school']/@value")
    assert school == "99XX/16"
    words = {
        "aan": "een",
        "school": school,
        "doel": "Inloggen in Leeslijst",
        "bewaartermijn": "Een jaar",
        "overeenkomst": "Overeenkomst 3, 2026",
        "gebruik_0": "mag",
        "doel_0": "Zodat medewerkers inloggen.",
    }
    assert at_partner.submit(form, words).location == path
    (voorstel,) = diensten.voorstellen.of_koppeling(client.koppeling, door=DOOR)
    assert voorstel.school == SCHOOL


@pytest.mark.parametrize(
    "scope",
    [
        "openid koppelbewijs",
        "openid organisatie koppelbewijs profiel",
        "openid organisatie koppelbewijs offline_access",
        "openid organisatie koppelbewijs iets",
    ],
)
def test_nothing_else_is_asked_beside_a_proof(visitor: Visitor, client: Proefclient, scope: str) -> None:
    answer = returned(visitor.get(asked(client, **PROOF | {"scope": scope})))
    assert answer["error"] == "invalid_scope"


def test_a_proof_is_never_given_without_a_page(
    database: Database, visitor: Visitor, client: Proefclient, beheerder: int
) -> None:
    visitor.take(sign_in(database, beheerder))
    assert returned(led(visitor, client, prompt="none"))["error"] == "interaction_required"


@pytest.mark.parametrize("rol", [Rol.SCHOOLLEZER, Rol.LEERKRACHT])
def test_who_does_not_decide_proves_nothing(
    database: Database, visitor: Visitor, client: Proefclient, stored: object, rol: Rol
) -> None:
    person = add_person(database, rol, school=SCHOOL)
    visitor.take(sign_in(database, person))
    page = led(visitor, client)
    assert page.location.startswith("/sso/geen-toegang/")
    handvat = page.location.rpartition("/")[2]
    assert "om bewijs van iemand die voor een school" in visitor.get(page.location).text
    back = visitor.submit(
        f"/sso/bewijs/{handvat}", {"account": str(account_of(database, person))}, page=page.location
    )
    assert back.location == page.location
    assert returned(visitor.submit(f"/sso/terug/{handvat}", page=page.location))["error"] == "access_denied"


def test_a_proof_takes_a_fresh_second_factor(
    database: Database, visitor: Visitor, client: Proefclient, beheerder: int
) -> None:
    visitor.take(sign_in(database, beheerder, bewezen=tijd.now() - timedelta(minutes=11)))
    assert led(visitor, client).location.startswith("/sso/aanmelden?")


def test_the_account_of_somebody_else_proves_nothing(
    database: Database, visitor: Visitor, client: Proefclient, beheerder: int
) -> None:
    with database.write() as connection:
        SchoolRepository(connection).ensure(ANDERE_SCHOOL)
    other = add_person(database, Rol.SCHOOLBEHEERDER, school=ANDERE_SCHOOL)
    visitor.take(sign_in(database, beheerder))
    page = led(visitor, client).location
    answer = visitor.submit(page, {"account": str(account_of(database, other))})
    assert answer.location == page


def test_who_decides_at_two_schools_says_which(
    database: Database, visitor: Visitor, toepassing: Toepassing, beheerder: int
) -> None:
    with database.write() as connection:
        SchoolRepository(connection).ensure(ANDERE_SCHOOL)
    add_account(database, beheerder, Rol.SCHOOLBEHEERDER, school=ANDERE_SCHOOL)
    visitor.take(sign_in(database, beheerder))
    page = led(visitor, toepassing.client).location
    accounts = document(visitor.get(page)).xpath("//input[@name='account']/@value")
    assert len(accounts) == 2
    code = returned(visitor.submit(page, {"account": accounts[1]}))["code"]
    tokens = toepassing.trade(code).json or {}
    assert toepassing.read(tokens["id_token"]).claims["organisatie"] == "99YY"


def test_a_product_in_the_sandbox_gets_no_proof_of_a_real_school(
    database: Database, visitor: Visitor, beheerder: int
) -> None:
    client = add_client(database, add_sso_link(database, [], stand=Toelatingstand.SANDBOX))
    visitor.take(sign_in(database, beheerder))
    assert led(visitor, client).location.startswith("/sso/geen-toegang/")


def test_a_proof_ends_with_the_role_and_is_seen_for_thirty_days(
    database: Database, diensten: Diensten, visitor: Visitor, toepassing: Toepassing, beheerder: int
) -> None:
    visitor.take(sign_in(database, beheerder))
    number = account_of(database, beheerder)
    tokens = toepassing.trade(proven(visitor, toepassing.client, number)["code"]).json or {}
    proven(visitor, toepassing.client, number)
    koppeling = toepassing.client.koppeling
    (kept,) = diensten.schoolbewijzen.of_koppeling(koppeling, door=DOOR)
    assert kept.school == SCHOOL
    with database.write() as connection:
        connection.execute(update(account).where(account.c.id == number).values(tot=tijd.now()))
    assert toepassing.userinfo(tokens["access_token"]).status_code == 401
    assert toepassing.introspect(tokens["access_token"]) == {"active": False}
    with database.write() as connection:
        connection.execute(update(schoolbewijs).values(gegeven=tijd.now() - timedelta(days=31)))
    assert diensten.schoolbewijzen.of_koppeling(koppeling, door=DOOR) == []
    assert diensten.ssoopruiming.purge(tijd.now(), tijd.now() - timedelta(days=365)) >= 1


def test_the_page_belongs_to_the_browser_that_asked(
    diensten: Diensten, database: Database, visitor: Visitor, client: Proefclient, beheerder: int
) -> None:
    visitor.take(sign_in(database, beheerder))
    page = led(visitor, client).location
    other = Visitor(pages_application(diensten), token=sign_in(database, beheerder), origin=HTTPS)
    assert other.get(page).status_code == 400
    assert other.get(f"/sso/bewijs/{secrets.token_urlsafe(32)}").status_code == 400


def test_the_address_of_the_answer_is_the_registered_one(client: Proefclient, visitor: Visitor) -> None:
    answer = visitor.get(asked(client, **PROOF | {"redirect_uri": f"{TERUG}/anders"}))
    assert answer.status_code == 400
