"""Tying an account at the OpenID provider of a school to the own account here."""

from tests.support.portaal.people import add_person, sign_in
from tests.support.portaal.visiting import Visitor
from tests.support.schools.builders import SCHOOL
from tests.support.sso.extern import ACCOUNT, answered
from tests.support.sso.provider import (
    Proefprovider,
    parameters_of,
)
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.repository.account.extern import ExternRepository
from uwlr_service.repository.database import Database


def test_somebody_ties_their_own_account_after_a_fresh_proof(
    database: Database, visitor: Visitor, number: int, upstream: Proefprovider
) -> None:
    colleague = add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)
    visitor.take(sign_in(database, colleague))
    assert "Koppelen met Onze Microsoft" in visitor.get(ACCOUNT).text
    question = parameters_of(visitor.get("/portaal/account/organisatie").location)
    assert answered(visitor, number, question, upstream).location == ACCOUNT
    with database.read() as connection:
        assert ExternRepository(connection).owner(upstream.issuer, "medewerker-1") == colleague
    assert "Gekoppeld." in visitor.get(ACCOUNT).text
    visitor.submit("/portaal/account/organisatie/los", page=ACCOUNT)
    with database.read() as connection:
        assert ExternRepository(connection).owner(upstream.issuer, "medewerker-1") is None


def test_an_account_is_tied_to_one_person_only(
    database: Database, visitor: Visitor, number: int, person: int, upstream: Proefprovider
) -> None:
    colleague = add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)
    visitor.take(sign_in(database, colleague))
    question = parameters_of(visitor.get("/portaal/account/organisatie").location)
    answer = answered(visitor, number, question, upstream)
    assert "al van iemand anders" in visitor.get(answer.location).text
    with database.read() as connection:
        assert ExternRepository(connection).owner(upstream.issuer, "medewerker-1") == person


def test_nothing_is_tied_in_the_session_of_somebody_else(
    database: Database, visitor: Visitor, number: int, upstream: Proefprovider
) -> None:
    visitor.take(sign_in(database, add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)))
    question = parameters_of(visitor.get("/portaal/account/organisatie").location)
    visitor.take(sign_in(database, add_person(database, Rol.SCHOOLLEZER, school=SCHOOL, naam="Bas")))
    answered(visitor, number, question, upstream)
    with database.read() as connection:
        assert ExternRepository(connection).owner(upstream.issuer, "medewerker-1") is None
