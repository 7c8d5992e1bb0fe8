"""A sheet or a link that works once ties an account at the provider of a school, instead of a password."""

import pytest
from sqlalchemy import select

from tests.support.databases import backup_of
from tests.support.people.schoolaccounts import CLI, rows
from tests.support.portaal.people import add_person
from tests.support.portaal.visiting import HTTPS, Visitor
from tests.support.schools.builders import SCHOOL
from tests.support.sso.extern import answered, asked, is_in
from tests.support.sso.provider import Proefprovider, parameters_of
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.blad import Blad
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.account.extern import ExternRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.toezicht import logregel
from uwlr_service.repository.school.scholen import SchoolRepository

PAGE = "/portaal/uitnodiging"
TIE = f"{PAGE}/organisatie"
OFFERED = "Verder naar Onze Microsoft"
SUBJECT = "medewerker-1"


@pytest.fixture
def leerkracht(diensten: Diensten, database: Database, number: int) -> int:
    """The sign-in of a leerkracht of whom an import made the account, and who has no password."""
    diensten.inlogaccounts.turn_on(SCHOOL, door=CLI)
    (row,) = [row for row in rows(database) if row.persoon == "K1"]
    assert row.wachtwoord is None
    return int(row.inlog_id)


def sheet(diensten: Diensten, database: Database, inlog: int) -> Blad:
    """A sheet for somebody."""
    (row,) = [row for row in rows(database) if row.inlog_id == inlog]
    (blad,) = diensten.mensen.bladen.of_account(SCHOOL, row.id, door=CLI)
    return blad


def typed(visitor: Visitor, blad: Blad) -> str:
    """The page behind the code of a sheet."""
    answer = visitor.submit("/portaal/activeren", {"inlognaam": blad.inlognaam, "code": blad.code})
    assert answer.location == PAGE
    return visitor.get(PAGE).text


def owner(database: Database, upstream: Proefprovider) -> int | None:
    """Who tied the account at the provider."""
    with database.read() as connection:
        return ExternRepository(connection).owner(upstream.issuer, SUBJECT)


def test_a_leerkracht_ties_an_account_by_a_sheet_and_comes_in_by_it(
    diensten: Diensten,
    database: Database,
    visitor: Visitor,
    leerkracht: int,
    number: int,
    upstream: Proefprovider,
) -> None:
    blad = sheet(diensten, database, leerkracht)
    assert OFFERED in typed(visitor, blad)
    question = parameters_of(visitor.get(TIE).location)
    assert question["prompt"] == "select_account"
    assert answered(visitor, number, question, upstream).location == "/portaal/"
    assert owner(database, upstream) == leerkracht
    assert is_in(visitor)
    other = Visitor(visitor.application, origin=HTTPS)
    answered(other, number, asked(other, number), upstream)
    assert is_in(other)
    with database.read() as connection:
        told = list(connection.execute(select(logregel.c.wat).order_by(logregel.c.id)).scalars())
    assert told.count("extern-gekoppeld") == 1
    assert told.count("uitnodiging-aangenomen") == 1


def test_a_sheet_ties_once(
    diensten: Diensten,
    database: Database,
    visitor: Visitor,
    leerkracht: int,
    number: int,
    upstream: Proefprovider,
) -> None:
    blad = sheet(diensten, database, leerkracht)
    second = Visitor(visitor.application, origin=HTTPS)
    for browser in (visitor, second):
        typed(browser, blad)
    questions = [parameters_of(browser.get(TIE).location) for browser in (visitor, second)]
    answered(visitor, number, questions[0], upstream)
    upstream.claims["sub"] = "medewerker-2"
    assert answered(second, number, questions[1], upstream).location == PAGE
    assert not is_in(second)
    assert owner(database, upstream) == leerkracht
    third = Visitor(visitor.application, origin=HTTPS)
    again = third.submit("/portaal/activeren", {"inlognaam": blad.inlognaam, "code": blad.code})
    assert again.status_code == 200


