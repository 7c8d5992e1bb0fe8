"""The first page of a school: what waits, what is lacking, and how the night went."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import insert

from tests.support.portaal import people, voorstellen
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.gkv import nachttaak
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

PATH = "/portaal/scholen/99XX-16"


def visit(portaal: Flask, database: Database, rol: Rol = Rol.SCHOOLBEHEERDER) -> str:
    """The text of the page for somebody of the school."""
    person = people.add_person(database, rol, school=SCHOOL)
    visitor = Visitor(portaal, token=people.sign_in(database, person))
    return " ".join(document(visitor.get(PATH)).xpath("string(//main)").split())


@pytest.mark.usefixtures("stored")
def test_a_school_where_nothing_waits(portaal: Flask, database: Database) -> None:
    text = visit(portaal, database)
    assert text.startswith("School 99XX/16 Wachten op uw besluit Er wacht geen voorstel.")
    assert "Alles is compleet." in text
    assert "Geen in de laatste zeven dagen." in text
    assert "Pakketten" not in text
    assert "nieuw bericht" not in text


@pytest.mark.usefixtures("stored")
def test_the_first_page_leads_on(portaal: Flask, database: Database) -> None:
    person = people.add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    visitor = Visitor(portaal, token=people.sign_in(database, person))
    assert document(visitor.get(PATH)).xpath("//main//a/@href") == [f"{PATH}/todo", f"{PATH}/resultaten"]


def test_a_proposal_waits_and_a_reader_does_not_see_it(
    portaal: Flask, database: Database, diensten: Diensten, stored: Schoolgegevens
) -> None:
    aanbod = voorstellen.add_link(database)
    voorstellen.propose(diensten, aanbod, voorstellen.inhoud())
    text = visit(portaal, database)
    assert "OuderApp · gevraagd op" in text
    assert "1 nieuw bericht. Lezen" in text
    reader = visit(portaal, database, Rol.SCHOOLLEZER)
    assert "OuderApp" not in reader
    assert "Nog aan te vullen" not in reader
    assert "Nieuwe resultaten" in reader


def test_the_packages_of_last_night_are_counted(
    portaal: Flask, database: Database, diensten: Diensten, beheer: Koppelingbeheer, stored: Schoolgegevens
) -> None:
    night: date = diensten.settings.nachtvenster.last(tijd.now())
    for code, uitkomst in (("R1", "gemaakt"), ("R2", "gemaakt"), ("R3", "mislukt")):
        uitgifte = beheer.add(
            klantnaam=code, klantcode=code, scholen=[SCHOOL], gegevensset=GKV_BASIS, door=voorstellen.WIE
        )
        with database.write() as connection:
            connection.execute(
                insert(nachttaak).values(
                    koppeling_id=uitgifte.koppeling.id,
                    school_id=1,
                    nacht=night,
                    plaats=1,
                    uitkomst=uitkomst,
                    pogingen=1,
                )
            )
    assert "2 gemaakt. 1 niet gemaakt." in visit(portaal, database)


@pytest.mark.usefixtures("stored")
def test_somebody_of_two_schools_chooses_one_before_there_is_a_menu(
    portaal: Flask, database: Database
) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    person = people.add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    people.add_account(database, person, Rol.SCHOOLBEHEERDER, school=ANDERE_SCHOOL)
    visitor = Visitor(portaal, token=people.sign_in(database, person))
    menu = "//header//nav//a/@href"
    assert document(visitor.get("/portaal/berichten")).xpath(menu) == []
    assert f"{PATH}/koppelingen" in document(visitor.get(PATH)).xpath(menu)
