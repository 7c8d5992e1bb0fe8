"""A school answers a parent: finds the pupil, writes the request down, prints the overview, and forgets."""

import json

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.support.gkv.dossiers import dossierobject, relatie
from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.school.dossier import Dossier
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import sessie
from uwlr_service.repository.schema.partner import koppelpartner, product
from uwlr_service.repository.schema.school import leerling as leerlingen
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.schema.toezicht import logregel

PAGE = "/portaal/scholen/99XX-16/inzage"
WIE = Handelende.opdrachtregel("test")


@pytest.fixture
def stage(diensten: Diensten) -> Diensten:
    """A school of which one package was made; a pupil of it has a parent who may see nothing."""
    diensten.edexml.store(schoolgegevens())
    objecten = [
        dossierobject("leerlingdetail", "L1", geboorteplaats="Utrecht"),
        dossierobject("verzorger", "V1", achternaam="Jansen", roepnaam="Vader"),
        relatie("R1", "L1", "V1", geblokkeerd="true"),
    ]
    diensten.dossiers.store(Dossier(school=SCHOOL, objecten=objecten))
    uitgifte = diensten.koppelingbeheer.add(
        klantnaam="Ouders <b>", klantcode="O1", scholen=[SCHOOL], gegevensset=GKV_UITGEBREID, door=WIE
    )
    diensten.leveringen.make(uitgifte.koppeling.id, SCHOOL)
    return diensten


@pytest.fixture
def beheerder(portaal: Flask, database: Database, stage: Diensten) -> Visitor:
    inlog = people.add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    return Visitor(portaal, token=people.sign_in(database, inlog))


def found(visitor: Visitor, zoek: str) -> dict[str, str]:
    """The links of a search by their words."""
    assert visitor.submit(PAGE, {"zoek": zoek}).location == PAGE
    links = document(visitor.get(PAGE)).xpath("//ul[@class='kaarten']//a")
    return {link.text_content(): link.get("href") for link in links}


def overview(visitor: Visitor) -> str:
    return found(visitor, "sanne")["Overzicht van Sanne van den Jansen"]


def test_a_pupil_and_a_parent_are_found_by_a_part_of_their_name(beheerder: Visitor) -> None:
    links = found(beheerder, "JANSEN")
    assert {"Overzicht van Sanne van den Jansen", "Overzicht van Vader Jansen"} <= links.keys()
    assert not any("L1" in href or "Sanne" in href for href in links.values())
    assert found(beheerder, "zzz") == {}
    assert "Niemand gevonden." in beheerder.get(PAGE).text
    assert "Niemand gevonden." in beheerder.get(PAGE).text  # a browser that goes back asks once more


def test_a_request_to_destroy_ends_when_the_school_comes_back(beheerder: Visitor, stage: Diensten) -> None:
    place = overview(beheerder)
    stage.intrekkingen.withdraw(1, SCHOOL, door=WIE)
    assert "nog niet bevestigd; moet klaar zijn op" in beheerder.get(place).text
    stage.deelnames.admit(1, SCHOOL, door=WIE)
    answer = beheerder.get(place).text
    assert "dat hoeft niet meer, want de school deed later weer mee" in answer
    assert "nog niet bevestigd" not in answer


def test_the_overview_names_fields_and_warns(beheerder: Visitor, stage: Diensten) -> None:
    answer = beheerder.get(overview(beheerder))
    assert "Ouders &lt;b&gt;" in answer.text
    page = document(answer)
    shown = dict(zip(page.xpath("//section//dt/text()"), page.xpath("//section//dd"), strict=True))
    assert "Sanne" in shown["Roepnaam"].text_content()
    assert "alleen klaargezet, niet opgehaald" in answer.text
    assert "Een ouder mag geen gegevens van deze leerling zien." in answer.text
    with stage._database.read() as connection:
        lines = connection.execute(select(logregel.c.wat, logregel.c.actor, logregel.c.content))
        (line,) = [row for row in lines if row.wat == "overzicht"]
    assert line.actor == "Anna de Vries"
    assert "Sanne" not in line.content


def test_a_parent_can_read_it(beheerder: Visitor) -> None:
    page = document(beheerder.get(overview(beheerder)))
    text = " ".join(page.xpath("//main")[0].text_content().split())
    assert "Om welke leerling het gaat: L1" not in text  # said once, and not in every line
    assert "In welke groep: Groep 4;" in text
    assert "Wie het is van het kind: Moeder; Gezag: ja;" in text
    for raw in ("opdrachtregel", "true", "false", "groep: G1"):
        assert raw not in text
    placed = page.xpath("//h4[text()='Wie in welke groep zit']/following-sibling::ul[1]/li")
    first = [line.text_content().partition(":")[0] for line in placed]
    assert first == ["In welke groep", "In welke andere groep"]


