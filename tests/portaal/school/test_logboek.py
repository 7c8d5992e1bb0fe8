"""The log of a school: its own lines, and the anchor by which it can prove them."""

import json

import pytest
from flask import Flask

from tests.support.partners.handelenden import DOOR
from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.toezicht.verkeer import Oproep
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

LOGBOEK = "/portaal/scholen/99XX-16/logboek"


@pytest.fixture
def beheerder(portaal: Flask, database: Database, stored: object) -> Visitor:
    """Somebody who decides for the school."""
    person = people.add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    return Visitor(portaal, token=people.sign_in(database, person))


def test_a_school_sees_its_own_lines_alone(
    beheerder: Visitor, diensten: Diensten, database: Database
) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    beheer = diensten.koppelingbeheer
    beheer.add(klantnaam="Van ons", klantcode="A", scholen=[SCHOOL], door=DOOR)
    beheer.add(klantnaam="Van hen", klantcode="B", scholen=[ANDERE_SCHOOL], door=DOOR)
    page = document(beheerder.get(LOGBOEK))
    lines = page.xpath("//main//ul[@class='kaarten log']/li")
    assert lines
    assert all(str(SCHOOL) in line.text_content() for line in lines)
    assert str(ANDERE_SCHOOL) not in page.text_content()


def test_the_anchor_stands_at_its_foot_and_proves_the_log(beheerder: Visitor, diensten: Diensten) -> None:
    diensten.koppelingbeheer.add(klantnaam="Van ons", klantcode="A", scholen=[SCHOOL], door=DOOR)
    (anker,) = document(beheerder.get(LOGBOEK)).xpath("//main//pre/code/text()")
    seal = diensten.logboek.last_seal(door=DOOR)
    assert seal is not None
    assert json.loads(anker)["zegel"] == seal.nummer
    assert diensten.logboek.verify(anker, door=DOOR).breuk is None


def test_a_line_says_in_words_what_happened_and_keeps_its_code(
    beheerder: Visitor, diensten: Diensten
) -> None:
    uitgifte = diensten.koppelingbeheer.add(
        klantnaam="Rooster", klantcode="R", scholen=[SCHOOL], gegevensset="gkv-basis", door=DOOR
    )
    number = uitgifte.koppeling.id
    diensten.intrekkingen.withdraw(number, SCHOOL, door=DOOR)
    diensten.register.count(Oproep(number, str(SCHOOL), "gkv.pakket", "gegevens"), 0.01, 3)
    diensten.register.flush()
    called, withdrawn, *_ = document(beheerder.get(LOGBOEK)).xpath("//main//ul[@class='kaarten log']/li")
    assert called.findtext("p").startswith("Rooster vroeg om een pakket met gegevens van")
    assert called.findtext("p").endswith("Er gingen gegevens uit.")
    assert "is gestopt met Rooster. Rooster moet de gegevens vernietigen." in withdrawn.findtext("p")
    (parts,) = withdrawn.findall("details")
    assert parts.get("open") is None
    assert parts.findtext(".//code") == "deelname-ingetrokken"
    assert f"{number}, Rooster (GKV basis)" in [part.text_content() for part in parts.iter("dd")]


def test_in_english_nothing_of_it_is_dutch(beheerder: Visitor, diensten: Diensten) -> None:
    diensten.koppelingbeheer.add(klantnaam="Rooster", klantcode="R", scholen=[SCHOOL], door=DOOR)
    beheerder.set_cookie("taal", "en")
    (line,) = document(beheerder.get(LOGBOEK)).xpath(
        "//main//ul[@class='kaarten log']/li[.//code='deelname-actief']"
    )
    assert line.findtext("p").endswith("takes part in Rooster.")
    assert [part.text for part in line.iter("dt")] == [
        "Code",
        "School",
        "Link",
        "Version of the agreement",
        "Times the school takes part",
        "Seal",
    ]


def test_it_takes_few_statements(beheerder: Visitor, diensten: Diensten) -> None:
    for number in range(60):
        diensten.koppelingbeheer.add(
            klantnaam=f"K{number}", klantcode=f"K{number}", scholen=[SCHOOL], door=DOOR
        )
    beheerder.get(LOGBOEK)
    with recorded() as statements:
        page = document(beheerder.get(LOGBOEK))
    assert len(statements) <= 15
    assert page.xpath("//main//a[text()='Oudere regels']")
    assert "Hier staat nog niets." in beheerder.get(f"{LOGBOEK}?soort=inzage").text
