"""The pages of a teacher: open a class, enrol a device, print what pupils need, and help who waits."""

import re

from flask import Flask
from lxml import html

from tests.support.people.klas import Klaswereld, add_waiting
from tests.support.portaal.visiting import Visitor, document
from tests.support.statements import recorded

PATH = "/portaal/scholen/99XX-16/klassen"
BADGE = re.compile(r"[A-Z2-7]{26}")


def page(visitor: Visitor, path: str) -> html.HtmlElement:
    answer = visitor.get(path)
    assert answer.status_code == 200
    return document(answer)


def text(page: html.HtmlElement) -> str:
    return " ".join(page.xpath("string(//main)").split())


def make(
    visitor: Visitor, wereld: Klaswereld, soort: str, leerling: str = "klas", groep: str = "S1"
) -> html.HtmlElement:
    """Make something, and look at what is printed."""
    klas = f"{PATH}/{wereld.groepen[groep]}"
    answer = visitor.submit(f"{klas}/maken", {"soort": soort, "leerling": leerling})
    assert answer.status_code == 303
    assert answer.location == f"{klas}/kaarten"
    return page(visitor, answer.location)


def test_a_teacher_sees_the_own_groups(teacher: Visitor, head: Visitor) -> None:
    names = [link.text for link in page(teacher, PATH).xpath("//main//h2/a")]
    assert names == ["Groep 4", "Plusklas"]
    everything = page(head, PATH)
    assert len(everything.xpath("//main//h2/a")) == 3
    assert "Alle kaarten intrekken" in text(everything)
    assert "Alle kaarten intrekken" not in text(page(teacher, PATH))


def test_an_opened_class_shows_its_code_to_whoever_opened_it(
    teacher: Visitor, head: Visitor, wereld: Klaswereld
) -> None:
    klas = f"{PATH}/{wereld.groepen['G1']}"
    assert teacher.submit(f"{klas}/open", page=klas).status_code == 303
    (code,) = page(teacher, klas).xpath("//p[@class='klascode']/text()")
    assert re.fullmatch("[A-Z2-9]{6}", code)
    assert page(teacher, klas).xpath("//p[@class='klascode']/text()") == [code]
    assert code not in text(page(head, klas))
    assert "De code ziet alleen wie de klas openzette." in text(page(head, klas))
    other = f"{PATH}/{wereld.groepen['S1']}"
    assert code not in text(page(teacher, other))
    teacher.submit(f"{klas}/sluiten", page=klas)
    assert code not in text(page(teacher, klas))
    assert "Klas openzetten" in text(page(teacher, klas))


def test_enrolling_a_device_signs_the_teacher_out(teacher: Visitor, wereld: Klaswereld) -> None:
    klas = f"{PATH}/{wereld.groepen['G1']}"
    answer = teacher.submit(f"{klas}/apparaat", page=klas)
    assert answer.location == "/portaal/klas"
    kept = teacher.get_cookie("klas")
    assert kept is not None
    assert kept.http_only
    assert kept.same_site == "Lax"
    assert teacher.get(PATH).location.startswith("/portaal/aanmelden")
    screen = page(teacher, "/portaal/klas")
    assert [tile.text_content().strip() for tile in screen.xpath("//a[contains(@class, 'tegel ')]")] == [
        "Sanne"
    ]


def test_a_device_is_taken_away_by_a_button(teacher: Visitor, wereld: Klaswereld) -> None:
    device = add_waiting(wereld.database, wereld.school_id, "G1", wereld.accounts["L1"])
    klas = f"{PATH}/{wereld.groepen['G1']}"
    assert "Apparaat 1" in text(page(teacher, klas))
    teacher.submit(f"{klas}/apparaten/{device}/beeindigen", page=klas)
    assert "Apparaat 1" not in text(page(teacher, klas))


def test_a_pupil_who_waits_is_seen_and_let_go_on(teacher: Visitor, wereld: Klaswereld) -> None:
    add_waiting(wereld.database, wereld.school_id, "G1", wereld.accounts["L1"])
    klas = f"{PATH}/{wereld.groepen['G1']}"
    assert "Wacht: de plaatjes waren te vaak fout." in text(page(teacher, klas))
    teacher.submit(f"{klas}/leerlingen/{wereld.accounts['L1']}/vrij", page=klas)
    shown = text(page(teacher, klas))
    assert "Wacht:" not in shown
    assert "Deze leerling mag het weer proberen." in shown


def test_cards_are_printed_once_with_the_code_in_a_fragment(teacher: Visitor, wereld: Klaswereld) -> None:
    printed = make(teacher, wereld, "badge")
    drawings = printed.xpath("//li[@class='kaartje']//*[local-name()='svg']")
    assert len(drawings) == 2
    # Without a box of its own, a code that the style sheet makes smaller would lose its edges.
    assert all(drawing.get("viewbox") and not drawing.get("width") for drawing in drawings)
    codes = printed.xpath("//code/text()")
    assert len(set(codes)) == 2
    assert all(BADGE.fullmatch(code) for code in codes)
    assert re.findall(r"Sanne [0-9]{4}\b", text(printed))
    again = text(page(teacher, f"{PATH}/{wereld.groepen['S1']}/kaarten"))
    assert "Er is niets meer om af te drukken." in again
    assert not BADGE.search(again)
    assert text(page(teacher, f"{PATH}/{wereld.groepen['S1']}")).count("Kaart: ja.") == 2


