"""Proving anew who one is at the provider of the school, for who has nothing to prove it by here."""

import time

import pytest

from tests.support.portaal.people import add_passkey, add_person, sign_in
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import SCHOOL
from tests.support.sso.extern import ACCOUNT, FAILED, answered
from tests.support.sso.provider import Proefprovider, parameters_of
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import FRESH
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.repository.account.extern import ExternRepository
from uwlr_service.repository.database import Database

PAGE = f"/portaal/bevestigen?verder={ACCOUNT}"
GO = f"/portaal/bevestigen/organisatie?verder={ACCOUNT}"
TIE = "/portaal/account/organisatie"
"""Something that asks for a fresh proof."""


def somebody(database: Database, upstream: Proefprovider, rol: Rol = Rol.SCHOOLLEZER) -> int:
    """Somebody who tied their account, and has nothing else."""
    made = add_person(database, rol, school=SCHOOL)
    with database.write() as connection:
        assert ExternRepository(connection).tie(made, upstream.issuer, "medewerker-1", tijd.now())
    return made


def long_ago(database: Database, visitor: Visitor, person: int) -> None:
    """Signed in, with a proof that is not fresh."""
    visitor.take(sign_in(database, person, bewezen=tijd.now() - FRESH * 2))


@pytest.fixture
def lezer(database: Database, visitor: Visitor, number: int, upstream: Proefprovider) -> int:
    """Somebody like that, signed in a while ago."""
    person = somebody(database, upstream)
    long_ago(database, visitor, person)
    return person


def test_the_provider_proves_who_one_is_now(
    visitor: Visitor, lezer: int, number: int, upstream: Proefprovider
) -> None:
    before = visitor.token
    assert visitor.get(TIE).location.startswith("/portaal/bevestigen")
    (link,) = document(visitor.get(PAGE)).xpath("//main//a[contains(., 'Onze Microsoft')]/@href")
    question = parameters_of(visitor.get(link).location)
    assert (question["prompt"], question["max_age"]) == ("login", "0")
    assert answered(visitor, number, question, upstream).location == ACCOUNT
    assert visitor.token != before
    assert visitor.get(TIE).location.startswith(upstream.issuer)


@pytest.mark.parametrize(
    "claims",
    [
        {"amr": ["pwd"]},
        {"amr": None},
        {"auth_time": None},
        {"auth_time": int(time.time()) - 3600},
        {"sub": "medewerker-2"},
    ],
)
def test_what_is_no_proof_of_now_proves_nothing(
    visitor: Visitor, lezer: int, number: int, upstream: Proefprovider, claims: dict[str, object]
) -> None:
    upstream.claims = claims
    question = parameters_of(visitor.get(GO).location)
    answer = answered(visitor, number, question, upstream)
    assert answer.location.startswith("/portaal/bevestigen")
    assert visitor.get(TIE).location.startswith("/portaal/bevestigen")


def test_the_proof_of_a_colleague_is_none(
    database: Database, visitor: Visitor, lezer: int, number: int, upstream: Proefprovider
) -> None:
    other = add_person(database, Rol.SCHOOLLEZER, school=SCHOOL, naam="Bas")
    with database.write() as connection:
        assert ExternRepository(connection).tie(other, upstream.issuer, "medewerker-2", tijd.now())
    upstream.claims = {"sub": "medewerker-2"}
    answer = answered(visitor, number, parameters_of(visitor.get(GO).location), upstream)
    assert "een ander account" in visitor.get(answer.location).text
    assert visitor.get(TIE).location.startswith("/portaal/bevestigen")


def test_it_counts_in_the_session_where_it_was_asked_for(
    database: Database, visitor: Visitor, lezer: int, number: int, upstream: Proefprovider
) -> None:
    question = parameters_of(visitor.get(GO).location)
    long_ago(database, visitor, add_person(database, Rol.SCHOOLLEZER, school=SCHOOL, naam="Bas"))
    answered(visitor, number, question, upstream)
    assert visitor.get(TIE).location.startswith("/portaal/bevestigen")


def test_who_has_a_second_step_here_proves_it_here(
    database: Database, visitor: Visitor, lezer: int, number: int
) -> None:
    add_passkey(database, lezer)
    assert "Onze Microsoft" not in visitor.get(PAGE).text
    refused = visitor.get(GO).location
    assert refused.startswith("/portaal/bevestigen")
    assert FAILED in visitor.get(refused).text


def test_a_step_that_came_meanwhile_is_asked_for_here(
    database: Database, visitor: Visitor, lezer: int, number: int, upstream: Proefprovider
) -> None:
    question = parameters_of(visitor.get(GO).location)
    add_passkey(database, lezer)
    answered(visitor, number, question, upstream)
    assert visitor.get(TIE).location.startswith("/portaal/bevestigen")


def test_whoever_decides_for_a_school_proves_it_here(
    database: Database, visitor: Visitor, number: int, upstream: Proefprovider
) -> None:
    long_ago(database, visitor, somebody(database, upstream, Rol.SCHOOLBEHEERDER))
    assert "Onze Microsoft" not in visitor.get(PAGE).text
    assert visitor.get(GO).location.startswith("/portaal/bevestigen")
