"""What a person was told: unread on top, marked as read by themselves only, and with mail or without."""

import pytest
from flask import Flask

from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.toezicht.bericht import Bericht, Geadresseerde
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling
from uwlr_service.uitwisseling.toezicht.berichten import tell

PAGE = "/portaal/berichten"
MARKUP = "<script>alert(1)</script>"


@pytest.fixture
def visitor(portaal: Flask, database: Database) -> Visitor:
    """An administrator of a school."""
    for code in (SCHOOL, ANDERE_SCHOOL):
        EdexmlUitwisseling(database).store(schoolgegevens(code))
    person = people.add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    return Visitor(portaal, token=people.sign_in(database, person))


def told(database: Database, *namen: str, aan: Geadresseerde | None = None) -> None:
    """Tell the administrators of the first school something, once for each name."""
    aan = aan or Geadresseerde.schoolbeheerders(1)
    with database.write() as connection:
        for naam in namen:
            parameters = {"naam": naam, "rol": "lezer"}
            tell(
                connection,
                Bericht(
                    soort=Berichtsoort.GEBRUIKER_BEEINDIGD,
                    aan=aan,
                    parameters=parameters,
                    pad="/scholen/99XX-16",
                ),
            )


def headings(visitor: Visitor) -> list[str]:
    """The titles of the messages, in order, with a mark for the new ones."""
    page = document(visitor.get(PAGE))
    return [" ".join(heading.text_content().split()) for heading in page.xpath("//main//li//h2")]


def test_without_messages_the_page_says_so(visitor: Visitor) -> None:
    assert "nog geen berichten" in visitor.get(PAGE).text
    assert headings(visitor) == []


def test_what_is_new_is_on_top_and_counted_on_every_page(visitor: Visitor, database: Database) -> None:
    told(database, "Oud", "Nieuwer")
    assert document(visitor.get("/portaal/account")).xpath(
        "string(//header//a[@href='/portaal/berichten'])"
    ) == ("2 nieuwe berichten")
    assert headings(visitor) == [
        "Nieuw De toegang van Nieuwer is beëindigd",
        "Nieuw De toegang van Oud is beëindigd",
    ]
    number = document(visitor.get(PAGE)).xpath("//input[@name='nummer']/@value")[0]
    assert visitor.submit(f"{PAGE}/gelezen", {"nummer": number}, page=PAGE).status_code == 303
    assert headings(visitor) == [
        "Nieuw De toegang van Oud is beëindigd",
        "De toegang van Nieuwer is beëindigd",
    ]
    visitor.submit(f"{PAGE}/gelezen", page=PAGE)
    assert not [heading for heading in headings(visitor) if heading.startswith("Nieuw ")]
    assert "1 nieuw" not in visitor.get(PAGE).text


def test_a_message_leads_to_its_page(visitor: Visitor, database: Database) -> None:
    told(database, "Tijn")
    (link,) = document(visitor.get(PAGE)).xpath("//main//li//a/@href")
    assert link == "/portaal/scholen/99XX-16"
    assert visitor.get(link).status_code == 200


def test_messages_of_others_are_neither_shown_nor_marked(
    visitor: Visitor, database: Database, diensten: Diensten
) -> None:
    told(database, "Elders", aan=Geadresseerde.schoolbeheerders(2))
    assert headings(visitor) == []
    assert visitor.submit(f"{PAGE}/gelezen", {"nummer": "1"}, page=PAGE).status_code == 303
    account = Account(id=9, rol=Rol.SCHOOLBEHEERDER, school=ANDERE_SCHOOL)
    other = Handelende(herkomst=Herkomst.PORTAAL, naam="Anders", inlog=99, accounts=(account,))
    (verteld,) = diensten.berichten.of_person(door=other)
    assert not verteld.gelezen


@pytest.mark.parametrize("nummer", ["x", "-1", "1e9", "99999999999999999999"])
def test_a_number_that_is_none_changes_nothing(visitor: Visitor, database: Database, nummer: str) -> None:
    told(database, "Tijn")
    answer = visitor.submit(f"{PAGE}/gelezen", {"nummer": nummer}, page=PAGE)
    assert answer.status_code in (303, 400)
    assert headings(visitor) == ["Nieuw De toegang van Tijn is beëindigd"]


def test_mail_is_chosen_and_kept(visitor: Visitor) -> None:
    box = "//input[@name='post'][@checked]"
    assert document(visitor.get(PAGE)).xpath(box)
    for fields, kept in (({}, False), ({"post": "y"}, True)):
        assert visitor.submit(f"{PAGE}/post", fields, page=PAGE).status_code == 303
        page = document(visitor.get(PAGE))
        assert bool(page.xpath(box)) == kept
        assert ("geen e-mail meer" in page.xpath("string(//*[@role='status'])")) == (not kept)


def test_they_are_in_the_language_of_the_reader(visitor: Visitor, database: Database) -> None:
    told(database, "Tijn")
    visitor.set_cookie("taal", "en", path="/portaal")
    assert headings(visitor) == ["New The access of Tijn was ended"]


def test_markup_in_a_message_stays_text(visitor: Visitor, database: Database) -> None:
    told(database, MARKUP)
    page = document(visitor.get(PAGE))
    assert page.xpath("//script") == []
    assert MARKUP in page.text_content()


def test_a_hundred_messages_cost_as_many_statements_as_one(visitor: Visitor, database: Database) -> None:
    told(database, "Tijn")
    visitor.get(PAGE)
    with recorded() as few:
        visitor.get(PAGE)
    told(database, *map(str, range(100)))
    with recorded() as many:
        visitor.get(PAGE)
    assert len(many) == len(few) <= 6
