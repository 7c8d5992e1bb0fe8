"""Whoever signs out at the provider of their school is signed out here, as is who came in when it stops."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.partners.handelenden import DOOR
from tests.support.portaal.people import go_on, sign_in
from tests.support.portaal.visiting import HTTPS, Visitor
from tests.support.schools.builders import SCHOOL
from tests.support.sso.extern import answered, asked, is_in
from tests.support.sso.provider import STRANGE, Proefprovider, signed_by_the_public_key, unsigned
from tests.support.sso.toekenningen import Aangemelde, grant, living, queued
from tests.support.sso.toepassingen import add_client, add_sso_link
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.schoolprovider import Providergegevens
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.account.sessiebronnen import SessiebronRepository
from uwlr_service.repository.database import Database
from uwlr_service.sso.endpoints import endpoints_application


@pytest.fixture
def program(diensten: Diensten) -> FlaskClient:
    """The provider of the school, as it calls us."""
    return program_of(diensten)


def program_of(diensten: Diensten) -> FlaskClient:
    """A program that calls some service."""
    client = endpoints_application(diensten).test_client(use_cookies=False)
    client.environ_base["HTTP_HOST"] = "localhost"
    return client


@pytest.fixture
def inside(visitor: Visitor, number: int, person: int, upstream: Proefprovider) -> Visitor:
    """Somebody who came in by the provider, in a session there that has a name."""
    upstream.claims = {"sid": "sessie-daar"}
    answered(visitor, number, asked(visitor, number), upstream)
    assert is_in(visitor)
    return visitor


def told(program: FlaskClient, logout_token: str) -> TestResponse:
    """The answer to a logout token."""
    return program.post("/sso/extern/afmelding", data={"logout_token": logout_token})


@pytest.mark.parametrize(
    "named", [{}, {"sid": "sessie-daar"}, {"sub": None, "sid": "sessie-daar"}, {"typ": None}, {"typ": "JWT"}]
)
def test_signing_out_there_signs_out_here(
    program: FlaskClient, inside: Visitor, upstream: Proefprovider, named: dict[str, Any]
) -> None:
    answer = told(program, upstream.logout_token(**named))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert not is_in(inside)


def test_applications_hear_of_it_too(
    database: Database,
    program: FlaskClient,
    inside: Visitor,
    number: int,
    person: int,
    upstream: Proefprovider,
) -> None:
    client = add_client(database, add_sso_link(database))
    with database.read() as connection:
        (account,) = AccountRepository(connection).of_inlog(person, tijd.now())
        (sessie,) = SessiebronRepository(connection).of_provider(number)
    at_partner = grant(
        database, client, Aangemelde(inlog=person, account=account.id, sessie=sessie, token="")
    )
    told(program, upstream.logout_token())
    assert living(database, at_partner) == []
    assert [application for application, _ in queued(database)] == [client.id]


@pytest.mark.parametrize("named", [{"sid": "een-andere"}, {"sub": "medewerker-2"}])
def test_who_is_not_named_stays(
    program: FlaskClient, inside: Visitor, upstream: Proefprovider, named: dict[str, str]
) -> None:
    assert told(program, upstream.logout_token(**named)).status_code == 200
    assert is_in(inside)


def test_a_session_that_began_by_a_password_stays(
    database: Database, program: FlaskClient, inside: Visitor, person: int, upstream: Proefprovider
) -> None:
    other = Visitor(inside.application, origin=HTTPS)
    other.take(sign_in(database, person))
    told(program, upstream.logout_token())
    assert not is_in(inside)
    assert is_in(other)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda upstream: upstream.logout_token(aud="een-ander"),
        lambda upstream: upstream.logout_token(iss="https://elders.example"),
        lambda upstream: upstream.logout_token(nonce="n"),
        lambda upstream: upstream.logout_token(events={}),
        lambda upstream: upstream.logout_token(events=None),
        lambda upstream: upstream.logout_token(sub=None),
        lambda upstream: upstream.logout_token(jti=None),
        lambda upstream: upstream.logout_token(exp=1),
        lambda upstream: upstream.logout_token(iat=1),
        lambda upstream: upstream.token("n"),
        lambda upstream: unsigned(
            upstream, {"iss": upstream.issuer, "aud": "school-1", "sub": "medewerker-1"}
        ),
        lambda upstream: signed_by_the_public_key(upstream, {"iss": upstream.issuer, "aud": "school-1"}),
        lambda _: "geen.token",
        lambda _: "é" * 100,
    ],
)
def test_what_is_no_logout_token_of_the_provider_ends_nothing(
    program: FlaskClient, inside: Visitor, upstream: Proefprovider, wrong: Callable[[Proefprovider], str]
) -> None:
    answer = told(program, wrong(upstream))
    assert (answer.status_code, (answer.json or {})["error"]) == (400, "invalid_request")
    assert is_in(inside)


def test_the_key_of_somebody_else_ends_nothing(
    program: FlaskClient, inside: Visitor, upstream: Proefprovider
) -> None:
    upstream.alg = "ES256"
    upstream.key = STRANGE
    assert told(program, upstream.logout_token()).status_code == 400
    assert is_in(inside)


def test_a_token_counts_once(
    program: FlaskClient, inside: Visitor, number: int, upstream: Proefprovider
) -> None:
    token = upstream.logout_token()
    assert told(program, token).status_code == 200
    answered(inside, number, asked(inside, number), upstream)
    assert told(program, token).status_code == 400
    assert is_in(inside)


@pytest.mark.parametrize("form", [{}, {"logout_token": ""}])
def test_a_call_without_a_token_is_refused(program: FlaskClient, form: dict[str, str]) -> None:
    assert program.post("/sso/extern/afmelding", data=form).status_code == 400


def test_where_the_keys_cannot_be_read_the_token_may_come_again(
    database: Database, settings: Settings, inside: Visitor, upstream: Proefprovider
) -> None:
    program = program_of(Diensten(settings, database))  # of a worker that read no keys yet
    upstream.document = {"jwks_uri": f"{upstream.issuer}/weg"}
    answer = told(program, upstream.logout_token())
    assert (answer.status_code, (answer.json or {})["error"]) == (503, "temporarily_unavailable")
    assert is_in(inside)


@pytest.mark.parametrize("stop", ["turn_off", "replace"])
def test_who_came_in_by_a_provider_that_stops_is_signed_out(
    database: Database, diensten: Diensten, inside: Visitor, person: int, stop: str
) -> None:
    other = Visitor(inside.application, origin=HTTPS)
    other.take(sign_in(database, person))
    providers = diensten.mensen.schoolproviders
    if stop == "turn_off":
        providers.turn_off(SCHOOL, door=DOOR)
    else:
        new = Providergegevens(naam="Nieuw", issuer="https://new.example", client_id="uwlr", geheim="g")
        providers.put(SCHOOL, new, door=DOOR)
    assert not is_in(inside)
    assert is_in(other)


def test_whoever_signed_in_in_another_way_since_stays(
    database: Database, diensten: Diensten, inside: Visitor, person: int
) -> None:
    inside.take(go_on(database, inside.token, person))
    diensten.mensen.schoolproviders.turn_off(SCHOOL, door=DOOR)
    assert is_in(inside)
