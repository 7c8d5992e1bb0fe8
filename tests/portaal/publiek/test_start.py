"""The first page, and the choice of a language."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.support.partners.products import add_product
from tests.support.portaal import people, voorstellen
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.partner import koppelpartner
from uwlr_service.repository.schema.school import school
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer


def test_anybody_sees_what_this_is(visitor: Visitor) -> None:
    page = document(visitor.get("/portaal/"))
    assert page.get("lang") == "nl"
    assert "Koppelingen" in page.findtext(".//h1")


@pytest.mark.parametrize(
    ("rol", "path"),
    [
        (Rol.SCHOOLBEHEERDER, "/portaal/scholen/99XX-16"),
        (Rol.SCHOOLLEZER, "/portaal/scholen/99XX-16"),
        (Rol.LEERKRACHT, "/portaal/scholen/99XX-16/resultaten"),
        (Rol.PARTNERBEHEERDER, "/portaal/partners/1"),
        (Rol.OPERATOR, "/portaal/beheer"),
    ],
)
def test_a_person_with_one_place_is_led_there(
    portaal: Flask, database: Database, stored: Schoolgegevens, rol: Rol, path: str
) -> None:
    partner = add_product(database, "L1").koppelpartner
    person = people.add_person(
        database,
        rol,
        school=SCHOOL if rol.is_of_school else None,
        koppelpartner=partner if rol.is_of_partner else None,
    )
    visitor = Visitor(portaal, token=people.sign_in(database, person))
    answer = visitor.get("/portaal/")
    assert (answer.status_code, answer.location) == (303, path)
    assert document(visitor.get(path)).xpath("//nav//a[@aria-current='page']/@href") == [path]


def test_a_pupil_has_no_portal(portaal: Flask, database: Database, stored: Schoolgegevens) -> None:
    person = people.add_person(database, Rol.LEERLING, school=SCHOOL)
    visitor = Visitor(portaal, token=people.sign_in(database, person))
    answer = visitor.get("/portaal/")
    assert answer.location == "/portaal/klas/binnen"
    page = document(visitor.get(answer.location))
    assert page.xpath("//main//a") == []
    assert page.xpath("//form/@action") == ["/portaal/klas/klaar"]


def test_a_person_with_two_places_chooses(portaal: Flask, database: Database, stored: Schoolgegevens) -> None:
    person = people.add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    people.add_account(database, person, Rol.OPERATOR)
    visitor = Visitor(portaal, token=people.sign_in(database, person))
    page = document(visitor.get("/portaal/"))
    assert page.xpath("//main//a/@href") == ["/portaal/scholen/99XX-16", "/portaal/beheer"]


def test_each_place_has_its_name_and_what_waits_there(
    portaal: Flask, database: Database, diensten: Diensten, stored: Schoolgegevens
) -> None:
    aanbod = voorstellen.add_link(database)
    voorstellen.propose(diensten, aanbod, voorstellen.inhoud())
    with database.write() as connection:
        connection.execute(update(school).values(naam="De Wilg"))
        (koppelpartner_id,) = connection.execute(select(koppelpartner.c.id)).scalars()
    person = people.add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    people.add_account(database, person, Rol.SCHOOLLEZER, school=SCHOOL)
    people.add_account(database, person, Rol.PARTNERBEHEERDER, koppelpartner=koppelpartner_id)
    visitor = Visitor(portaal, token=people.sign_in(database, person))
    page = document(visitor.get("/portaal/"))
    assert [" ".join(place.text_content().split()) for place in page.xpath("//main//li")] == [
        "De Wilg. 1 voorstel wacht op uw besluit.",
        "Ouders & Co BV",
    ]


def test_a_reader_does_not_see_what_waits(
    portaal: Flask, database: Database, diensten: Diensten, stored: Schoolgegevens
) -> None:
    voorstellen.propose(diensten, voorstellen.add_link(database), voorstellen.inhoud())
    person = people.add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)
    people.add_account(database, person, Rol.OPERATOR)
    visitor = Visitor(portaal, token=people.sign_in(database, person))
    places = document(visitor.get("/portaal/")).xpath("//main//li")
    assert [place.text_content() for place in places] == ["School 99XX/16", "Beheer van de dienst"]


def test_a_partner_reads_how_many_schools_wait_for_destruction(
    portaal: Flask, database: Database, diensten: Diensten, beheer: Koppelingbeheer, stored: Schoolgegevens
) -> None:
    koppeling = voorstellen.add_running(beheer, "R1", SCHOOL)
    partner = diensten.koppelpartners.take_up("R1", door=voorstellen.WIE)
    diensten.intrekkingen.withdraw(koppeling, SCHOOL, door=voorstellen.WIE)
    person = people.add_person(database, Rol.PARTNERBEHEERDER, koppelpartner=partner)
    people.add_account(database, person, Rol.OPERATOR)
    visitor = Visitor(portaal, token=people.sign_in(database, person))
    assert "Bij 1 school moet u nog gegevens vernietigen." in visitor.get("/portaal/").text


def test_a_language_is_kept_and_the_page_too(visitor: Visitor) -> None:
    link = document(visitor.get("/portaal/")).xpath("//footer//a[@lang='en']/@href")[0]
    answer = visitor.get(link)
    assert (answer.status_code, answer.location) == (303, "/portaal/")
    page = document(visitor.get("/portaal/"))
    assert page.get("lang") == "en"
    assert page.xpath("//footer//a[@lang='nl']")
    visitor.get("/portaal/taal/nl")
    assert document(visitor.get("/portaal/")).get("lang") == "nl"


def test_a_language_that_is_not_there(visitor: Visitor) -> None:
    assert visitor.get("/portaal/taal/fr").status_code == 404
    visitor.set_cookie("taal", "fr", path="/portaal")
    assert document(visitor.get("/portaal/")).get("lang") == "nl"