def test_an_account_of_somebody_else_leaves_the_sheet_as_it_was(
    diensten: Diensten,
    database: Database,
    visitor: Visitor,
    leerkracht: int,
    number: int,
    person: int,
    upstream: Proefprovider,
) -> None:
    typed(visitor, sheet(diensten, database, leerkracht))
    answer = answered(visitor, number, parameters_of(visitor.get(TIE).location), upstream)
    page = visitor.get(answer.location).text
    assert "al van iemand anders" in page
    assert OFFERED in page
    assert owner(database, upstream) == person


def test_a_provider_without_a_second_factor_does_not_replace_a_password(
    diensten: Diensten,
    database: Database,
    visitor: Visitor,
    leerkracht: int,
    number: int,
    upstream: Proefprovider,
) -> None:
    upstream.claims["amr"] = ["pwd"]
    typed(visitor, sheet(diensten, database, leerkracht))
    answer = answered(visitor, number, parameters_of(visitor.get(TIE).location), upstream)
    assert "noemt geen tweede stap" in visitor.get(answer.location).text
    assert owner(database, upstream) is None
    assert not is_in(visitor)


def test_an_answer_counts_for_the_sheet_that_it_was_asked_for(
    diensten: Diensten,
    database: Database,
    visitor: Visitor,
    leerkracht: int,
    number: int,
    upstream: Proefprovider,
) -> None:
    typed(visitor, sheet(diensten, database, leerkracht))
    question = parameters_of(visitor.get(TIE).location)
    typed(visitor, sheet(diensten, database, leerkracht))  # a new one was printed meanwhile
    answered(visitor, number, question, upstream)
    assert owner(database, upstream) is None


def test_nothing_is_offered_to_somebody_who_decides_for_the_school(
    diensten: Diensten, database: Database, visitor: Visitor, leerkracht: int
) -> None:
    blad = sheet(diensten, database, leerkracht)
    with database.write() as connection:
        school_id = SchoolRepository(connection).get(SCHOOL)
        beheerder = Plaats(rol=Rol.SCHOOLBEHEERDER, school=SCHOOL)
        AccountRepository(connection).add(leerkracht, beheerder, school_id, tijd.now())
    assert OFFERED not in typed(visitor, blad)
    assert visitor.get(TIE).location == PAGE


def test_nothing_is_offered_without_a_sheet(visitor: Visitor, number: int) -> None:
    assert visitor.get(TIE).location == PAGE
    assert OFFERED not in visitor.get(PAGE).text


def test_the_link_of_a_recovery_ties_too_and_ends_what_was_there(
    diensten: Diensten, database: Database, visitor: Visitor, number: int, upstream: Proefprovider
) -> None:
    lezer = add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)
    made = diensten.mensen.uitnodigingen.recover(lezer, "Telefoon kwijt", door=CLI)
    visitor.get(f"{PAGE}/{made.token}")
    answered(visitor, number, parameters_of(visitor.get(TIE).location), upstream)
    assert owner(database, upstream) == lezer
    with database.read() as connection:
        assert InlogRepository(connection).get(lezer).wachtwoord is None
    assert is_in(visitor)


def test_a_sheet_that_was_used_is_not_usable_after_a_restore(
    diensten: Diensten,
    database: Database,
    visitor: Visitor,
    leerkracht: int,
    number: int,
    upstream: Proefprovider,
) -> None:
    diensten.journaal.require_current()
    blad = sheet(diensten, database, leerkracht)
    restore = backup_of(diensten)
    typed(visitor, blad)
    answered(visitor, number, parameters_of(visitor.get(TIE).location), upstream)
    assert owner(database, upstream) == leerkracht
    restore()
    diensten.terugzetting.complete()
    other = Visitor(visitor.application, origin=HTTPS)
    again = other.submit("/portaal/activeren", {"inlognaam": blad.inlognaam, "code": blad.code})
    assert again.status_code == 200
    assert OFFERED not in other.get(PAGE).text
