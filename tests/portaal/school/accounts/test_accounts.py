"""The accounts of a school in the portal: turned on, listed, and sheets that are shown once."""

import re

import pytest
from flask import Flask

from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import SCHOOL
from tests.support.statements import recorded
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database

PAGE = "/portaal/scholen/99XX-16/inlogaccounts"
ACTIVATE = "/portaal/activeren"


@pytest.fixture
def jet(portaal: Flask, database: Database, stored: Schoolgegevens) -> Visitor:
    """An administrator of the school."""
    inlog = people.add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL, naam="Jet Bos")
    return Visitor(portaal, token=people.sign_in(database, inlog))


@pytest.fixture
def on(jet: Visitor) -> Visitor:
    """The same, at a school that has accounts."""
    assert jet.submit(f"{PAGE}/aan", page=PAGE).status_code == 303
    return jet


def names(visitor: Visitor) -> list[str]:
    return [name.text_content() for name in document(visitor.get(PAGE)).xpath("//main//li/h3")]


def sheets(visitor: Visitor) -> list[dict[str, str]]:
    """The sheets that a page shows."""
    page = document(visitor.get(f"{PAGE}/bladen"))
    return [
        {
            "naam": sheet.findtext("h2"),
            "inlognaam": sheet.xpath(".//strong[@class='adres']")[1].text,
            "code": sheet.xpath(".//strong[@class='code']")[0].text,
        }
        for sheet in page.xpath("//section[@class='vel']")
    ]


def button(visitor: Visitor, label: str, naam: str) -> str:
    """Where the button of somebody leads."""
    for card in document(visitor.get(PAGE)).xpath("//main//li[h3]"):
        if card.findtext("h3") == naam:
            for form in card.xpath(".//form"):
                if label in form.text_content():
                    return str(form.get("action"))
    raise AssertionError(f"no button {label} for {naam}")


def test_a_school_turns_accounts_on_and_off(jet: Visitor) -> None:
    assert "hebben geen account" in jet.get(PAGE).text
    assert names(jet) == []
    jet.submit(f"{PAGE}/aan", page=PAGE)
    assert "De accounts staan aan" in jet.get(PAGE).text
    assert len(names(jet)) == 5
    assert "gaan dicht" in jet.get(f"{PAGE}/uit").text
    assert jet.submit(f"{PAGE}/uit").location == PAGE
    assert "hebben geen account" in jet.get(PAGE).text
    assert jet.get(PAGE).text.count("Gesloten.") == 5


def test_the_list_is_searched_by_name_and_group(on: Visitor) -> None:
    on.submit(PAGE, {"zoek": "jansen", "groep": ""})
    assert names(on) == ["Sanne van den Jansen"]
    on.submit(PAGE, {"zoek": "", "groep": "G1"})
    assert names(on) == ["Kim Bos", "Sanne van den Jansen"]
    on.submit(PAGE, {"zoek": "nergens", "groep": ""})
    assert "Niemand gevonden" in on.get(PAGE).text


def test_a_pupil_activates_with_a_sheet_that_was_shown_once(on: Visitor, portaal: Flask) -> None:
    on.submit(button(on, "Blad maken", "Daan Çelik"), page=PAGE)
    (sheet,) = sheets(on)
    assert (sheet["naam"], sheet["inlognaam"]) == ("Daan Çelik", "daan.celik@99xx16")
    assert re.fullmatch(r"[a-z2-9]{5}-[a-z2-9]{5}", sheet["code"])
    assert sheets(on) == []
    assert "al getoond" in on.get(f"{PAGE}/bladen").text
    assert "Er is een blad" in on.get(PAGE).text
    daan = Visitor(portaal)
    wrong = daan.submit(ACTIVATE, {"inlognaam": sheet["inlognaam"], "code": "aaaaa-aaaaa"})
    assert "Deze code klopt niet" in wrong.text
    right = daan.submit(ACTIVATE, {"inlognaam": sheet["inlognaam"], "code": sheet["code"]})
    assert right.location == "/portaal/uitnodiging"
    assert daan.get("/portaal/uitnodiging").location == f"{ACTIVATE}/wachtwoord"
    assert "Hoi Daan Çelik" in daan.get(f"{ACTIVATE}/wachtwoord").text
    weak = daan.submit(f"{ACTIVATE}/wachtwoord", {"wachtwoord": "kort", "nogmaals": "kort"})
    assert "10 tekens of meer" in weak.text
    chosen = {"wachtwoord": "kikker-maan-42", "nogmaals": "kikker-maan-42"}
    assert daan.submit(f"{ACTIVATE}/wachtwoord", chosen).location == "/portaal/"
    assert daan.get("/portaal/").location == "/portaal/klas/binnen"
    again = Visitor(portaal)
    entered = again.submit(
        "/portaal/aanmelden", {"inlognaam": sheet["inlognaam"], "wachtwoord": "kikker-maan-42"}
    )
    assert entered.status_code == 303
    assert "Ik ben klaar" in again.get("/portaal/klas/binnen").text


def test_a_teacher_goes_on_to_a_second_factor(on: Visitor, portaal: Flask) -> None:
    on.submit(button(on, "Blad maken", "Kim Bos"), page=PAGE)
    (sheet,) = sheets(on)
    kim = Visitor(portaal)
    kim.submit(ACTIVATE, {"inlognaam": sheet["inlognaam"], "code": sheet["code"]})
    assert "Stap 1 van 2" in kim.get("/portaal/uitnodiging").text
    assert kim.get(f"{ACTIVATE}/wachtwoord").location == "/portaal/uitnodiging"
    chosen = {"wachtwoord": "paars tandwiel klimt", "nogmaals": "paars tandwiel klimt"}
    assert kim.submit("/portaal/uitnodiging", chosen).location == "/portaal/uitnodiging/tweede"


def test_sheets_for_a_group(on: Visitor) -> None:
    on.submit(f"{PAGE}/bladen/maken", page=PAGE)
    assert "Kies eerst een groep" in on.get(PAGE).text
    on.submit(PAGE, {"zoek": "", "groep": "G2"})
    on.submit(f"{PAGE}/bladen/maken", page=PAGE)
    assert [sheet["naam"] for sheet in sheets(on)] == ["Daan Çelik"]


def test_a_pupil_of_the_lowest_groups_has_no_sheet(on: Visitor) -> None:
    with pytest.raises(AssertionError, match="no button"):
        button(on, "Blad maken", "Sanne van den Jansen")
    assert "Logt in op het scherm van de klas" in on.get(PAGE).text
    assert "Leerkracht: Groep 4, Plusklas." in on.get(PAGE).text


def test_sessions_of_somebody_end(on: Visitor) -> None:
    on.submit(button(on, "Overal uitloggen", "Daan Çelik"), page=PAGE)
    assert "0 sessies zijn beëindigd" in on.get(PAGE).text


def test_without_a_sheet_there_is_no_password_to_choose(portaal: Flask) -> None:
    assert Visitor(portaal).get(f"{ACTIVATE}/wachtwoord").location == ACTIVATE


def test_the_list_costs_the_same_for_one_and_for_all(on: Visitor) -> None:
    counted = []
    for zoek in ("jansen", ""):
        on.submit(PAGE, {"zoek": zoek, "groep": ""})
        with recorded() as statements:
            on.get(PAGE)
        counted.append(len(statements))
    assert counted[0] == counted[1]
