"""The list of links and the page of one: what they say, and pausing, narrowing, stopping and copying."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from babel.dates import format_date
from flask import Flask
from sqlalchemy import insert, select, update

from tests.support.portaal import people, voorstellen
from tests.support.portaal.beslissen import afspraak, path, say_yes
from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.voorstellen import Aanbod
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.sso.toekenningen import grant, signed_in
from tests.support.sso.toepassingen import add_client, add_sso_link
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.koppeling import deelname
from uwlr_service.repository.schema.partner import product, toelating
from uwlr_service.repository.schema.toezicht import verkeersregel
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

LIST = "/portaal/scholen/99XX-16/koppelingen"
SignIn = Callable[..., Visitor]
CHOSEN = ("leerling/roepnaam", "leerling/achternaam", "leerling/groep")


@pytest.fixture
def running(anna: Visitor, aanbod: Aanbod, voorstel: int) -> Aanbod:
    """A link that runs."""
    say_yes(anna, aanbod, *CHOSEN)
    return aanbod


def stand(diensten: Diensten, aanbod: Aanbod) -> Deelnamestand:
    return diensten.schoolkoppelingen.one(
        SCHOOL, aanbod.koppeling, door=Handelende.opdrachtregel()
    ).koppeling.stand


def text(visitor: Visitor, address: str) -> str:
    return " ".join(document(visitor.get(address)).text_content().split())


def test_a_school_without_links_reads_what_to_do(anna: Visitor) -> None:
    assert "Er zijn nog geen koppelingen." in text(anna, LIST)


@pytest.mark.usefixtures("voorstel")
def test_a_proposal_waits_at_the_top(anna: Visitor, aanbod: Aanbod) -> None:
    page = document(anna.get(LIST))
    assert page.xpath("//h2/text()") == ["Wachten op uw besluit"]
    assert page.xpath("//main//a/@href") == [path(aanbod)]


def test_a_link_that_runs_says_how_many_pupils_and_by_whom(anna: Visitor, running: Aanbod) -> None:
    page = document(anna.get(LIST))
    assert page.xpath("//h2/text()") == ["Lopen"]
    facts = dict(zip(page.xpath("//dt/text()"), page.xpath("//dd/text()"), strict=True))
    assert facts == {
        "Van": "Ouders & Co BV",
        "Wat": "Elke nacht een pakket met basisgegevens (GKV)",
        "Stand": "Loopt",
        "Leerlingen": "3",
        "Laatst gebruikt": "nog nooit",
    }
    page_of_link = text(anna, path(running, ""))
    assert "Besloten doorAnna de Vries" in page_of_link
    assert "Alle leerlingen die bij u staan ingeschreven." in page_of_link
    assert "In de laatste veertien dagen ging er niets uit." in page_of_link
    assert "Versie 1" in page_of_link


def test_what_went_out_is_told_by_day(anna: Visitor, running: Aanbod, database: Database) -> None:
    noon = datetime.combine(tijd.today(), time(12), tijd.AMSTERDAM)
    calls = [(0, "leerlinggegevens", "gegevens", 40), (1, "leerlinggegevens", "gegevens", 2)]
    calls += [(1, "leerlinggegevens", "geenwijzigingen", 0), (24 * 60, "leerkrachten", "gegevens", 7)]
    with database.write() as connection:
        for minutes, operatie, uitkomst, objecten in calls:
            connection.execute(
                insert(verkeersregel).values(
                    koppeling_id=running.koppeling,
                    school_id=1,
                    minuut=noon - timedelta(minutes=minutes),
                    operatie=operatie,
                    uitkomst=uitkomst,
                    aantal=1,
                    objecten=objecten,
                    milliseconden=5,
                    langste=5,
                )
            )
    page = document(anna.get(path(running, "")))
    (heading,) = page.xpath("//h2[.='Wat ging er uit, per dag?']")
    table = heading.xpath("following-sibling::table[1]")[0]
    days = [[cell.strip() for cell in row.xpath("./td/text()")] for row in table.xpath("./tbody/tr")]
    # Every answer holds the whole school: a sum of them would read as that many pupils.
    assert days == [["alle gegevens", "2 keer opgehaald"], ["leerkrachten", "1 keer opgehaald"]]
    # On a phone each cell names its column.
    columns = table.xpath("./thead//th/text()")[1:]
    assert table.xpath("./tbody/tr[1]/td/@data-kop") == columns


def test_pausing_and_going_on(anna: Visitor, running: Aanbod, diensten: Diensten) -> None:
    assert anna.submit(path(running, "/pauze"), page=path(running, "")).location == path(running, "")
    assert stand(diensten, running) is Deelnamestand.GEPAUZEERD
    assert "Gepauzeerd" in text(anna, LIST)
    paused = text(anna, path(running, ""))
    assert "Wat is er afgesproken? Er gaat nu niets uit." in paused
    assert "Wat gaat er uit?" not in paused
    anna.submit(path(running, "/hervat"), page=path(running, ""))
    assert stand(diensten, running) is Deelnamestand.ACTIEF
    assert "Wat gaat er uit?" in text(anna, path(running, ""))


def test_stopping_says_what_it_does_and_a_school_can_come_back(
    anna: Visitor, running: Aanbod, diensten: Diensten
) -> None:
    stop = path(running, "/stoppen")
    assert "Het bedrijf moet binnen 30 dagen alle gegevens van uw school vernietigen." in text(anna, stop)
    assert stand(diensten, running) is Deelnamestand.ACTIEF
    anna.submit(stop)
    assert stand(diensten, running) is Deelnamestand.INGETROKKEN
    assert "het bedrijf moet de gegevens nog vernietigen" in text(anna, LIST)
    anna.submit(path(running, "/terug"), page=path(running, ""))
    assert stand(diensten, running) is Deelnamestand.ACTIEF


def kleiner(visitor: Visitor, aanbod: Aanbod, *velden: str, **changes: object) -> int:
    """Keep only these ticks on the page for giving less; returns the status."""
    address = path(aanbod, "/kleiner")
    (form,) = document(visitor.get(address)).xpath("//main//form")
    (versie,) = form.xpath(".//input[@name='versie']/@value")
    sent = {"versie": versie, "velden": list(velden), **changes}
    return visitor.submit(address, sent).status_code


def test_less_goes_out_from_now_on(anna: Visitor, running: Aanbod, diensten: Diensten) -> None:
    page = document(anna.get(path(running, "/kleiner")))
    assert set(page.xpath("//input[@name='velden'][@checked]/@value")) == set(CHOSEN)
    assert set(page.xpath("//input[@name='velden']/@value")) == set(CHOSEN)
    assert kleiner(anna, running, "leerling/roepnaam", jaargroepen=["4"]) == 303
    agreed = afspraak(diensten, running)
    assert fields_of(agreed).isdisjoint({"leerling/achternaam", "leerling/groep"})
    assert "leerling/roepnaam" in fields_of(agreed)
    assert agreed.versie == 2
    assert agreed.selectie.jaargroepen == {"4"}


def test_more_cannot_be_given_there(anna: Visitor, running: Aanbod, diensten: Diensten) -> None:
    kleiner(anna, running, *CHOSEN, "leerling/geboortedatum", jaargroepen=["4"])
    assert "leerling/geboortedatum" not in fields_of(afspraak(diensten, running))
    assert kleiner(anna, running, *CHOSEN) == 400
    assert afspraak(diensten, running).selectie.jaargroepen == {"4"}


def test_an_agreement_that_changed_meanwhile_is_shown_anew(
    anna: Visitor, running: Aanbod, diensten: Diensten
) -> None:
    assert kleiner(anna, running, "leerling/roepnaam", versie="7") == 409
    assert "leerling/achternaam" in fields_of(afspraak(diensten, running))


def test_the_page_for_less_of_a_link_that_does_not_run(anna: Visitor, aanbod: Aanbod, voorstel: int) -> None:
    assert anna.get(path(aanbod, "/kleiner")).location == path(aanbod, "")


def test_a_decision_goes_to_another_own_school(
    portaal: Flask, database: Database, diensten: Diensten, running: Aanbod
) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    voorstellen.propose(diensten, running, voorstellen.inhoud(), ANDERE_SCHOOL)
    person = people.add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    people.add_account(database, person, Rol.SCHOOLBEHEERDER, school=ANDERE_SCHOOL)
    visitor = Visitor(portaal, token=people.sign_in(database, person))
    assert path(running, "/kopie") in document(visitor.get(path(running, ""))).xpath("//main//a/@href")

    page = document(visitor.get(path(running, "/kopie")))
    (other,) = page.xpath("//select[@name='school']/option/@value")
    where = visitor.submit(path(running, "/kopie"), {"school": other}).location
    assert where == f"/portaal/scholen/{other}/koppelingen/{running.koppeling}/besluit"
    page = document(visitor.get(where))
    assert set(page.xpath("//input[@name='velden'][@checked]/@value")) == set(CHOSEN)
    blad = diensten.schoolkoppelingen.one(ANDERE_SCHOOL, running.koppeling, door=Handelende.opdrachtregel())
    assert blad.koppeling.stand is Deelnamestand.VOORGESTELD


def test_without_another_school_there_is_nothing_to_copy_to(anna: Visitor, running: Aanbod) -> None:
    assert "Er is geen andere school van u" in text(anna, path(running, "/kopie"))


@pytest.mark.parametrize("rest", ["", "/besluit", "/kleiner", "/stoppen", "/kopie"])
def test_a_reader_and_somebody_of_another_school_see_nothing(
    sign_in: SignIn, running: Aanbod, rest: str
) -> None:
    assert sign_in("Lies", Rol.SCHOOLLEZER).get(path(running, rest)).status_code == 404
    other = path(running, rest).replace("99XX-16", "98XX-00")
    assert sign_in("Piet").get(other).status_code == 404


@pytest.mark.parametrize("rest", ["", "/kleiner", "/stoppen", "/kopie", "/pauze"])
def test_a_link_of_another_school_is_not_there(
    anna: Visitor, database: Database, running: Aanbod, rest: str
) -> None:
    other = voorstellen.add_link(database, "XX")
    address = path(other, rest)
    answer = anna.submit(address, page=path(running, "")) if rest == "/pauze" else anna.get(address)
    assert answer.status_code == 404


def test_english_pages_have_english_words(anna: Visitor, running: Aanbod) -> None:
    anna.set_cookie("taal", "en", path="/portaal")
    assert "Running" in text(anna, LIST)
    page = document(anna.get(path(running, "")))
    assert page.get("lang") == "en"
    assert page.xpath("//details[@class='set']/summary/text()")[0] == "Basic data"


def test_a_link_that_nobody_uses_is_kept_by_who_wants_it(
    anna: Visitor, running: Aanbod, database: Database, diensten: Diensten
) -> None:
    assert "Wilt u deze koppeling houden?" not in text(anna, path(running, ""))
    asked = tijd.now() - timedelta(days=10)
    with database.write() as connection:
        connection.execute(update(deelname).values(navraag=asked))
    assert "Wilt u deze houden?" in text(anna, LIST)
    shown = text(anna, path(running, ""))
    assert "Wilt u deze koppeling houden?" in shown
    pauses = tijd.today(asked + timedelta(days=60))
    assert f"op {format_date(pauses, 'long', locale='nl')} gepauzeerd" in shown

    answer = anna.submit(path(running, "/houden"), page=path(running, ""))
    assert answer.location == path(running, "")
    after = text(anna, path(running, ""))
    assert "De koppeling blijft lopen." in after
    assert "Wilt u deze koppeling houden?" not in after
    assert diensten.ongebruiktwacht.watch(tijd.now() + timedelta(days=61), door=Handelende.klok()) == 0
    assert stand(diensten, running) is Deelnamestand.ACTIEF


def test_what_goes_out_is_told_by_kind_and_closed(anna: Visitor, running: Aanbod) -> None:
    (deel,) = document(anna.get(path(running, ""))).xpath("//details[@class='set']")
    assert deel.get("open") is None
    counted = re.search(r"(\d+) gegevens", deel.xpath("string(summary)"))
    assert counted is not None
    kinds = dict(zip(deel.xpath(".//dt/text()"), deel.xpath(".//dd/text()"), strict=True))
    first, *_ = kinds
    assert first == "Leerlingen"
    assert kinds["Leerlingen"].split(", ")[:1] == ["Leerlingsleutel"]
    assert sum(len(names.split(", ")) for names in kinds.values()) == int(counted[1])


def test_the_page_says_whether_the_product_was_qualified(
    anna: Visitor, running: Aanbod, database: Database
) -> None:
    assert "geen keuring van dit product vastgelegd" in text(anna, path(running, ""))
    with database.write() as connection:
        moment = datetime(2026, 3, 12, 12, tzinfo=tijd.AMSTERDAM)
        (product_id,) = connection.execute(select(product.c.id)).scalars()
        values = {"product_id": product_id, "begonnen": moment, "kwalificatie_moment": moment}
        connection.execute(insert(toelating).values(values))
    assert "keurde dit product op 12 maart 2026." in text(anna, path(running, ""))


def test_giving_less_is_by_part_with_a_count(anna: Visitor, running: Aanbod) -> None:
    (deel,) = document(anna.get(path(running, "/kleiner"))).xpath("//details[@class='set']")
    assert "3 gegevens kunt u weghalen" in deel.xpath("string(summary)")
    assert len(deel.xpath(".//input[@name='velden']")) == 3


def test_who_signed_in_is_told_by_day(anna: Visitor, stored: Schoolgegevens, database: Database) -> None:
    client = add_client(database, add_sso_link(database))
    page = f"{LIST}/{client.koppeling}"
    assert "In de laatste veertien dagen ging er niets uit." in anna.get(page).text
    colleague = signed_in(database)
    grant(database, client, colleague)
    grant(database, client, colleague, used=False)
    grant(database, client, signed_in(database))
    other = add_client(database, add_sso_link(database))
    grant(database, other, colleague)
    link = document(anna.get(page))
    days = link.xpath("//table[1]/tbody/tr/td/text()")
    assert [cell.strip() for cell in days[:2]] == ["wie inlogde", "2 keer ingelogd"]
    (used,) = link.xpath("//dt[.='Laatst gebruikt']/following-sibling::dd/text()")
    assert used == format_date(tijd.today(), "long", locale="nl")
    assert "nog nooit" not in anna.get(LIST).text


@pytest.mark.parametrize(
    ("velden", "who"),
    [
        ({}, "Medewerkers."),
        ({"sso/student": True}, "Medewerkers en 3 leerlingen, als ze een account hebben."),
        ({"sso/student": True, "sso/employee": False}, "3 leerlingen, als ze een account hebben."),
        ({"sso/employee": False}, "Niemand."),
    ],
)
def test_a_link_of_sso_says_who_may_sign_in(
    anna: Visitor, stored: Schoolgegevens, database: Database, velden: dict[str, bool], who: str
) -> None:
    koppeling = add_sso_link(database, velden=velden)
    for page in (LIST, f"{LIST}/{koppeling}"):
        link = document(anna.get(page))
        (said,) = link.xpath("//dt[.='Wie mag inloggen?']/following-sibling::dd/text()")
        assert said == who
        assert not link.xpath("//dt[.='Leerlingen']")
    assert ("Alle leerlingen die bij u staan ingeschreven." in text(anna, page)) == ("sso/student" in velden)


def test_a_link_of_sso_that_ended_lets_nobody_sign_in(
    anna: Visitor, stored: Schoolgegevens, database: Database, diensten: Diensten
) -> None:
    koppeling = add_sso_link(database)
    diensten.intrekkingen.withdraw(koppeling, SCHOOL, door=Handelende.opdrachtregel("beheerder"))
    assert "Wie mag inloggen?" not in anna.get(LIST).text


def test_what_was_decided_in_a_las_says_who_and_in_which(
    anna: Visitor, diensten: Diensten, running: Aanbod
) -> None:
    diensten.deelnames.pause(
        running.koppeling, SCHOOL, door=Handelende.via_las("Ons LAS", SCHOOL, namens="Bram Jansen")
    )
    assert "Door Bram Jansen, via LAS Ons LAS" in text(anna, "/portaal/scholen/99XX-16/logboek")


def test_a_yes_in_a_las_stands_on_the_page_of_the_link(
    anna: Visitor, diensten: Diensten, aanbod: Aanbod, voorstel: int
) -> None:
    door = Handelende.via_las("Ons LAS", SCHOOL, namens="Bram Jansen", bewezen=tijd.now())
    shown = diensten.besluitvorming.show(voorstel, door=door).getoond.digest
    diensten.besluitvorming.accept(
        voorstel, shown, velden=dict.fromkeys(CHOSEN, True), door=door, bestuur="Getekend."
    )
    assert "Besloten doorBram Jansen, via LAS Ons LAS" in text(anna, path(aanbod, ""))
