"""The links of a demonstration: in once, a button instead of a code, and how to get another link."""

from tests.support.people.mensen import CLI, Klok, at_school
from tests.support.portaal.visiting import Visitor, form_token
from tests.support.schools.builders import SCHOOL
from uwlr_service.uitwisseling.account.mensen import Mensen


def test_a_link_signs_in_once(visitor: Visitor, mensen: Mensen, klok: Klok) -> None:
    link = mensen.demo.link("Jet Bos", at_school(SCHOOL), door=CLI)
    path = link.removeprefix("http://localhost:8080")
    assert visitor.get(path).location == "/portaal/"
    account = visitor.get("/portaal/account").text
    assert "demonstratie" in account
    assert "Nieuwe herstelcodes" not in account
    klok.pass_by(minutes=11)
    again = visitor.get("/portaal/scholen/99XX-16/gebruikers/uitnodigen").location
    assert again.startswith("/portaal/bevestigen?")
    assert "Liever met een passkey" not in visitor.get(again).text
    assert visitor.submit(again).location == "/portaal/scholen/99XX-16/gebruikers/uitnodigen"
    used = Visitor(visitor.application).get(path)
    assert used.status_code == 200
    assert "UWLR_PORTAAL_URL=http://localhost:8080 uwlr gebruiker link NAAM@demo.example" in used.text
    assert "jet.bos" not in used.text


def test_who_signed_out_reads_how_to_get_in_again(visitor: Visitor, mensen: Mensen) -> None:
    command = "uwlr gebruiker link NAAM@demo.example"
    assert command not in visitor.get("/portaal/aanmelden").text
    mensen.demo.link("Jet Bos", at_school(SCHOOL), door=CLI)
    assert command in visitor.get("/portaal/aanmelden").text


def test_a_form_that_comes_back_after_a_proof_says_that_nothing_was_done(
    visitor: Visitor, mensen: Mensen, klok: Klok
) -> None:
    link = mensen.demo.link("Jet Bos", at_school(SCHOOL), door=CLI)
    visitor.get(link.removeprefix("http://localhost:8080"))
    page = "/portaal/scholen/99XX-16/gebruikers/uitnodigen"
    token = form_token(visitor.get(page))
    klok.pass_by(minutes=11)
    confirm = visitor.post(page, data={"csrf_token": token, "naam": "Ben"}).location
    assert visitor.submit(confirm).location == page
    shown = visitor.get(page).text
    assert "Bevestigd. Er is nog niets gebeurd" in shown
    assert 'value="Ben"' in shown
    assert "Bevestigd" not in visitor.get(page).text
