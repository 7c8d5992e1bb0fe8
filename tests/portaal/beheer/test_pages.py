"""What the pages of the operator say: what waits, nights, partners, schools, mail, and the log."""

import json
from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import insert, update

from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import product_of
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import SCHOOL
from tests.support.servers.certificates import make_certificate
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.toezicht.verkeer import Oproep
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.koppeling import intrekking, klant
from uwlr_service.repository.schema.toezicht import logregel, postbericht
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

BEHEER = "/portaal/beheer"


@pytest.fixture
def gkv(diensten: Diensten, stored: Schoolgegevens) -> Uitgifte:
    """A link of GKV with the small school."""
    return diensten.koppelingbeheer.add(
        klantnaam="Rooster", klantcode="R1", scholen=[SCHOOL], gegevensset="gkv-basis", door=DOOR
    )


def text_of(visitor: Visitor, path: str) -> str:
    """What a page says."""
    main = document(visitor.get(path)).find(".//main")
    return " ".join(main.text_content().split())


def test_the_first_page_of_an_empty_service(operator: Visitor) -> None:
    said = text_of(operator, BEHEER)
    assert "Alle pakketten worden opgehaald." in said
    assert "Geen partner kreeg een fout." in said
    assert "Er staat nog niets in het logboek." in said
    assert "Er gaat geen mail uit." in said


def test_the_first_page_says_what_waits(
    operator: Visitor, gkv: Uitgifte, diensten: Diensten, database: Database
) -> None:
    oproep = Oproep(gkv.koppeling.id, str(SCHOOL), "gkv.leveringen", "niet-gevonden")
    for _ in range(4):
        diensten.register.count(oproep, 0.01, 0)
    diensten.register.flush()
    diensten.intrekkingen.withdraw(gkv.koppeling.id, SCHOOL, door=DOOR)
    with database.write() as connection:
        late = tijd.today() - timedelta(days=1)
        connection.execute(update(intrekking).values(verwijderen_voor=late))
    said = text_of(operator, BEHEER)
    assert f"Koppeling {gkv.koppeling.id}: 4 keer niet-gevonden" in said
    assert "Kijk of de school nog meedoet." in said
    assert f"Rooster, school {SCHOOL}: uiterlijk" in said
    seal = diensten.logboek.last_seal(door=DOOR)
    assert seal is not None
    assert f"Het laatste van {seal.nummer} zegels" in said


def test_the_anchor_of_the_page_can_be_checked_on_the_other(operator: Visitor, gkv: Uitgifte) -> None:
    (anker,) = document(operator.get(BEHEER)).xpath("//pre/code/text()")
    assert json.loads(anker)["zegel"] >= 1
    answer = operator.submit(f"{BEHEER}/logboek/controle", {"anker": anker}, page=f"{BEHEER}/logboek")
    assert (answer.status_code, answer.location) == (303, f"{BEHEER}/logboek")
    assert "Het logboek is heel" in text_of(operator, f"{BEHEER}/logboek")


@pytest.mark.parametrize("anker", ["zork", "{}", "x" * 5000])
def test_what_is_not_an_anchor_is_said_beside_the_field(operator: Visitor, anker: str) -> None:
    answer = operator.submit(f"{BEHEER}/logboek/controle", {"anker": anker}, page=f"{BEHEER}/logboek")
    assert answer.status_code == 422
    assert document(answer).xpath("//*[@id='fouten']")


def test_a_log_that_was_changed_is_said_to_be_broken(
    operator: Visitor, gkv: Uitgifte, database: Database
) -> None:
    with database.write() as connection:
        connection.execute(update(logregel).where(logregel.c.id == 1).values(actor="Iemand anders"))
    operator.submit(f"{BEHEER}/logboek/controle", page=f"{BEHEER}/logboek")
    assert "niet heel. De eerste plek is regel 1." in text_of(operator, f"{BEHEER}/logboek")


@pytest.mark.parametrize("voor", ["9" * 30, "-1", "x", ""])
def test_the_log_before_no_line_begins_with_the_newest(operator: Visitor, gkv: Uitgifte, voor: str) -> None:
    assert "deelname-actief" in text_of(operator, f"{BEHEER}/logboek?voor={voor}")


def test_the_log_is_read_a_page_at_a_time_and_by_kind(
    operator: Visitor, gkv: Uitgifte, diensten: Diensten
) -> None:
    for _ in range(60):
        diensten.koppelingbeheer.rotate(gkv.koppeling.id, timedelta(), door=DOOR)
    page = document(operator.get(f"{BEHEER}/logboek?soort=besluit"))
    shown = page.xpath("count(//main//ul[@class='kaarten log']/li)")
    assert shown == 50
    (older,) = page.xpath("//main//a[text()='Oudere regels']/@href")
    assert document(operator.get(older)).xpath("count(//main//ul[@class='kaarten log']/li)") >= 10
    assert "Hier staat niets." in text_of(operator, f"{BEHEER}/logboek?soort=inzage")
    assert operator.get(f"{BEHEER}/logboek?soort=zork&voor=zork").status_code == 200


def test_a_partner_is_shown_with_links_schools_and_keys(
    operator: Visitor, gkv: Uitgifte, diensten: Diensten
) -> None:
    partner = product_of(diensten._database, "R1").koppelpartner
    assert f"{BEHEER}/partners/{partner}" in operator.get(f"{BEHEER}/partners").text
    said = text_of(operator, f"{BEHEER}/partners/{partner}")
    assert f"Koppeling {gkv.koppeling.id}, 1 actief" in said
    assert f"Koppeling {gkv.koppeling.id}, autorisatiesleutel van" in said
    assert "voor echte scholen: geldig" in said
    page = operator.get(f"{BEHEER}/partners/{partner}")
    assert gkv.sleutel not in page.text
    assert f"{BEHEER}/partners/{partner}/stilzetten" in document(page).xpath("//main//a/@href")