def test_one_pupil_gets_a_card(teacher: Visitor, wereld: Klaswereld) -> None:
    printed = make(teacher, wereld, "badge", str(wereld.accounts["L3"]))
    (title,) = printed.xpath("//li[@class='kaartje']/h2")
    assert title.text_content().strip() == "Zoë"
    assert re.search("Dat kan op: https?://[a-z0-9.:]+/portaal/badge ", text(printed))


def test_a_card_shows_the_animal_that_the_pupil_knows_from_the_screen(
    teacher: Visitor, wereld: Klaswereld
) -> None:
    def animals(shown: html.HtmlElement, path: str) -> list[str]:
        return [image.partition("?")[0] for image in shown.xpath(path) if "/dieren/" in image]

    printed = make(teacher, wereld, "plaatjes", groep="G1")
    teacher.submit(f"{PATH}/{wereld.groepen['G1']}/apparaat", page=f"{PATH}/{wereld.groepen['G1']}")
    screen = animals(page(teacher, "/portaal/klas"), "//a[contains(@class, 'tegel ')]/img/@src")
    assert animals(printed, "//li[@class='kaartje']/h2/img/@src") == screen
    assert len(screen) == 1


def test_a_pincode_is_only_spoken_of_where_there_is_one(teacher: Visitor, wereld: Klaswereld) -> None:
    assert "pincode" in text(make(teacher, wereld, "badge"))
    assert "pincode" not in text(make(teacher, wereld, "plaatjes"))
    assert "Inlognaam: " in text(make(teacher, wereld, "wachtwoord"))


def test_passwords_and_pictures_are_printed_too(teacher: Visitor, wereld: Klaswereld) -> None:
    printed = make(teacher, wereld, "wachtwoord", groep="G1")
    (password,) = printed.xpath("//span[@class='groot']/text()")
    assert re.fullmatch(r"[a-z]+-[a-z]+-[0-9]{2}", password)
    printed = make(teacher, wereld, "plaatjes", groep="G1")
    assert len(printed.xpath("//p[@class='rij']/img[@alt]")) == 3


def test_what_is_not_there_to_be_made_is_told_beside_the_field(teacher: Visitor, wereld: Klaswereld) -> None:
    maken = f"{PATH}/{wereld.groepen['G1']}/maken"
    for fields in ({}, {"soort": "iris", "leerling": "klas"}, {"soort": "badge", "leerling": "99999"}):
        answer = teacher.submit(maken, fields)
        assert answer.status_code == 303
        assert page(teacher, answer.location).xpath("//div[@id='fouten']")


def test_the_pictures_of_one_pupil_are_chosen(teacher: Visitor, wereld: Klaswereld) -> None:
    klas = f"{PATH}/{wereld.groepen['G1']}"
    path = f"{klas}/leerlingen/{wereld.accounts['L1']}/plaatjes"
    answer = teacher.submit(path, {"eerste": "zon", "tweede": "zon"})
    assert page(teacher, answer.location).xpath("//div[@id='fouten']")
    answer = teacher.submit(path, {"eerste": "zon", "tweede": "zon", "derde": "bal"})
    assert answer.location == klas
    assert "Plaatjes: ja." in text(page(teacher, klas))
    outside = f"{klas}/leerlingen/{wereld.accounts['L2']}/plaatjes"
    assert teacher.get(outside).status_code == 404


def test_cards_are_voided_for_a_pupil_a_class_and_the_school(
    teacher: Visitor, head: Visitor, wereld: Klaswereld
) -> None:
    klas = f"{PATH}/{wereld.groepen['S1']}"
    make(teacher, wereld, "badge")
    teacher.submit(f"{klas}/leerlingen/{wereld.accounts['L1']}/kaart/intrekken", page=klas)
    shown = text(page(teacher, klas))
    assert "1 kaart is ingetrokken." in shown
    assert shown.count("Kaart: ja.") == 1
    teacher.submit(f"{klas}/kaarten/intrekken", page=klas)
    assert "Kaart: ja." not in text(page(teacher, klas))
    make(teacher, wereld, "badge")
    head.submit(f"{PATH}/kaarten/intrekken", page=PATH)
    assert "2 kaarten zijn ingetrokken." in text(page(head, PATH))
    assert "Kaart: ja." not in text(page(teacher, klas))


def test_the_page_of_a_class_costs_the_same_for_many_pupils(teacher: Visitor, wereld: Klaswereld) -> None:
    with recorded() as of_two:
        page(teacher, f"{PATH}/{wereld.groepen['S1']}")
    with recorded() as of_one:
        page(teacher, f"{PATH}/{wereld.groepen['G1']}")
    assert len(of_two) <= len(of_one) + 1
    assert len(of_two) <= 14


def test_the_class_of_another_school_is_not_there(portaal: Flask, teacher: Visitor) -> None:
    assert teacher.get("/portaal/scholen/99YY-00/klassen").status_code == 404
    assert Visitor(portaal).get(PATH).status_code == 303
