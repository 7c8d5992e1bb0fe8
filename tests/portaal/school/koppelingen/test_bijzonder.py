"""Extra protected data: two persons of the school say yes, each with a fresh proof, to exactly the same."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests.support.portaal import people, voorstellen
from tests.support.portaal.beslissen import afspraak, fields, path, say_yes, send
from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.voorstellen import Aanbod
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.repository.database import Database

ASKED = ("leerling/roepnaam", "set/absenties", "absentie/absentiereden")
SignIn = Callable[..., Visitor]


@pytest.fixture
def aanbod(database: Database, stored: object) -> Aanbod:
    return voorstellen.add_link(database, gegevensset=GKV_UITGEBREID)


@pytest.fixture
def bert(sign_in: SignIn) -> Visitor:
    return sign_in("Bert Bakker")


@pytest.fixture(autouse=True)
def voorstel(diensten: Diensten, aanbod: Aanbod) -> int:
    return voorstellen.propose(diensten, aanbod, voorstellen.inhoud(GKV_UITGEBREID, *ASKED))


def test_the_set_is_open_and_marked(anna: Visitor, aanbod: Aanbod) -> None:
    page = document(anna.get(path(aanbod)))
    parts = {part.findtext("summary").strip(): part for part in page.xpath("//details[@class='set']")}
    assert parts["Basisgegevens"].get("open") is None
    assert parts["Afwezigheid"].get("open") is not None
    assert "Extra beschermd" in parts["Afwezigheid"].find("summary").text_content()
    assert '"Ziek" zegt iets over gezondheid.' in parts["Afwezigheid"].text_content()


def test_the_tick_of_a_whole_set_has_no_example_and_says_nothing_of_filled_fields(
    anna: Visitor, aanbod: Aanbod
) -> None:
    page = document(anna.get(path(aanbod)))
    (tick,) = page.xpath("//input[@value='set/absenties']")
    assert tick.getparent().xpath(".//details") == []
    assert "verzonnen voorbeeld" not in tick.getparent().text_content()


def test_a_set_that_is_off_says_what_goes_only_with_a_choice_in_it(anna: Visitor, aanbod: Aanbod) -> None:
    page = document(anna.get(path(aanbod)))
    basis, afwezigheid = page.xpath("//details[@class='set']")
    assert re.search("[0-9]+ altijd · 1 te kiezen · 0 gekozen", basis.find("summary").text_content())
    told = afwezigheid.find("summary").text_content()
    assert "2 te kiezen · 0 gekozen · 5 gaan mee als u hier iets kiest" in told
    assert "altijd" not in told
    # Nothing of a kind that the company did not ask for.
    assert "verzuim" not in afwezigheid.text_content()


def test_the_tick_of_a_kind_says_what_goes_with_it(anna: Visitor, aanbod: Aanbod, diensten: Diensten) -> None:
    asked = voorstellen.inhoud(GKV_UITGEBREID, *ASKED, "verzuimmelding/key")
    voorstellen.propose(diensten, aanbod, asked)
    page = document(anna.get(path(aanbod)))
    (tick,) = page.xpath("//input[@value='verzuimmelding/key']")
    told = " ".join(tick.getparent().text_content().split())
    assert "Kiest u dit, dan gaat ook mee:" in told
    assert "Soort melding" in told
    (folded,) = page.xpath("//details[starts-with(summary, '5 gegevens gaan mee')]")
    assert "Soort melding" not in folded.text_content()


def test_two_persons_decide(anna: Visitor, bert: Visitor, aanbod: Aanbod, diensten: Diensten) -> None:
    where = say_yes(anna, aanbod, "leerling/roepnaam", "absentie/absentiereden")
    assert "Een tweede beheerder van de school moet ook akkoord gaan." in anna.get(where).text
    (blad,) = diensten.schoolkoppelingen.all(SCHOOL, door=Handelende.opdrachtregel())
    assert blad.stand is Deelnamestand.VOORGESTELD

    own = document(anna.get(path(aanbod))).text_content()
    assert "U bent al akkoord gegaan." in own
    page = document(bert.get(path(aanbod)))
    assert "Anna de Vries ging al akkoord." in page.text_content()
    chosen = page.xpath("//input[@name='velden'][@checked]/@value")
    assert set(chosen) == {"leerling/roepnaam", "set/absenties", "absentie/absentiereden"}

    say_yes(bert, aanbod, *chosen)
    assert "absentie/absentiereden" in fields_of(afspraak(diensten, aanbod))
    page = document(bert.get(path(aanbod, "")))
    assert "Bert Bakker en Anna de Vries" in " ".join(page.text_content().split())


def test_the_link_says_that_a_second_administrator_is_waited_for(
    anna: Visitor, bert: Visitor, aanbod: Aanbod
) -> None:
    before = bert.get(path(aanbod, "")).text
    assert "Bekijk het voorstel en beslis" in before
    assert "tweede beheerder" not in before
    say_yes(anna, aanbod, "leerling/roepnaam", "absentie/absentiereden")
    after = bert.get(path(aanbod, "")).text
    assert "Anna de Vries ging akkoord. Een tweede beheerder van de school moet dat ook doen." in after
    assert "Wacht op een tweede beheerder" in after
    assert "Wacht op uw besluit" not in after
    assert "Bekijk het voorstel en beslis" not in after


def test_coming_back_is_offered_only_where_it_can_be_done(
    anna: Visitor, bert: Visitor, aanbod: Aanbod
) -> None:
    for visitor in (anna, bert):
        say_yes(visitor, aanbod, "leerling/roepnaam", "absentie/absentiereden")
    decided = document(anna.get(path(aanbod, ""))).xpath(
        "string(//dt[.='Besloten door']/following-sibling::dd)"
    )
    assert decided == "Bert Bakker en Anna de Vries"
    anna.submit(path(aanbod, "/stoppen"))
    left = document(anna.get(path(aanbod, "")))
    assert "Vraag het bedrijf om een nieuw voorstel." in left.text_content()
    assert left.xpath("//form[contains(@action, '/terug')]") == []
    # A page that was open all the while still has the button.
    refused = anna.submit(path(aanbod, "/terug"), page=path(aanbod, ""))
    assert refused.status_code == 400
    assert document(refused).findtext(".//h1") == "Dit kan niet"
    assert "Vraag het bedrijf om een nieuw voorstel." in refused.text


def test_the_summary_says_that_a_first_yes_lapses_by_another_choice(
    anna: Visitor, bert: Visitor, aanbod: Aanbod
) -> None:
    lapses = "Anna de Vries ging eerder akkoord met een keuze die op een tweede beheerder wacht."
    special = ("leerling/roepnaam", "absentie/absentiereden")
    assert lapses not in anna.get(send(anna, aanbod, "verder", *special)).text
    say_yes(anna, aanbod, *special)
    assert lapses in anna.get(send(anna, aanbod, "verder", "leerling/roepnaam")).text
    assert lapses in bert.get(send(bert, aanbod, "verder", "leerling/roepnaam")).text
    assert lapses not in bert.get(send(bert, aanbod, "verder", *special)).text


def test_the_same_person_twice_is_one_person(anna: Visitor, aanbod: Aanbod, diensten: Diensten) -> None:
    for _ in range(2):
        say_yes(anna, aanbod, "leerling/roepnaam", "set/absenties")
    (blad,) = diensten.schoolkoppelingen.all(SCHOOL, door=Handelende.opdrachtregel())
    assert blad.stand is Deelnamestand.VOORGESTELD


def test_another_choice_of_the_second_is_refused_and_kept(
    anna: Visitor, bert: Visitor, aanbod: Aanbod, diensten: Diensten
) -> None:
    say_yes(anna, aanbod, "leerling/roepnaam", "absentie/absentiereden")
    confirm = send(bert, aanbod, "verder", "leerling/roepnaam", "set/absenties")
    answer = bert.submit(confirm, fields(document(bert.get(confirm)), doen="akkoord", akkoord="y"))
    assert answer.status_code == 409
    page = document(answer)
    assert "Uw keuze is anders dan die van Anna de Vries." in page.text_content()
    assert set(page.xpath("//input[@name='velden'][@checked]/@value")) == {
        "leerling/roepnaam",
        "set/absenties",
    }
    assert bert.submit(path(aanbod, "/besluit/opnieuw"), page=path(aanbod)).location == path(aanbod)
    assert "ging al akkoord" not in bert.get(path(aanbod)).text


def test_a_proof_of_long_ago_leads_to_a_new_one_and_the_choices_come_back(
    portaal: Flask, database: Database, aanbod: Aanbod
) -> None:
    person = people.add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    stale = people.sign_in(database, person, bewezen=tijd.now() - timedelta(hours=1))
    visitor = Visitor(portaal, token=stale)
    confirm = send(visitor, aanbod, "verder", "leerling/roepnaam", "absentie/absentiereden")
    answer = visitor.submit(confirm, fields(document(visitor.get(confirm)), doen="akkoord", akkoord="y"))
    assert answer.status_code == 303
    assert answer.location.startswith("/portaal/bevestigen?verder=")

    visitor.take(people.go_on(database, visitor.token, person))
    page = document(visitor.get(confirm))
    assert "Reden van afwezigheid" in page.text_content()
    assert page.xpath("//input[@name='akkoord'][@checked]")
    again = visitor.submit(confirm, fields(page, doen="akkoord", akkoord="y"))
    assert again.location == path(aanbod, "")


def test_the_summary_says_that_two_are_needed(anna: Visitor, aanbod: Aanbod) -> None:
    confirm = send(anna, aanbod, "verder", "leerling/roepnaam", "absentie/absentiereden")
    text = " ".join(document(anna.get(confirm)).text_content().split())
    assert "Dit is extra beschermd:" in text
    assert "Twee beheerders van de school moeten hiermee akkoord gaan." in text


def test_a_set_without_a_tick_of_its_own_comes_along_with_a_field(
    anna: Visitor, bert: Visitor, aanbod: Aanbod, diensten: Diensten
) -> None:
    for visitor in (anna, bert):
        say_yes(visitor, aanbod, "leerling/roepnaam", "absentie/absentiereden")
    assert {"set/absenties", "absentie/key", "absentie/heledag"} <= fields_of(afspraak(diensten, aanbod))
