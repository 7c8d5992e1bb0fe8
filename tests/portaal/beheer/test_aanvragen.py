"""Operators judge applications and take products on, over HTTP."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.support.aanvragen.filled import draft, judging, sent, stand_of
from tests.support.aanvragen.ingevuld import BIJZONDER, MAIL
from tests.support.partners.products import add_product
from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor, document
from tests.support.statements import recorded
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import FRESH, Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.aanvraag.stand import Aanvraagstand
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.portaal import portaal_application
from uwlr_service.repository.database import Database

LIST = "/portaal/beheer/aanvragen"
PARTNERS = "/portaal/beheer/partners"
DOOR = Handelende.opdrachtregel("beheerder")
KLANT = {"toelaten-klantnaam": "Leeslijst", "toelaten-klantcode": "LL1"}
VO = {"nummer": "VO-12", "ondertekend": "2026-03-14"}
YES = {**KLANT, "toelaten-reden": "Alles klopt."}
MARKUP = "<script>alert(1)</script>"
MOST_STATEMENTS = 15


@pytest.fixture
def second(portaal: Flask, database: Database) -> Visitor:
    """Another operator."""
    person = people.add_person(database, Rol.OPERATOR, naam="Omar Beheer")
    return Visitor(portaal, token=people.sign_in(database, person))


def test_an_operator_judges_and_admits(operator: Visitor, diensten: Diensten) -> None:
    nummer = sent(diensten)
    page = f"{LIST}/{nummer}"
    assert f'href="{page}"' in operator.get(LIST).text
    assert operator.submit(f"{page}/oppakken", page=page).location == page
    shown = operator.get(page).text
    assert "de vorm klopt" in shown
    assert "De Lezerij B.V." in shown
    empty = operator.submit(f"{page}/toelaten", KLANT, page=page)
    assert (empty.status_code, empty.location) == (303, page)
    assert "waarom u de aanvraag toelaat" in operator.get(page).text
    assert "waarom u de aanvraag toelaat" not in operator.get(page).text
    answer = operator.submit(f"{page}/toelaten", YES, page=page)
    assert answer.location == f"{page}/doorgeven"
    shown = operator.get(answer.location).text
    assert "Toegelaten." in shown
    assert "/portaal/uitnodiging/" in shown
    assert stand_of(diensten, nummer) is Aanvraagstand.TOEGELATEN
    assert operator.submit(f"{page}/toelaten", YES, page=page).status_code == 409


def test_questions_go_by_the_answer_that_they_are_about(operator: Visitor, diensten: Diensten) -> None:
    nummer = judging(diensten)
    page = f"{LIST}/{nummer}"
    assert operator.submit(f"{page}/navragen", {}, page=page).location == page
    assert document(operator.get(page)).xpath("//*[@id='fouten']")
    long = {"vraag-organisatie/kvk": "x" * 1001}
    assert operator.submit(f"{page}/navragen", long, page=page).location == page
    refused = document(operator.get(page))
    assert refused.xpath("//*[@id='fouten']")
    assert refused.xpath("string(//textarea[@name='vraag-organisatie/kvk'])").strip() == "x" * 1001
    asked = {"vraag-organisatie/kvk": MARKUP, "vraag-organisatie/bsn": "Iets anders?"}
    assert operator.submit(f"{page}/navragen", asked, page=page).location == page
    (navraag,) = diensten.aanvraagbalie.beoordeling.dossier(nummer, door=DOOR).navragen
    assert (navraag.vraag, navraag.tekst) == ("organisatie/kvk", MARKUP)
    assert MARKUP not in operator.get(page).text


def test_an_operator_says_no(operator: Visitor, diensten: Diensten) -> None:
    nummer = judging(diensten)
    page = f"{LIST}/{nummer}"
    assert operator.submit(f"{page}/afwijzen", {"afwijzen-reden": " "}, page=page).location == page
    assert document(operator.get(page)).xpath("//*[@id='fouten']")
    answer = operator.submit(f"{page}/afwijzen", {"afwijzen-reden": "Past niet."}, page=page)
    assert answer.location == page
    assert stand_of(diensten, nummer) is Aanvraagstand.AFGEWEZEN


def test_special_data_need_a_second_operator(operator: Visitor, second: Visitor, diensten: Diensten) -> None:
    nummer = judging(diensten, BIJZONDER)
    page = f"{LIST}/{nummer}"
    assert operator.submit(f"{page}/toelaten", YES, page=page).location == page
    shown = operator.get(page).text
    assert "nu moet een tweede beheerder beslissen" in shown
    assert f"{page}/toelaten" not in shown
    own = operator.submit(f"{page}/toelaten", {"toelaten-reden": "Nog eens."}, page=page)
    assert (own.status_code, own.location) == (303, page)
    assert "andere beheerder" in operator.get(page).text
    assert "Oona Beheer" in second.get(page).text
    second.submit(f"{page}/toelaten", {"toelaten-reden": "Ook gezien."}, page=page)
    assert stand_of(diensten, nummer) is Aanvraagstand.TOEGELATEN


def test_admitting_asks_for_a_fresh_proof(portaal: Flask, database: Database, diensten: Diensten) -> None:
    nummer = judging(diensten)
    person = people.add_person(database, Rol.OPERATOR)
    stale = people.sign_in(database, person, bewezen=tijd.now() - 2 * FRESH)
    page = f"{LIST}/{nummer}"
    answer = Visitor(portaal, token=stale).submit(f"{page}/toelaten", YES, page=page)
    assert answer.location.startswith("/portaal/bevestigen")
    assert stand_of(diensten, nummer) is Aanvraagstand.IN_BEOORDELING


def test_without_mail_a_link_is_handed_over(operator: Visitor, diensten: Diensten) -> None:
    nummer = draft(diensten)
    page = f"{LIST}/{nummer}"
    answer = operator.submit(f"{page}/link", page=page)
    assert (answer.status_code, answer.location) == (303, f"{page}/doorgeven")
    kept = diensten.sessies.find(operator.token or "")
    assert kept is not None
    assert "verder" not in str(kept.inhoud)
    assert "/portaal/aanvragen/verder/" in operator.get(answer.location).text
    for later in (answer.location, page):
        assert "/portaal/aanvragen/verder/" not in operator.get(later).text


def test_a_product_is_taken_on_to_its_end(operator: Visitor, database: Database, diensten: Diensten) -> None:
    made = add_product(database, "LL1")
    page = f"{PARTNERS}/{made.koppelpartner}/toelating/{made.id}"
    for step, fields, stand in (
        ("kwalificeren", {"reden": "De proef ging goed."}, Toelatingstand.KWALIFICATIE),
        ("overeenkomst", {**VO, "zonder_rapport": "Alleen inloggen."}, Toelatingstand.OVEREENKOMST),
        ("activeren", {}, Toelatingstand.ACTIEF),
        ("stilzetten", {"reden": MARKUP}, Toelatingstand.OPGESCHORT),
        ("hervatten", {"reden": "Het is dicht."}, Toelatingstand.ACTIEF),
        ("stilzetten", {"reden": "Nog een lek."}, Toelatingstand.OPGESCHORT),
        ("beeindigen", {"reden": "Het bedrijf stopt."}, Toelatingstand.BEEINDIGD),
    ):
        assert f"{page}/{step}" in operator.get(page).text
        answer = operator.submit(f"{page}/{step}", fields)
        assert answer.location == page, answer.text
        assert diensten.toelatingen.get(made.id, door=DOOR).stand is stand
        assert operator.get(f"{page}/{step}").status_code == 409
    assert MARKUP not in operator.get(page).text


def test_what_a_step_lacks_is_said(operator: Visitor, database: Database) -> None:
    made = add_product(database, "LL1", Toelatingstand.KWALIFICATIE)
    page = f"{PARTNERS}/{made.koppelpartner}/toelating/{made.id}"
    empty = operator.submit(f"{page}/overeenkomst", {"nummer": "", "ondertekend": "x"})
    assert empty.location == f"{page}/overeenkomst"
    said = document(operator.get(empty.location))
    assert set(said.xpath("//div[@id='fouten']//a/@href")) == {"#nummer", "#ondertekend"}
    assert "Vul een dag in zoals 31-12-2026." in said.text_content()
    assert said.xpath("//input[@name='ondertekend']/@value") == ["x"]
    later = operator.submit(f"{page}/overeenkomst", {"nummer": "VO-12", "ondertekend": "2999-01-01"})
    assert "al getekend" in operator.get(later.location).text


def test_a_product_is_seen_with_its_own_partner_only(operator: Visitor, database: Database) -> None:
    made = add_product(database, "LL1")
    other = add_product(database, "LL2")
    page = f"{PARTNERS}/{other.koppelpartner}/toelating/{made.id}"
    assert operator.get(page).status_code == 404
    assert operator.get(f"{page}/kwalificeren").status_code == 404


def test_a_partner_is_stopped_everywhere_at_once(
    operator: Visitor, database: Database, diensten: Diensten
) -> None:
    made = add_product(database, "LL1", Toelatingstand.ACTIEF)
    add_product(database, "LL2", Toelatingstand.ACTIEF, made.koppelpartner)
    page = f"{PARTNERS}/{made.koppelpartner}"
    assert operator.submit(f"{page}/stilzetten", {"reden": ""}).location == f"{page}/stilzetten"
    assert document(operator.get(f"{page}/stilzetten")).xpath("//*[@id='fouten']")
    assert operator.submit(f"{page}/stilzetten", {"reden": "Een lek."}).status_code == 303
    partner = diensten.koppelpartners.get(made.koppelpartner, door=DOOR)
    assert {product.stand for product in partner.producten} == {Toelatingstand.OPGESCHORT}
    assert "geen product waarvoor" in operator.get(f"{page}/stilzetten").text
    assert operator.submit(f"{page}/hervatten", {"reden": "Het is dicht."}).status_code == 303
    partner = diensten.koppelpartners.get(made.koppelpartner, door=DOOR)
    assert {product.stand for product in partner.producten} == {Toelatingstand.ACTIEF}


def test_a_partner_begins_an_application_of_its_own(
    portaal: Flask, database: Database, diensten: Diensten
) -> None:
    made = add_product(database, "LL1")
    person = people.add_person(database, Rol.PARTNERBEHEERDER, koppelpartner=made.koppelpartner)
    visitor = Visitor(portaal, token=people.sign_in(database, person))
    page = f"/portaal/partners/{made.koppelpartner}/aanvragen"
    assert "nog geen aanvragen" in visitor.get(page).text
    step = visitor.submit(page).location
    assert step.endswith("/organisatie")
    assert "De Lezerij B.V." in visitor.get(step).text
    assert step.removesuffix("/organisatie") in visitor.get(page).text


def test_no_page_asks_the_database_much(operator: Visitor, database: Database, diensten: Diensten) -> None:
    made = add_product(database, "LL1", Toelatingstand.ACTIEF)
    numbers = [judging(diensten, BIJZONDER, mail=f"a{number}@voorbeeld.example") for number in range(3)]
    toelating = f"{PARTNERS}/{made.koppelpartner}/toelating/{made.id}"
    for path in (
        LIST,
        f"{LIST}/{numbers[0]}",
        toelating,
        f"{toelating}/stilzetten",
        f"{PARTNERS}/{made.koppelpartner}/stilzetten",
    ):
        with recorded() as statements:
            assert operator.get(path).status_code == 200
        assert len(statements) <= MOST_STATEMENTS, path


def test_the_invitation_of_a_company_is_made_anew_until_somebody_came(
    operator: Visitor, diensten: Diensten, database: Database
) -> None:
    nummer = judging(diensten)
    page = f"{LIST}/{nummer}"
    button = f"{page}/uitnodigen"
    assert button not in operator.get(page).text
    assert operator.submit(button, page=page).location == page
    assert "al iemand inloggen" in operator.get(page).text
    operator.submit(f"{page}/toelaten", YES, page=page)
    first = invitation_on(operator.get(f"{page}/doorgeven"))
    assert button in operator.get(page).text
    assert operator.submit(button, page=page).location == f"{page}/doorgeven"
    second = invitation_on(operator.get(f"{page}/doorgeven"))
    assert first != second
    partner = diensten.aanvraagbalie.beoordeling.dossier(nummer, door=DOOR).aanvraag.koppelpartner
    assert [
        uitnodiging.inlognaam
        for uitnodiging in diensten.mensen.uitnodigingen.of_koppelpartner(partner or 0, door=DOOR)
    ] == [MAIL]
    people.add_person(database, Rol.PARTNERBEHEERDER, koppelpartner=partner)
    assert button not in operator.get(page).text
    assert operator.submit(button, page=page).location == page
    assert "al iemand inloggen" in operator.get(page).text


def invitation_on(answer: TestResponse) -> str:
    """The path of the invitation that a page shows."""
    match = re.search("/portaal/uitnodiging/[\\w-]+", answer.text)
    assert match is not None
    return match[0]


def test_a_new_invitation_asks_for_a_fresh_proof(
    portaal: Flask, database: Database, operator: Visitor, diensten: Diensten
) -> None:
    nummer = judging(diensten)
    page = f"{LIST}/{nummer}"
    operator.submit(f"{page}/toelaten", YES, page=page)
    person = people.add_person(database, Rol.OPERATOR)
    stale = people.sign_in(database, person, bewezen=tijd.now() - 2 * FRESH)
    answer = Visitor(portaal, token=stale).submit(f"{page}/uitnodigen", page=page)
    assert answer.location.startswith("/portaal/bevestigen")


@pytest.mark.parametrize("sends_mail", [False, True])
def test_it_is_said_how_the_company_hears_of_it(
    settings: Settings, database: Database, sends_mail: bool
) -> None:
    with_mail = replace(settings, smtp_url="smtp://localhost:1", mail_from="dienst@example.nl")
    diensten = Diensten(with_mail if sends_mail else settings, database)
    person = people.add_person(database, Rol.OPERATOR)
    operator = Visitor(portaal_application(diensten), token=people.sign_in(database, person))
    page = f"{LIST}/{judging(diensten)}"
    operator.submit(f"{page}/navragen", {"vraag-organisatie/kvk": "Klopt dit?"}, page=page)
    shown = operator.get(page).text
    assert ("Het bedrijf krijgt een mail." in shown) is sends_mail
    assert ("Maak een link en geef die aan het bedrijf." in shown) is not sends_mail
    page = f"{LIST}/{judging(diensten, mail='b@voorbeeld.example')}"
    operator.submit(f"{page}/afwijzen", {"afwijzen-reden": "Past niet."}, page=page)
    shown = operator.get(page).text
    assert ("Het bedrijf krijgt een mail." in shown) is sends_mail
    assert ("vertel het zelf aan het bedrijf" in shown) is not sends_mail
    page = f"{LIST}/{judging(diensten, mail='c@voorbeeld.example')}"
    answer = operator.submit(f"{page}/toelaten", YES, page=page)
    shown = operator.get(answer.location).text
    assert ("De uitnodiging is gemaild naar c@voorbeeld.example." in shown) is sends_mail
    assert ("/portaal/uitnodiging/" in shown) is not sends_mail


def test_a_draft_without_mail_waits_for_a_link_of_the_operator(
    operator: Visitor, settings: Settings, database: Database, diensten: Diensten
) -> None:
    aanvragen = diensten.aanvraagbalie.aanvragen
    aanvragen.begin(MAIL, taal="nl", adres=None, door=Handelende.aanvrager())
    heading = "Wachten op een link van u"
    shown = operator.get(LIST).text
    assert shown.index(heading) < shown.index(">Aanvraag ") < shown.index("Alle andere")
    with_mail = replace(settings, smtp_url="smtp://localhost:1", mail_from="dienst@example.nl")
    person = people.add_person(database, Rol.OPERATOR)
    other = Visitor(
        portaal_application(Diensten(with_mail, database)), token=people.sign_in(database, person)
    )
    assert heading not in other.get(LIST).text


def test_an_operator_reads_who_has_to_answer(operator: Visitor, diensten: Diensten) -> None:
    nummer = judging(diensten)
    page = f"{LIST}/{nummer}"
    operator.submit(f"{page}/navragen", {"vraag-organisatie/kvk": "Klopt dit?"}, page=page)
    for path in (page, LIST):
        shown = operator.get(path).text
        assert "Wacht op het bedrijf" in shown
        assert "Wacht op uw antwoord" not in shown


def test_what_a_draft_does_not_answer_is_not_a_no(operator: Visitor, diensten: Diensten) -> None:
    begun = diensten.aanvraagbalie.aanvragen.begin(MAIL, taal="nl", adres=None, door=Handelende.aanvrager())
    checks = document(operator.get(f"{LIST}/{begun.id}")).xpath(
        "//h2[text()='Controles']/following::ul[1]/li"
    )
    outcomes = {check.text_content().split(": ")[1]: check.text_content().split(": ")[2] for check in checks}
    unanswered = {naam for naam, outcome in outcomes.items() if outcome == "niet ingevuld"}
    assert unanswered == outcomes.keys() - {"Ingevuld", "E-mailadres"}


def test_a_code_that_is_in_use_is_said_at_its_field(
    operator: Visitor, database: Database, diensten: Diensten
) -> None:
    add_product(database, "LL1")
    page = f"{LIST}/{judging(diensten)}"
    answer = operator.submit(f"{page}/toelaten", YES, page=page)
    assert answer.location == page
    assert document(operator.get(page)).xpath("//div[@id='fouten']//a/@href") == ["#toelaten-klantcode"]
