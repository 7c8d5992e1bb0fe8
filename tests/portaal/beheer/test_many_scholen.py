"""Hundreds of schools: a page at a time in the order of their codes, found by a part of a name or code."""

import pytest
from sqlalchemy import insert, update

from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.many import codes, store_schools
from uwlr_service.paginas.bladeren import ON_A_PAGE
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.school import school

PAGE = "/portaal/beheer/scholen"
MANY = 2 * ON_A_PAGE + 5
NAMED = "100% De Linde"


@pytest.fixture
def many(database: Database) -> list[str]:
    """Many schools of which one has a name and one has no BRIN; their codes in order."""
    made = store_schools(database, MANY)
    with database.write() as connection:
        connection.execute(
            update(school)
            .where(school.c.brincode == "99XB", school.c.dependancecode == "03")
            .values(naam=NAMED)
        )
        connection.execute(insert(school).values(schoolkey="linde-oost", dependancecode="00"))
    assert made == codes(MANY)
    return [*sorted(map(str, made)), "schoolkey:linde-oost"]


def shown(visitor: Visitor, path: str) -> list[str]:
    """The codes of the schools on a page."""
    found = document(visitor.get(path)).xpath("//main//li/p/text()")
    return [str(text).split(".")[0].strip() for text in found]


def test_every_school_is_reached_page_by_page(operator: Visitor, many: list[str]) -> None:
    seen: list[str] = []
    address = PAGE
    for _ in range(3):
        page = document(operator.get(address))
        seen += shown(operator, address)
        following = page.xpath("//main//a[.='Volgende scholen']/@href")
        address = str(following[0]) if following else ""
    assert seen == many
    assert address == ""
    assert document(operator.get(f"{PAGE}?vanaf=100")).xpath("//main//a[.='Vorige scholen']/@href") == [
        f"{PAGE}?vanaf=50"
    ]


@pytest.mark.parametrize(
    ("zoek", "expected"),
    [
        ("linde", ["99XB/03", "schoolkey:linde-oost"]),
        ("100%25", ["99XB/03"]),
        ("99xb/0", ["99XB/00", "99XB/01", "99XB/02", "99XB/03", "99XB/04"]),
        ("99xb/04%00", ["99XB/04"]),
        ("99_B", []),
    ],
)
def test_a_school_is_found(operator: Visitor, many: list[str], zoek: str, expected: list[str]) -> None:
    assert shown(operator, f"{PAGE}?zoek={zoek}") == expected


def test_a_search_goes_along_to_the_next_page(operator: Visitor, many: list[str]) -> None:
    page = document(operator.get(f"{PAGE}?zoek=99xa"))
    (following,) = page.xpath("//main//a[.='Volgende scholen']/@href")
    assert following == f"{PAGE}?zoek=99xa&vanaf=50"
    assert shown(operator, following) == many[50:100]
    assert "Geen school gevonden." in operator.get(f"{PAGE}?zoek=nergens").text


def test_without_schools_a_page_says_what_to_do(operator: Visitor) -> None:
    page = document(operator.get(PAGE))
    assert "uwlr edexml import" in page.text_content()
    assert page.xpath("//main//form") == []
