"""Another person in the same browser finds nothing of the one before."""

from typing import Any

import pyotp
import pytest

from tests.support.people.mensen import CLI, WACHTWOORD, Klok, Persoon, at_school, invite, new_person
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import SCHOOL
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.account.sessies import Sessies
from uwlr_service.uitwisseling.account.uitnodigingen import Uitgenodigd

HERE = "http://localhost:8080"
UITNODIGING = "/portaal/uitnodiging"
TWEEDE = f"{UITNODIGING}/tweede"
BEIDE = {"wachtwoord": WACHTWOORD, "nogmaals": WACHTWOORD}
KEPT: dict[str, Any] = {
    "inzage-zoek": ["99XX/16", "Sanne Bakker"],
    "keuzes": {"pad": "/portaal/account/app", "zoek": "", "velden": []},
    "nieuw-geheim": "versleuteld",
    "eenmaal": "versleuteld",
}


@pytest.fixture
def jet(mensen: Mensen, klok: Klok) -> Persoon:
    return new_person(mensen, klok, at_school(SCHOOL))


def follow(visitor: Visitor, made: Uitgenodigd) -> None:
    """Open the link of an invitation."""
    visitor.get(made.link.removeprefix(HERE))


def shown_key(visitor: Visitor) -> str:
    """The key that somebody types in an app."""
    (key,) = document(visitor.get(TWEEDE)).xpath("//p/code[@class='adres']/text()")
    return str(key)


def kept_of(visitor: Visitor, sessies: Sessies) -> str:
    """What the session of a browser holds."""
    sessie = sessies.find(visitor.token or "")
    assert sessie is not None
    return str(sessie.inhoud)


def test_the_password_and_the_seed_belong_to_one_invitation(visitor: Visitor, mensen: Mensen) -> None:
    place = at_school(SCHOOL)
    follow(visitor, invite(mensen, place, email="ad@school.example"))
    visitor.submit(UITNODIGING, BEIDE)
    of_ad = shown_key(visitor)
    follow(visitor, invite(mensen, place, email="bea@school.example"))
    assert visitor.get(TWEEDE).location == UITNODIGING
    visitor.submit(UITNODIGING, BEIDE)
    assert shown_key(visitor) != of_ad


def test_an_invitation_of_somebody_else_takes_no_passkey_with_the_password_of_before(
    visitor: Visitor, mensen: Mensen
) -> None:
    place = at_school(SCHOOL)
    follow(visitor, invite(mensen, place, email="ad@school.example"))
    visitor.submit(UITNODIGING, BEIDE)
    follow(visitor, invite(mensen, place, email="bea@school.example"))
    assert visitor.submit(f"{UITNODIGING}/passkey", page=UITNODIGING).location == UITNODIGING


def test_a_recovery_over_the_session_of_another_keeps_nothing_of_it(
    visitor: Visitor, mensen: Mensen, klok: Klok, jet: Persoon, diensten_sessies: Sessies
) -> None:
    lex = new_person(mensen, klok, at_school(SCHOOL, Rol.SCHOOLLEZER), "lex@school.example", "Lex")
    made = mensen.uitnodigingen.recover(lex.number(diensten_sessies), door=CLI)
    diensten_sessies.keep(jet.aangemeld.sessie, KEPT)
    visitor.take(jet.aangemeld.sessie)
    follow(visitor, made)
    visitor.submit(UITNODIGING, BEIDE)
    key = shown_key(visitor)
    klok.pass_by(seconds=30)
    answer = visitor.submit(TWEEDE, {"code": pyotp.TOTP(key).at(klok())})
    assert answer.location == "/portaal/herstelcodes"
    assert not any(word in kept_of(visitor, diensten_sessies) for word in ("Sanne", "keuzes", "nieuw-geheim"))
    assert len(document(visitor.get(answer.location)).xpath("//li/code")) == 10
    assert "Lex" in visitor.get("/portaal/account").text


def test_a_link_of_a_demonstration_over_the_session_of_another_keeps_nothing_of_it(
    visitor: Visitor, mensen: Mensen, jet: Persoon, diensten_sessies: Sessies
) -> None:
    link = mensen.demo.link("Piet Vos", at_school(SCHOOL), door=CLI)
    diensten_sessies.keep(jet.aangemeld.sessie, KEPT)
    visitor.take(jet.aangemeld.sessie)
    visitor.get(link.removeprefix(HERE))
    assert kept_of(visitor, diensten_sessies) == "{}"


def test_what_somebody_chose_waits_for_them_alone_when_their_session_ended(
    visitor: Visitor, mensen: Mensen, klok: Klok, jet: Persoon, diensten_sessies: Sessies
) -> None:
    lex = new_person(mensen, klok, at_school(SCHOOL), "lex@school.example", "Lex")
    for person, is_same in ((lex, False), (jet, True)):
        jet.sign_in()
        visitor.take(jet.aangemeld.sessie)
        _send_too_late(visitor, klok)
        sign_in(visitor, person)
        assert ("keuzes" in kept_of(visitor, diensten_sessies)) is is_same


def sign_in(visitor: Visitor, person: Persoon) -> None:
    """Come in by a password and a code, from wherever the browser was led."""
    fields = {"inlognaam": person.inlognaam, "wachtwoord": WACHTWOORD}
    visitor.submit("/portaal/aanmelden", fields)
    assert visitor.submit("/portaal/aanmelden/code", {"code": person.code()}).status_code == 303


def _send_too_late(visitor: Visitor, klok: Klok) -> None:
    """Send a form of a page whose session ended since."""
    page = "/portaal/scholen/99XX-16/gebruikers/uitnodigen"
    token = document(visitor.get(page)).xpath("string(//input[@name='csrf_token']/@value)")
    klok.pass_by(minutes=31)
    headers = {"Origin": visitor.origin, "Referer": visitor.origin + page}
    answer = visitor.post(page, data={"csrf_token": token, "naam": "Sanne"}, headers=headers)
    assert answer.location.startswith("/portaal/aanmelden")