def test_the_account_of_the_machine_is_not_in_the_letter(beheerder: Visitor, stage: Diensten) -> None:
    uitgifte = stage.koppelingbeheer.add(
        klantnaam="Leesmaat",
        klantcode="L1",
        scholen=[SCHOOL],
        gegevensset=GKV_UITGEBREID,
        door=Handelende.opdrachtregel(),
    )
    stage.leveringen.make(uitgifte.koppeling.id, SCHOOL)
    text = document(beheerder.get(overview(beheerder))).xpath("//main")[0].text_content()
    assert "besloten door de beheerder van deze dienst, namens de school" in text
    assert "account" not in text


def test_a_program_gets_the_same(beheerder: Visitor) -> None:
    answer = beheerder.get(f"{overview(beheerder)}.json")
    assert answer.mimetype == "application/json"
    assert "inzage.json" in answer.headers["Content-Disposition"]
    record = json.loads(answer.text)
    assert record["key"] == "L1"
    assert record["partners"][0]["klantnaam"] == "Ouders <b>"
    assert record["partners"][0]["bedrijf"] == "Ouders <b>"


def test_company_product_and_school_are_named(beheerder: Visitor, database: Database) -> None:
    with database.write() as connection:
        connection.execute(update(koppelpartner).values(naam="Uitgeverij De Proef"))
        connection.execute(update(product).values(naam="Ouderapp"))
        connection.execute(update(school).values(naam="De Regenboog"))
    page = document(beheerder.get(overview(beheerder)))
    assert page.xpath("//section/h2/text()") == ["Uitgeverij De Proef, Ouderapp"]
    assert page.xpath("//dt[text()='School']/following-sibling::dd[1]/text()") == ["De Regenboog (99XX/16)"]


def test_a_request_is_written_down_and_answered(beheerder: Visitor) -> None:
    path = found(beheerder, "sanne")["Verzoek van Sanne van den Jansen vastleggen"]
    faulty = beheerder.submit(path, {"aanvrager": "", "identiteit": "x", "ontvangen": "31-12-2098"})
    assert "Die dag moet nog komen." in faulty.text
    assert document(faulty).xpath("//title/text()")[0].startswith("Fout:")
    fields = {
        "aanvrager": "=Moeder",
        "identiteit": "Paspoort gezien",
        "ontvangen": f"{tijd.today():%d-%m-%Y}",
    }
    assert beheerder.submit(path, fields).location == PAGE
    page = beheerder.get(PAGE)
    assert "Verzoek 1 is vastgelegd." in page.text
    assert "=Moeder" in page.text
    (answered,) = document(page).xpath("//form[contains(@action, 'beantwoord')]/@action")
    assert beheerder.submit(answered, {}, page=PAGE).status_code == 303
    assert "Verzoek 1 is beantwoord." in beheerder.get(PAGE).text
    assert beheerder.submit(answered, {}, page=PAGE).status_code == 409
    (link,) = document(beheerder.get(PAGE)).xpath("//a[text()='Overzicht bij verzoek 1']/@href")
    assert "Wie kreeg wat van Sanne van den Jansen?" in beheerder.get(link).text


def test_forgetting_asks_for_a_tick_and_a_fresh_proof(beheerder: Visitor, database: Database) -> None:
    path = overview(beheerder).replace("/inzage", "/vergeten")
    assert beheerder.submit(path, {}).location == path
    assert "Zet hier een vinkje als u verder wilt." in beheerder.get(path).text
    assert beheerder.submit(path, {"zeker": "y"}).location == path
    assert "staat nog in het nieuwste bestand" in beheerder.get(path).text
    with database.write() as connection:
        connection.execute(update(sessie).values(bewezen=tijd.now() - 2 * tijd.DAY))
    stale = beheerder.submit(path, {"zeker": "y", "toch": "y"})
    assert stale.location is not None
    assert stale.location.startswith("/portaal/bevestigen")
    with database.write() as connection:
        connection.execute(update(sessie).values(bewezen=tijd.now()))
    assert beheerder.submit(path, {"zeker": "y", "toch": "y"}).location == PAGE
    with database.read() as connection:
        keys = set(connection.execute(select(leerlingen.c.key)).scalars())
    assert keys == {"L2", "L3"}
    assert "De leerling is vergeten." in beheerder.get(PAGE).text
    assert beheerder.get(path).status_code == 404


@pytest.mark.parametrize("nummer", [0, 999999, 2147483647])
def test_a_number_of_nobody_is_no_page(beheerder: Visitor, nummer: int) -> None:
    for rule in ("leerlingen/{}/inzage", "leerlingen/{}/vergeten", "verzorgers/{}/inzage"):
        assert beheerder.get(f"/portaal/scholen/99XX-16/{rule.format(nummer)}").status_code == 404


def test_the_list_costs_the_same_for_many_requests(beheerder: Visitor) -> None:
    path = found(beheerder, "sanne")["Verzoek van Sanne van den Jansen vastleggen"]
    fields = {"aanvrager": "Moeder", "identiteit": "Bekend", "ontvangen": f"{tijd.today():%d-%m-%Y}"}
    beheerder.submit(path, fields)
    with recorded() as few:
        beheerder.get(PAGE)
    for _ in range(5):
        beheerder.submit(path, fields)
    with recorded() as many:
        beheerder.get(PAGE)
    assert len(many) <= len(few) <= 15