def test_keys_for_test_schools_are_told_from_others_in_words(
    operator: Visitor, gkv: Uitgifte, diensten: Diensten, database: Database
) -> None:
    partner = product_of(database, "R1").koppelpartner
    with database.write() as connection:
        connection.execute(update(klant).values(toelating=Toelatingstand.SANDBOX.value))
    diensten.koppelingbeheer.rotate(gkv.koppeling.id, timedelta(days=1), door=DOOR)
    diensten.partnersleutels.add_certificate(gkv.koppeling.id, make_certificate(), door=DOOR)
    page = document(operator.get(f"{BEHEER}/partners/{partner}"))
    keys = page.xpath("//h2[.='Sleutels']/following-sibling::ul[1]/li")
    words = [" ".join(key.text_content().split()) for key in keys]
    assert len(words) == 3
    assert sum("alleen voor testscholen: geldig" in text for text in words) == 2
    assert sum("voor echte scholen: geldig" in text for text in words) == 1
    assert sum("certificaat van" in text for text in words) == 1


def test_a_partner_is_stopped_everywhere_and_goes_on(
    operator: Visitor, gkv: Uitgifte, diensten: Diensten
) -> None:
    partner = product_of(diensten._database, "R1").koppelpartner
    page = f"{BEHEER}/partners/{partner}"
    operator.submit(f"{page}/stilzetten", {"reden": "Er is een lek."})
    stopped = document(operator.get(page)).xpath("//main//a/@href")
    assert f"{page}/hervatten" in stopped
    assert f"{page}/stilzetten" not in stopped
    assert "Toelating: stilgezet" in text_of(operator, page)
    operator.submit(f"{page}/hervatten", {"reden": "Het lek is dicht."})
    assert "Toelating: actief" in text_of(operator, page)


def test_a_partner_that_is_not_there(operator: Visitor) -> None:
    assert operator.get(f"{BEHEER}/partners/999").status_code == 404
    assert operator.get(f"{BEHEER}/scholen/99ZZ-00").status_code == 404
    assert operator.get(f"{BEHEER}/nachten/gisteren").status_code == 404


def test_a_school_is_shown_with_imports_links_and_users(
    operator: Visitor, gkv: Uitgifte, diensten: Diensten
) -> None:
    diensten.roosterremmen.set(gkv.koppeling.id, SCHOOL, Fraction(3, 10), door=DOOR)
    assert f"{BEHEER}/scholen/99XX-16" in operator.get(f"{BEHEER}/scholen").text
    said = text_of(operator, f"{BEHEER}/scholen/99XX-16")
    assert f"Koppeling {gkv.koppeling.id} met Rooster, gkv-basis: actief" in said
    assert "In OneRoster en SDS mag 30% van de leerlingen ontbreken." in said
    assert "schooljaar 2026-2027" in said
    assert "Niemand kan nog voor deze school beslissen." in said


def test_a_night_says_what_was_not_made(operator: Visitor, gkv: Uitgifte, diensten: Diensten) -> None:
    assert "Er is nog geen nacht geweest." in text_of(operator, f"{BEHEER}/nachten")
    now = tijd.now()
    nacht = date(2026, 11, 20)
    diensten.nacht.plan(nacht, now)
    assert "wacht: 1" in text_of(operator, f"{BEHEER}/nachten")
    said = text_of(operator, f"{BEHEER}/nachten/{nacht}")
    assert f"Koppeling {gkv.koppeling.id}, school {SCHOOL}: wacht" in said
    assert "let op" not in said


def test_a_night_says_what_is_lacking_in_what_was_made(
    operator: Visitor, gkv: Uitgifte, diensten: Diensten
) -> None:
    diensten.koppelingbeheer.change_afspraak(gkv.koppeling.id, velden={"set/sds": True}, door=DOOR)
    now = tijd.now()
    nacht = date(2026, 11, 20)
    diensten.nacht.plan(nacht, now)
    (rij,) = diensten.nacht.due(nacht, now)
    diensten.nacht.make(nacht, now, rij)
    said = text_of(operator, f"{BEHEER}/nachten/{nacht}")
    assert "Alles wat gepland was, is gemaakt. Gemaakt, maar let op" in said
    assert f"Koppeling {gkv.koppeling.id}, school {SCHOOL}: sds is uit in dit pakket." in said


def test_mail_that_did_not_arrive_is_shown_without_what_is_in_it(
    operator: Visitor, database: Database
) -> None:
    now = tijd.now()
    usual = {"aan": "jo@school.example", "gemaakt": now, "inhoud": "geheim"}
    with database.write() as connection:
        for values in (
            {"onderwerp": "Later", "pogingen": 2, "volgende": now, "fout": "421 later"},
            {"onderwerp": "<b>Nooit</b>", "pogingen": 9, "volgende": None, "fout": "550 no such user"},
        ):
            connection.execute(insert(postbericht).values(**usual, **values))
    said = text_of(operator, f"{BEHEER}/post")
    assert "Poging 2 mislukte." in said
    assert "Opgegeven na 9 pogingen." in said
    assert "<b>Nooit</b>" in said
    assert "geheim" not in said
