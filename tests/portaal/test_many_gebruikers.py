"""Hundreds of users and invitations: a page at a time, found by a part of a name, at the same cost."""

import pytest
from flask import Flask

from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import SCHOOL
from tests.support.statements import recorded
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.paginas.bladeren import ON_A_PAGE
from uwlr_service.repository.database import Database

PAGE = "/portaal/beheer/gebruikers"
SCHOOLPAGE = "/portaal/scholen/99XX-16/gebruikers"
PEOPLE = 2 * ON_A_PAGE + 7
INVITED = ON_A_PAGE + 3


@pytest.fixture
def operator(portaal: Flask, stored: Schoolgegevens, database: Database) -> Visitor:
    """Somebody who runs the service, before there is anybody else."""
    person = people.add_person(database, Rol.OPERATOR, naam="Oona Beheer")
    return Visitor(portaal, token=people.sign_in(database, person))


@pytest.fixture
def many(database: Database, operator: Visitor) -> None:
    """Many people at one school, and many who were invited."""
    for number in range(PEOPLE):
        people.add_person(database, Rol.SCHOOLLEZER, school=SCHOOL, groepen=(), naam=f"Lezer {number:03}")
    plaats = Plaats(rol=Rol.SCHOOLLEZER, school=SCHOOL)
    for number in range(INVITED):
        people.invite(database, plaats, f"gast-{number:03}")


def names(visitor: Visitor, path: str) -> list[str]:
    """Whom a page shows."""
    found = document(visitor.get(path)).xpath("//main//h3/text()")
    return [str(name) for name in found]


def link(visitor: Visitor, path: str, text: str) -> str:
    """The only link with a text on a page."""
    (href,) = document(visitor.get(path)).xpath(f"//main//a[.='{text}']/@href")
    return str(href)


def test_few_users_are_one_page_without_a_search(operator: Visitor) -> None:
    page = document(operator.get(PAGE))
    assert page.xpath("//main//h3/text()") == ["Oona Beheer"]
    assert page.xpath("//input[@name='zoek']") == []
    assert page.xpath("//main//nav") == []


def test_all_are_reached_page_by_page_at_the_same_cost(operator: Visitor, many: None) -> None:
    seen: list[str] = []
    address = PAGE
    costs = set()
    while True:
        with recorded() as statements:
            page = document(operator.get(address))
        costs.add(len(statements))
        people_here = page.xpath("//h2[.='Wie kan inloggen']/following-sibling::ul[1]//h3/text()")
        assert len(people_here) <= ON_A_PAGE
        seen += people_here
        following = page.xpath("//a[.='Volgende gebruikers']/@href")
        if not following:
            break
        (address,) = following
    assert sorted(map(str, seen)) == sorted(["Oona Beheer", *(f"Lezer {n:03}" for n in range(PEOPLE))])
    assert len(costs) == 1
    back = link(operator, address, "Vorige gebruikers")
    assert back == f"{PAGE}?vanaf={ON_A_PAGE}"
    assert link(operator, back, "Vorige gebruikers") == f"{PAGE}?vanaf=0"


def test_invitations_have_pages_of_their_own(operator: Visitor, many: None) -> None:
    first = names(operator, PAGE)
    assert sum(name.startswith("gast-") for name in first) == ON_A_PAGE
    second = names(operator, link(operator, PAGE, "Volgende uitnodigingen"))
    assert [name for name in second if name.startswith("gast-")] == ["gast-050", "gast-051", "gast-052"]
    assert [name for name in second if name.startswith("Lezer")] == [
        name for name in first if name.startswith("Lezer")
    ]


def test_somebody_is_found_by_name_and_no_address_tells_whom(operator: Visitor, many: None) -> None:
    answer = operator.submit(PAGE, {"zoek": "lezer 04"})
    assert answer.location == PAGE
    assert sorted(names(operator, PAGE)) == [f"Lezer {number:03}" for number in range(40, 50)]
    assert document(operator.get(PAGE)).xpath("//input[@name='zoek']/@value") == ["lezer 04"]
    operator.submit(PAGE, {"zoek": "gast-01\0"})
    assert sorted(names(operator, PAGE)) == [f"gast-{number:03}" for number in range(10, 20)]
    operator.submit(PAGE, {"zoek": "niemand"})
    assert "Niemand gevonden." in operator.get(PAGE).text
    operator.submit(PAGE, {"zoek": "  "})
    assert len(names(operator, PAGE)) == 2 * ON_A_PAGE


def test_a_search_is_of_one_list_and_can_be_too_long(
    portaal: Flask, database: Database, operator: Visitor, many: None
) -> None:
    beheerder = people.add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL, naam="Jet Bos")
    visitor = Visitor(portaal, token=people.sign_in(database, beheerder))
    visitor.submit(SCHOOLPAGE, {"zoek": "jet"})
    assert names(visitor, SCHOOLPAGE) == ["Jet Bos"]
    operator.submit(PAGE, {"zoek": "jet"})
    people.add_account(database, beheerder, Rol.OPERATOR)
    both = Visitor(portaal, token=visitor.token)
    assert len(names(both, PAGE)) == 2 * ON_A_PAGE
    refused = visitor.submit(SCHOOLPAGE, {"zoek": "x" * 255})
    assert refused.status_code == 200
    assert "Fout:" in refused.text


@pytest.mark.parametrize("vanaf", ["-1", "x", "99999999999", "1" * 30])
def test_an_address_that_names_no_row_begins_at_the_first(operator: Visitor, many: None, vanaf: str) -> None:
    assert names(operator, f"{PAGE}?vanaf={vanaf}") == names(operator, PAGE)


def test_behind_the_last_row_there_is_nothing_but_the_way_back(operator: Visitor, many: None) -> None:
    page = f"{PAGE}?vanaf=5000&uitgenodigd=5000"
    assert names(operator, page) == []
    assert link(operator, page, "Vorige gebruikers") == f"{PAGE}?vanaf=4950&uitgenodigd=5000"
