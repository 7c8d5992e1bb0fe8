"""A badge on a page: at school and at home, typed or scanned, and never in an address or a kept form."""

from tests.paginas.klas.conftest import Klas
from tests.support.portaal.visiting import Visitor, document

BADGE = "/portaal/badge"


def text(visitor: Visitor, path: str) -> str:
    return " ".join(document(visitor.get(path)).xpath("string(//main)").split())


def test_on_a_device_of_the_school_the_badge_is_enough(tablet: Visitor, klas: Klas) -> None:
    assert tablet.submit(BADGE, {"code": klas.kaart.badge}).location == "/portaal/klas/binnen"
    assert "Ik ben klaar" in text(tablet, "/portaal/klas/binnen")


def test_at_home_the_pin_is_asked(elsewhere: Visitor, klas: Klas) -> None:
    assert elsewhere.submit(BADGE, {"code": klas.kaart.badge}).location == f"{BADGE}/pin"
    assert elsewhere.get("/portaal/klas/binnen").location == "/portaal/klas"
    wrong = f"{(int(klas.kaart.pin) + 1) % 10_000:04}"
    answer = elsewhere.submit(f"{BADGE}/pin", {"pin": wrong})
    assert answer.status_code == 303
    page = elsewhere.get(answer.location)
    assert "Deze pincode klopt niet. Probeer het nog een keer." in page.text
    assert wrong not in page.text
    assert elsewhere.submit(f"{BADGE}/pin", {"pin": klas.kaart.pin}).location == "/portaal/klas/binnen"
    assert elsewhere.get(f"{BADGE}/pin").location == BADGE


def test_without_a_badge_no_pin_is_asked(elsewhere: Visitor) -> None:
    assert elsewhere.get(f"{BADGE}/pin").location == BADGE


def test_a_badge_that_does_not_work_is_told_and_not_shown_again(elsewhere: Visitor, klas: Klas) -> None:
    wrong = "A" * 26
    answer = elsewhere.submit(BADGE, {"code": wrong})
    page = elsewhere.get(answer.location)
    assert "Deze kaart werkt niet. Vraag je juf of meester." in page.text
    assert wrong not in page.text
    answer = elsewhere.submit(BADGE, {})
    assert document(elsewhere.get(answer.location)).xpath("//div[@id='fouten']")


def test_the_camera_is_for_this_page_alone(elsewhere: Visitor) -> None:
    assert "camera=(self)" in elsewhere.get(BADGE).headers["Permissions-Policy"]
    assert "camera=()" in elsewhere.get("/portaal/klas").headers["Permissions-Policy"]


def test_the_way_on_is_kept(elsewhere: Visitor, klas: Klas) -> None:
    onward = "?verder=/portaal/privacy"
    answer = elsewhere.submit(f"{BADGE}{onward}", {"code": klas.kaart.badge})
    assert answer.location.startswith(f"{BADGE}/pin?verder=")
    assert elsewhere.submit(answer.location, {"pin": klas.kaart.pin}).location == "/portaal/privacy"
