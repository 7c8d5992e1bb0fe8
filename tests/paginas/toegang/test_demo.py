"""The links of a demonstration: in once, a button instead of a code, and how to get another link."""

from tests.support.people.mensen import CLI, Klok, at_school
from tests.support.portaal.visiting import Visitor
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
    assert "UWLR_PORTAAL_URL=http://localhost:8080 uwlr gebruiker link" in used.text
