"""The own account on the pages: changes ask for a fresh proof, and the choices made before it survive."""

from urllib.parse import unquote

import pyotp
import pytest

from tests.support.people.mensen import WACHTWOORD, Klok, Persoon, at_school, new_person
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import SCHOOL
from tests.support.statements import recorded
from uwlr_service.uitwisseling.account.mensen import Mensen

ACCOUNT = "/portaal/account"
ANOTHER = "vier heel andere woordjes kabbelen"
MOST = 15


@pytest.fixture
def jet(mensen: Mensen, klok: Klok) -> Persoon:
    return new_person(mensen, klok, at_school(SCHOOL))


@pytest.fixture
def signed_in(visitor: Visitor, jet: Persoon) -> Visitor:
    """The browser of somebody who signed in."""
    visitor.take(jet.aangemeld.sessie)
    return visitor


def test_the_page_costs_few_statements(signed_in: Visitor, jet: Persoon) -> None:
    token = jet.aangemeld.sessie
    jet.sign_in()
    signed_in.take(token)
    with recorded() as statements:
        text = signed_in.get(ACCOUNT).text
    assert len(statements) <= MOST
    assert "10 herstelcodes" in text
    assert "dit is deze sessie" in text
    assert "uitnodiging-aangenomen" in text


@pytest.mark.parametrize("page", ["/wachtwoord", "/app", "/passkey"])
def test_a_change_asks_for_a_fresh_proof_and_goes_on(
    signed_in: Visitor, jet: Persoon, klok: Klok, page: str
) -> None:
    assert signed_in.get(ACCOUNT + page).status_code == 200
    klok.pass_by(minutes=11)
    answer = signed_in.get(ACCOUNT + page)
    assert unquote(answer.location) == f"/portaal/bevestigen?verder={ACCOUNT}{page}"
    wrong = signed_in.submit(answer.location, {"code": "000000"})
    assert "klopt niet" in wrong.text
    before = signed_in.token
    answer = signed_in.submit(answer.location, {"code": jet.code()})
    assert answer.location == ACCOUNT + page
    assert signed_in.token != before
    assert signed_in.get(ACCOUNT + page).status_code == 200


def test_five_wrong_proofs_sign_out(signed_in: Visitor, klok: Klok) -> None:
    for _ in range(4):
        signed_in.submit("/portaal/bevestigen", {"code": "000000"})
    answer = signed_in.submit("/portaal/bevestigen", {"code": "000000"})
    assert answer.location.startswith("/portaal/aanmelden")
    assert signed_in.get(ACCOUNT).status_code == 303


def test_another_password(signed_in: Visitor, jet: Persoon, mensen: Mensen) -> None:
    page = f"{ACCOUNT}/wachtwoord"
    weak = signed_in.submit(page, {"wachtwoord": "kort", "nogmaals": "kort"})
    assert "te kort" in weak.text
    answer = signed_in.submit(page, {"wachtwoord": ANOTHER, "nogmaals": ANOTHER})
    assert answer.location == ACCOUNT
    assert "gewijzigd" in signed_in.get(ACCOUNT).text
    refused = Visitor(signed_in.application).submit(
        "/portaal/aanmelden", {"inlognaam": jet.inlognaam, "wachtwoord": WACHTWOORD}
    )
    assert refused.status_code == 200


def test_another_app(signed_in: Visitor, jet: Persoon, klok: Klok) -> None:
    page = f"{ACCOUNT}/app"
    (key,) = document(signed_in.get(page)).xpath("//p/code[@class='adres']/text()")
    assert "klopt niet" in signed_in.submit(page, {"code": "000000"}).text
    klok.pass_by(seconds=30)
    answer = signed_in.submit(page, {"code": pyotp.TOTP(str(key)).at(klok())})
    assert answer.location == ACCOUNT
    jet.sleutel = str(key)
    jet.sign_in()


def test_the_last_second_step_stays(signed_in: Visitor) -> None:
    answer = signed_in.submit(f"{ACCOUNT}/app/verwijderen", page=ACCOUNT)
    assert answer.location == ACCOUNT
    assert "laatste tweede stap" in signed_in.get(ACCOUNT).text


def test_new_recovery_codes_are_shown_once(signed_in: Visitor, jet: Persoon) -> None:
    answer = signed_in.submit(f"{ACCOUNT}/herstelcodes", page=ACCOUNT)
    codes = document(signed_in.get(answer.location)).xpath("//li/code/text()")
    assert len(codes) == 10
    assert not set(codes) & set(jet.herstelcodes)


def test_sessions_elsewhere_are_ended(signed_in: Visitor, jet: Persoon) -> None:
    first = jet.aangemeld.sessie
    elsewhere = [jet.sign_in().sessie, jet.sign_in().sessie]
    signed_in.take(first)
    page = document(signed_in.get(ACCOUNT))
    forms = page.xpath("//form[contains(@action, '/account/sessies/')]/@action")
    assert len(forms) == 2
    signed_in.submit(forms[0], page=ACCOUNT)
    alive = [Visitor(signed_in.application, token=token).get(ACCOUNT).status_code for token in elsewhere]
    assert sorted(alive) == [200, 303]
    signed_in.submit(f"{ACCOUNT}/sessies", page=ACCOUNT)
    assert [Visitor(signed_in.application, token=token).get(ACCOUNT).status_code for token in elsewhere] == [
        303,
        303,
    ]
    assert signed_in.get(ACCOUNT).status_code == 200


def test_a_session_of_another_is_not_there(signed_in: Visitor) -> None:
    assert signed_in.submit(f"{ACCOUNT}/sessies/99999", page=ACCOUNT).status_code == 404
    assert signed_in.submit(f"{ACCOUNT}/passkey/99999/verwijderen", page=ACCOUNT).status_code == 404


def test_what_no_browser_answers_adds_no_passkey(signed_in: Visitor) -> None:
    page = f"{ACCOUNT}/passkey"
    assert "niet aangenomen" in signed_in.submit(page, {"antwoord": "{}", "naam": "Telefoon"}).text
    asked = signed_in.submit(f"{page}/vraag", page=page)
    assert asked.mimetype == "application/json"
    assert asked.json is not None
    assert asked.json["authenticatorSelection"]["userVerification"] == "required"
    assert "niet aangenomen" in signed_in.submit(page, {"antwoord": "{}", "naam": "Telefoon"}).text
