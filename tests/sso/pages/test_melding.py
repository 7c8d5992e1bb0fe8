"""What a person is told before an application first hears of them."""

import re

import pytest
from flask import Flask
from sqlalchemy import update

from tests.support.partners.handelenden import DOOR
from tests.support.portaal import markup
from tests.support.portaal.beslissen import say_yes
from tests.support.portaal.people import add_person, sign_in
from tests.support.portaal.visiting import HTTPS, Visitor, document
from tests.support.portaal.voorstellen import Aanbod, add_link, inhoud, propose
from tests.support.schools.builders import SCHOOL
from tests.support.sso.toepassingen import TERUG, Proefclient, add_client, add_sso_link
from tests.support.sso.verzoeken import asked
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.koppeling.ssoset import SSO, veld_of
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.sso.claims import CLAIMS, Affiliation
from uwlr_service.portaal import portaal_application
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.afspraken import dump_selectie
from uwlr_service.repository.schema.account import account
from uwlr_service.repository.schema.koppeling import gegevensafspraak

NAAM = "sso_medewerker/given_name"
ROEPNAAM = "Roepnaam van de medewerker"
FORMAL = re.compile(r"\b[Uu]w?\b")
DOEL = "Zodat een leerkracht ziet wat de klas leest."


def page_of(database: Database, sso: Flask, client: Proefclient, person: int) -> str:
    """Where somebody who is signed in is led by a request."""
    visitor = Visitor(sso, origin=HTTPS, token=sign_in(database, person))
    return visitor.get(visitor.get(asked(client)).location).location


def pupil(database: Database, key: str) -> int:
    """Somebody who signs in as a pupil of the school."""
    person = add_person(database, Rol.LEERLING, school=SCHOOL, naam=key)
    with database.write() as connection:
        connection.execute(update(account).where(account.c.inlog_id == person).values(persoon=key))
    return person


def test_what_for_and_what_is_told_is_what_the_school_agreed_to(
    database: Database, stored: Schoolgegevens, diensten: Diensten, sso: Flask
) -> None:
    aanbod: Aanbod = add_link(database, gegevensset=SSO)
    propose(diensten, aanbod, inhoud(SSO, "sso/employee", NAAM, "sso/groepen", doel=DOEL))
    beheerder = sign_in(database, add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL))
    say_yes(
        Visitor(portaal_application(diensten), origin=HTTPS, token=beheerder), aanbod, "sso/employee", NAAM
    )
    asked_since = "Zodat een leerkracht ziet wie er leest."
    propose(diensten, aanbod, inhoud(SSO, "sso/groepen", doel=asked_since))
    client = add_client(database, aanbod.koppeling)
    person = add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)
    visitor = Visitor(sso, origin=HTTPS, token=sign_in(database, person))
    address = visitor.get(visitor.get(asked(client)).location).location
    with recorded() as statements:
        page = document(visitor.get(address))
    assert sum("afspraakvoorstel" in statement for statement in statements) == 1
    assert not any("voorstelinhoud" in statement for statement in statements)
    text = page.text_content()
    assert DOEL in text
    assert asked_since not in text
    assert page.xpath("//li/strong/text()") == [ROEPNAAM]


def test_who_read_of_an_agreement_that_was_widened_meanwhile_is_told_again(
    database: Database, stored: Schoolgegevens, diensten: Diensten, sso: Flask
) -> None:
    koppeling = add_sso_link(database, velden={"sso/employee": True, NAAM: False})
    client = add_client(database, koppeling)
    person = add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)
    visitor = Visitor(sso, origin=HTTPS, token=sign_in(database, person))
    page = visitor.get(visitor.get(asked(client)).location).location
    before = document(visitor.get(page))
    assert markup.faults(before) == []
    assert ROEPNAAM not in before.xpath("//li/strong/text()")
    (form,) = before.xpath(f"//form[@action='{page}']")
    read = dict(form.form_values())
    diensten.koppelingbeheer.change_afspraak(koppeling, school=SCHOOL, velden={NAAM: True}, door=DOOR)
    for fields in (read, {}):
        assert visitor.submit(page, fields).location == page
    assert ROEPNAAM in document(visitor.get(page)).xpath("//li/strong/text()")
    assert visitor.press(page).location.startswith(TERUG)


@pytest.mark.parametrize(
    ("velden", "selectie", "page"),
    [
        ({"sso/student": True}, Leerlingselectie(), "melding"),
        ({"sso/student": False}, Leerlingselectie(), "geen-toegang"),
        ({"sso/student": True}, Leerlingselectie(jaargroepen=frozenset({"8"})), "geen-toegang"),
    ],
)
def test_a_pupil_signs_in_where_the_school_chose_that(
    database: Database,
    stored: Schoolgegevens,
    sso: Flask,
    velden: dict[str, bool],
    selectie: Leerlingselectie,
    page: str,
) -> None:
    leerling = stored.leerlingen[0]
    assert leerling.jaargroep != "8"
    client = add_client(database, add_sso_link(database, velden=velden))
    with database.write() as connection:
        connection.execute(update(gegevensafspraak).values(selectie=dump_selectie(selectie)))
    person = pupil(database, leerling.key)
    led = page_of(database, sso, client, person)
    assert led.startswith(f"/sso/{page}/")


def test_a_pupil_without_access_is_told_so_in_words_to_them(
    database: Database, stored: Schoolgegevens, sso: Flask
) -> None:
    client = add_client(database, add_sso_link(database, velden={"sso/student": False}))
    visitor = Visitor(sso, origin=HTTPS, token=sign_in(database, pupil(database, stored.leerlingen[0].key)))
    shown = document(visitor.get(visitor.get(visitor.get(asked(client)).location).location))
    assert shown.findtext(".//h1") == "Hier kun je niet inloggen"
    assert not FORMAL.search(shown.text_content())
    assert len(shown.xpath("//form/@action")) == 2


def test_a_pupil_who_goes_nowhere_has_the_page_of_pupils(
    database: Database, stored: Schoolgegevens, sso: Flask
) -> None:
    visitor = Visitor(sso, origin=HTTPS, token=sign_in(database, pupil(database, stored.leerlingen[0].key)))
    assert visitor.get("/sso/").location == "/sso/klas/binnen"


def test_a_pupil_reads_what_is_told_in_words_to_them(
    database: Database, stored: Schoolgegevens, sso: Flask
) -> None:
    velden = {"sso/student": True} | {
        veld_of(claim): True
        for claim in CLAIMS
        if claim.van in (None, Affiliation.STUDENT) and not claim.altijd
    }
    client = add_client(database, add_sso_link(database, velden=velden))
    person = pupil(database, stored.leerlingen[0].key)
    visitor = Visitor(sso, origin=HTTPS, token=sign_in(database, person))
    page = document(visitor.get(visitor.get(visitor.get(asked(client)).location).location))
    told = page.xpath("//main//li/text()")
    assert len(told) == len(velden) - len({"sso/student", "sso/rollen"})
    assert "je voornaam" in told
    assert not FORMAL.search(page.text_content())
    assert page.xpath("//body[@class='klas']//button[contains(@class, 'klaar')]")


def test_who_is_in_no_data_of_the_school_is_no_pupil(
    database: Database, stored: Schoolgegevens, sso: Flask
) -> None:
    client = add_client(database, add_sso_link(database, velden={"sso/student": True}))
    assert page_of(database, sso, client, pupil(database, "niemand")).startswith("/sso/geen-toegang/")
