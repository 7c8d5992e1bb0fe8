"""A pupil on the screen of the class: without script, a tap at a time, and out again."""

from flask import Flask
from lxml import html
from werkzeug.test import TestResponse

from tests.paginas.klas.conftest import ROW, Klas
from tests.support.people.klas import leerkracht
from tests.support.portaal.visiting import Visitor, document
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.klas.plaatjes import Plaatje

KLAS = "/portaal/klas"


def seen(visitor: Visitor, path: str = KLAS) -> html.HtmlElement:
    answer = visitor.get(path)
    assert answer.status_code == 200, answer.location
    return document(answer)


def tap(visitor: Visitor, path: str, *plaatjes: str) -> TestResponse:
    """Tap pictures; returns the answer to the last one."""
    for plaatje in plaatjes:
        answer = visitor.submit(path, {"plaatje": plaatje})
        assert answer.status_code == 303
    return answer


def text(page: html.HtmlElement) -> str:
    return " ".join(page.xpath("string(//main)").split())


def test_three_taps_let_a_pupil_in_and_one_lets_them_out(tablet: Visitor, klas: Klas) -> None:
    (tile,) = seen(tablet).xpath("//a[contains(@class, 'tegel ')]")
    assert tile.text_content().strip() == "Sanne"
    path = tile.get("href")
    assert len(seen(tablet, path).xpath("//button[@name='plaatje']/img[@alt]")) == 12
    for number, plaatje in enumerate(ROW[:2], start=1):
        assert tap(tablet, path, plaatje).location == path
        assert len(seen(tablet, path).xpath("//p[@class='stippen']/span[@class='vol']")) == number
    assert tap(tablet, path, ROW[2]).location == f"{KLAS}/binnen"
    assert "Ik ben klaar" in text(seen(tablet, f"{KLAS}/binnen"))
    answer = tablet.submit(f"{KLAS}/klaar", page=f"{KLAS}/binnen")
    assert answer.location == KLAS
    assert tablet.get(f"{KLAS}/binnen").location == KLAS
    assert seen(tablet).xpath("//a[contains(@class, 'tegel ')]")


def test_wrong_pictures_are_told_and_then_somebody_waits(tablet: Visitor, klas: Klas) -> None:
    path = f"{KLAS}/{klas.sanne}"
    wrong = [Plaatje.BAL] * 3
    for _ in range(4):
        assert tap(tablet, path, *wrong).location == path
        page = seen(tablet, path)
        assert page.xpath("//div[@role='status']/text()") == ["Dat klopt niet. Probeer het nog een keer."]
        assert page.xpath("//p[@class='stippen']/span[@class='vol']") == []
    tap(tablet, path, *wrong)
    page = seen(tablet, path)
    assert "Dat ging te vaak mis. Vraag je juf of meester." in text(page)
    assert page.xpath("//button[@name='plaatje']") == []


def test_a_pupil_can_begin_the_row_anew(tablet: Visitor, klas: Klas) -> None:
    path = f"{KLAS}/{klas.sanne}"
    tap(tablet, path, Plaatje.BAL)
    assert tablet.submit(f"{path}/opnieuw", page=path).location == path
    assert tap(tablet, path, *ROW).location == f"{KLAS}/binnen"


def test_what_is_tapped_for_one_pupil_does_not_count_for_another(
    portaal: Flask, klas: Klas, diensten: Diensten
) -> None:
    nummer = klas.wereld.groepen["S1"]
    apparaat, _ = diensten.mensen.klas.beheer.enrol(klas.wereld.school, nummer, door=leerkracht("S1"))
    tablet = Visitor(portaal)
    tablet.set_cookie("klas", apparaat)
    tap(tablet, f"{KLAS}/{klas.sanne}", ROW[0], ROW[1])
    other = f"{KLAS}/{klas.wereld.accounts['L3']}"
    assert seen(tablet, other).xpath("//span[@class='vol']") == []
    assert tap(tablet, other, ROW[2]).location == other
    assert tablet.get(f"{KLAS}/99999").location == KLAS


def test_what_is_no_picture_is_not_taken(tablet: Visitor, klas: Klas) -> None:
    path = f"{KLAS}/{klas.sanne}"
    for fields in ({}, {"plaatje": "kat"}):
        answer = tablet.submit(path, fields)
        assert answer.status_code == 200
        assert document(answer).xpath("//span[@class='vol']") == []


def test_elsewhere_the_code_of_an_opened_class_is_asked(elsewhere: Visitor, klas: Klas) -> None:
    assert elsewhere.get(f"{KLAS}/{klas.sanne}").location == KLAS
    answer = elsewhere.submit(KLAS, {"code": "AAAAAA"})
    assert answer.status_code == 303
    page = seen(elsewhere, answer.location)
    assert "Deze code klopt niet. Vraag je juf of meester." in text(page)
    assert page.xpath("//input[@name='code']/@value") in ([], [""])
    assert elsewhere.submit(KLAS, {"code": klas.code.lower()}).location == KLAS
    assert seen(elsewhere).xpath("//a[contains(@class, 'tegel ')]")


def test_the_way_on_is_kept_along_all_pages(elsewhere: Visitor, klas: Klas) -> None:
    onward = "?verder=/portaal/privacy"
    answer = elsewhere.submit(f"{KLAS}{onward}", {"code": klas.code})
    assert answer.location.startswith(f"{KLAS}?verder=")
    (tile,) = seen(elsewhere, answer.location).xpath("//a[contains(@class, 'tegel ')]/@href")
    for plaatje in ROW:
        (action,) = seen(elsewhere, tile).xpath("//form[.//button[@name='plaatje']]/@action")
        answer = elsewhere.submit(action, {"plaatje": plaatje}, page=tile)
    assert answer.location == "/portaal/privacy"


def test_a_way_on_to_elsewhere_is_not_taken(tablet: Visitor, klas: Klas) -> None:
    path = f"{KLAS}/{klas.sanne}?verder=https://evil.example/"
    assert tap(tablet, path, *ROW).location == f"{KLAS}/binnen"


def test_a_screen_costs_the_same_for_many_pupils(
    tablet: Visitor, portaal: Flask, klas: Klas, diensten: Diensten
) -> None:
    nummer = klas.wereld.groepen["S1"]
    apparaat, _ = diensten.mensen.klas.beheer.enrol(klas.wereld.school, nummer, door=leerkracht("S1"))
    of_two = Visitor(portaal)
    of_two.set_cookie("klas", apparaat)
    with recorded() as for_one:
        seen(tablet)
    with recorded() as for_two:
        seen(of_two)
    assert len(for_one) == len(for_two) <= 8


def test_pictures_that_wait_are_not_readable_in_the_session(tablet: Visitor, klas: Klas) -> None:
    tap(tablet, f"{KLAS}/{klas.sanne}", ROW[0])
    with klas.wereld.database.read() as connection:
        contents = connection.exec_driver_sql("select inhoud from sessie").scalars().all()
    assert contents
    assert "zon" not in repr(contents)
