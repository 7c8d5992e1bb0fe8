"""Signing in at the OpenID provider of a school: who comes in by it, and to what."""

from typing import Any

import pytest

from tests.support.partners.handelenden import DOOR
from tests.support.portaal.people import add_account
from tests.support.portaal.visiting import Visitor, form_token
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from tests.support.sso.extern import ACCOUNT, answered, asked, is_in, turn_on
from tests.support.sso.provider import (
    CLIENT_ID,
    GEHEIM,
    Proefprovider,
)
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.schoolprovider import Vast
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.scholen import SchoolRepository


def test_somebody_comes_in_by_the_account_that_they_tied(
    visitor: Visitor, number: int, person: int, upstream: Proefprovider
) -> None:
    question = asked(visitor, number)
    assert question["response_type"] == "code"
    assert question["client_id"] == CLIENT_ID
    assert question["scope"] == "openid"
    assert question["code_challenge_method"] == "S256"
    assert question["redirect_uri"] == f"https://localhost/portaal/aanmelden/extern/{number}/terug"
    assert not is_in(visitor)
    answer = answered(visitor, number, question, upstream)
    assert answer.location == ACCOUNT
    assert is_in(visitor)
    (redeemed,) = upstream.redeemed
    assert redeemed["redirect_uri"] == question["redirect_uri"]
    assert redeemed["grant_type"] == "authorization_code"
    assert redeemed["authorization"].startswith("Basic ")
    assert "client_secret" not in redeemed


def test_two_factors_there_open_the_portal_and_one_does_not(
    visitor: Visitor, number: int, person: int, upstream: Proefprovider
) -> None:
    school = "/portaal/scholen/99XX-16"
    answered(visitor, number, asked(visitor, number), upstream)
    assert visitor.get(school).status_code == 200
    upstream.claims = {"amr": ["pwd"]}
    answered(visitor, number, asked(visitor, number), upstream)
    assert visitor.get(school).location.startswith("/portaal/bevestigen?")
    assert is_in(visitor)


def test_what_was_proven_elsewhere_is_no_fresh_proof_here(
    visitor: Visitor, number: int, person: int, upstream: Proefprovider
) -> None:
    answered(visitor, number, asked(visitor, number), upstream)
    assert visitor.get("/portaal/scholen/99XX-16/provider").location.startswith("/portaal/bevestigen?")


def test_the_provider_of_another_school_does_not_answer_for_this_one(
    database: Database,
    diensten: Diensten,
    visitor: Visitor,
    number: int,
    person: int,
    upstream: Proefprovider,
) -> None:
    with database.write() as connection:
        SchoolRepository(connection).ensure(ANDERE_SCHOOL)
    other = turn_on(database, diensten, ANDERE_SCHOOL, upstream)
    question = asked(visitor, number)
    answered(visitor, other, question, upstream)
    assert not is_in(visitor)
    assert upstream.redeemed == []
    # Nor does it let in somebody of this school who comes by way of it.
    answered(visitor, other, asked(visitor, other), upstream)
    assert not is_in(visitor)


def test_who_has_a_role_elsewhere_does_not_come_in_by_the_provider_of_one_school(
    database: Database, visitor: Visitor, number: int, person: int, upstream: Proefprovider
) -> None:
    add_account(database, person, Rol.OPERATOR)
    answer = answered(visitor, number, asked(visitor, number), upstream)
    assert "rol buiten deze school" in visitor.get(answer.location).text
    assert not is_in(visitor)


@pytest.mark.parametrize(
    ("claims", "comes_in"),
    [
        ({"tid": "tenant-1", "oid": "medewerker-1", "sub": "per-client"}, True),
        ({"tid": "tenant-2", "oid": "medewerker-1"}, False),
        ({"oid": "medewerker-1"}, False),
        ({"tid": "tenant-1"}, False),
    ],
)
def test_only_the_organisation_of_the_school_counts(
    database: Database,
    diensten: Diensten,
    visitor: Visitor,
    person: int,
    upstream: Proefprovider,
    claims: dict[str, Any],
    comes_in: bool,
) -> None:
    number = turn_on(database, diensten, SCHOOL, upstream, vast=Vast.TID, vast_waarde="tenant-1")
    upstream.claims = claims
    answered(visitor, number, asked(visitor, number), upstream)
    assert is_in(visitor) is comes_in


def test_a_provider_that_is_off_leads_nobody_anywhere(
    diensten: Diensten, visitor: Visitor, number: int, person: int, upstream: Proefprovider
) -> None:
    question = asked(visitor, number)
    diensten.mensen.schoolproviders.turn_off(SCHOOL, door=DOOR)
    answered(visitor, number, question, upstream)
    assert not is_in(visitor)
    answer = visitor.get(f"/portaal/aanmelden/extern/{number}")
    assert answer.location.startswith("/portaal/aanmelden?")


def test_the_school_is_found_by_its_brin_and_no_other_is_told_of(
    visitor: Visitor, number: int, upstream: Proefprovider
) -> None:
    page = f"/portaal/aanmelden/school?verder={ACCOUNT}"
    chosen = visitor.submit(page, {"school": "99xx16"})
    assert f"/portaal/aanmelden/extern/{number}?verder={ACCOUNT}" in visitor.get(chosen.location).text
    unknown = said(visitor, page, "99ZZ")
    without = said(visitor, page, "98AA/01")
    assert "Met deze BRIN kan dat hier niet" in unknown
    assert unknown == without


def said(visitor: Visitor, page: str, school: str) -> str:
    """What the page says of a school, but for its name and the token of the form, which tells the time."""
    answer = visitor.submit(page, {"school": school})
    return answer.text.replace(form_token(answer), "").replace(school, "")


def test_the_secret_goes_in_the_form_where_the_provider_wants_it(
    database: Database, diensten: Diensten, visitor: Visitor, person: int, upstream: Proefprovider
) -> None:
    upstream.document = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    number = turn_on(database, diensten, SCHOOL, upstream)
    answered(visitor, number, asked(visitor, number), upstream)
    assert is_in(visitor)
    assert upstream.redeemed[0]["client_secret"] == GEHEIM
