"""Passkeys over HTTP: a challenge for one answer, to accept an invitation, sign in and prove anew."""

import pytest
from flask import Flask

from tests.support.people.mensen import OPERATOR, WACHTWOORD, Klok, Persoon, at_school, invite, new_person
from tests.support.people.sleutelmaker import Sleutelmaker
from tests.support.portaal.visiting import HTTP, Visitor
from tests.support.schools.builders import SCHOOL
from uwlr_service.uitwisseling.account.mensen import Mensen

ACCOUNT = "/portaal/account"
AANMELDEN = "/portaal/aanmelden"
OFFERED = 'data-soort="'


@pytest.fixture
def jet(mensen: Mensen, klok: Klok) -> Persoon:
    return new_person(mensen, klok, at_school(SCHOOL))


@pytest.fixture
def device(visitor: Visitor, jet: Persoon) -> Sleutelmaker:
    """A device whose passkey is one of the person's."""
    made = Sleutelmaker(origin="http://localhost:8080", host="localhost")
    visitor.take(jet.aangemeld.sessie)
    page = f"{ACCOUNT}/passkey"
    answer = made.make(visitor.submit(f"{page}/vraag", page=page).text)
    assert visitor.submit(page, {"antwoord": answer, "naam": "Telefoon"}).location == ACCOUNT
    assert "Passkey: Telefoon" in visitor.get(ACCOUNT).text
    return made


def asked(visitor: Visitor, page: str = AANMELDEN) -> str:
    """What the script of a page gets."""
    return visitor.submit(f"{AANMELDEN}/passkey/vraag", page=page).text


def test_a_passkey_signs_in_and_its_answer_works_once(visitor: Visitor, device: Sleutelmaker) -> None:
    stranger = Visitor(visitor.application)
    answer = device.sign(asked(stranger))
    done = stranger.submit(f"{AANMELDEN}/passkey?verder={ACCOUNT}", {"antwoord": answer}, page=AANMELDEN)
    assert done.location == ACCOUNT
    assert stranger.get(ACCOUNT).status_code == 200
    second = Visitor(visitor.application)
    for _ in range(2):
        done = second.submit(f"{AANMELDEN}/passkey", {"antwoord": answer}, page=AANMELDEN)
        assert done.location.startswith(f"{AANMELDEN}?")
        assert "niet aangenomen" in second.get(AANMELDEN).text
        asked(second)


def test_a_passkey_proves_anew_who_somebody_is(visitor: Visitor, device: Sleutelmaker, klok: Klok) -> None:
    klok.pass_by(minutes=11)
    page = f"/portaal/bevestigen?verder={ACCOUNT}/wachtwoord"
    wrong = visitor.submit(f"/portaal/bevestigen/passkey?verder={ACCOUNT}", {"antwoord": "{}"}, page=page)
    assert wrong.location.startswith("/portaal/bevestigen?")
    answer = device.sign(asked(visitor, page))
    path = f"/portaal/bevestigen/passkey?verder={ACCOUNT}/wachtwoord"
    assert visitor.submit(path, {"antwoord": answer}, page=page).location == f"{ACCOUNT}/wachtwoord"
    assert visitor.get(f"{ACCOUNT}/wachtwoord").status_code == 200


def test_a_passkey_is_removed_while_an_app_is_left(visitor: Visitor, device: Sleutelmaker) -> None:
    assert visitor.submit(f"{ACCOUNT}/passkey/1/verwijderen", page=ACCOUNT).location == ACCOUNT
    assert "is verwijderd" in visitor.get(ACCOUNT).text
    stranger = Visitor(visitor.application)
    answer = device.sign(asked(stranger))
    stranger.submit(f"{AANMELDEN}/passkey", {"antwoord": answer}, page=AANMELDEN)
    assert stranger.get(ACCOUNT).status_code == 303


def test_the_app_is_removed_while_a_passkey_is_left(visitor: Visitor, device: Sleutelmaker) -> None:
    assert visitor.submit(f"{ACCOUNT}/app/verwijderen", page=ACCOUNT).location == ACCOUNT
    assert "geen app voor codes" in visitor.get(ACCOUNT).text
    visitor.submit(f"{ACCOUNT}/passkey/1/verwijderen", page=ACCOUNT)
    assert "laatste tweede stap" in visitor.get(ACCOUNT).text


@pytest.mark.parametrize(("origin", "is_offered"), [(HTTP, True), ("http://127.0.0.1", False)])
def test_where_browsers_take_no_passkeys_none_is_offered(
    portaal: Flask, device: Sleutelmaker, visitor: Visitor, origin: str, is_offered: bool
) -> None:
    here = Visitor(portaal, origin=origin, token=visitor.token)
    for path in (f"{ACCOUNT}/passkey", "/portaal/bevestigen"):
        assert (OFFERED in here.get(path).text) == is_offered, path
    stranger = Visitor(portaal, origin=origin)
    assert (OFFERED in stranger.get(AANMELDEN).text) == is_offered


def test_an_invitation_is_accepted_with_a_passkey(visitor: Visitor, mensen: Mensen) -> None:
    made = invite(mensen, OPERATOR)
    visitor.get(made.link.removeprefix("http://localhost:8080"))
    fields = {"wachtwoord": WACHTWOORD, "nogmaals": WACHTWOORD}
    tweede = visitor.submit("/portaal/uitnodiging", fields).location
    visitor.submit("/portaal/uitnodiging/passkey", {"antwoord": "{}"}, page=tweede)
    assert "niet aangenomen" in visitor.get(tweede).text
    device = Sleutelmaker(origin="http://localhost:8080", host="localhost")
    answer = device.make(visitor.submit("/portaal/uitnodiging/passkey/vraag", page=tweede).text)
    done = visitor.submit("/portaal/uitnodiging/passkey", {"antwoord": answer}, page=tweede)
    assert done.location == "/portaal/herstelcodes"
    assert visitor.get("/portaal/beheer").status_code == 200
