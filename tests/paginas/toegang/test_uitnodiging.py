"""Invitations on the pages: the link leaves the address bar, and both factors are needed to come in."""

import pyotp
import pytest

from tests.support.people.mensen import (
    CLI,
    WACHTWOORD,
    Klok,
    Persoon,
    activate,
    at_school,
    invite,
    new_person,
)
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.account.sessies import Sessies

UITNODIGING = "/portaal/uitnodiging"
TWEEDE = "/portaal/uitnodiging/tweede"
BEIDE = {"wachtwoord": WACHTWOORD, "nogmaals": WACHTWOORD}


@pytest.fixture
def link(mensen: Mensen) -> str:
    """The path of an invitation for the school."""
    return invite(mensen, at_school(SCHOOL)).link.removeprefix("http://localhost:8080")


def shown_key(visitor: Visitor) -> str:
    """The key that somebody types in an app."""
    (key,) = document(visitor.get(TWEEDE)).xpath("//p/code[@class='adres']/text()")
    return str(key)


def test_a_link_leads_to_a_person_who_can_sign_in(visitor: Visitor, link: str, klok: Klok) -> None:
    answer = visitor.get(link)
    assert (answer.status_code, answer.location) == (303, UITNODIGING)
    assert "Nieuwe Collega" in visitor.get(UITNODIGING).text
    assert visitor.submit(UITNODIGING, BEIDE).location == TWEEDE
    key = shown_key(visitor)
    assert shown_key(visitor) == key
    klok.pass_by(seconds=30)
    answer = visitor.submit(TWEEDE, {"code": pyotp.TOTP(key).at(klok())})
    assert answer.location == "/portaal/herstelcodes"
    codes = document(visitor.get(answer.location)).xpath("//li/code/text()")
    assert len(set(codes)) == 10
    assert "al gezien" in visitor.get(answer.location).text
    assert visitor.get("/portaal/account").status_code == 200
    again = Visitor(visitor.application)
    assert "geldt niet meer" in again.get(again.get(link).location).text


def test_nothing_of_a_secret_lies_readable_in_the_session(
    visitor: Visitor, link: str, klok: Klok, diensten_sessies: Sessies
) -> None:
    visitor.get(link)
    visitor.submit(UITNODIGING, BEIDE)
    key = shown_key(visitor)
    klok.pass_by(seconds=30)
    halfway = diensten_sessies.find(visitor.token or "")
    assert halfway is not None
    assert key not in str(halfway.inhoud)
    assert WACHTWOORD not in str(halfway.inhoud)
    visitor.submit(TWEEDE, {"code": pyotp.TOTP(key).at(klok())})
    entered = diensten_sessies.find(visitor.token or "")
    assert entered is not None
    kept = str(entered.inhoud)
    codes = document(visitor.get("/portaal/herstelcodes")).xpath("//li/code/text()")
    assert not any(code in kept for code in codes)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"wachtwoord": "kort", "nogmaals": "kort"}, "te kort"),
        ({"wachtwoord": "welkom2026school", "nogmaals": "welkom2026school"}, "te makkelijk"),
        ({"wachtwoord": WACHTWOORD, "nogmaals": "iets anders"}, "niet gelijk"),
        ({"wachtwoord": "", "nogmaals": ""}, "Er klopt iets niet"),
    ],
)
def test_a_password_that_will_not_do_is_said_beside_it(
    visitor: Visitor, link: str, fields: dict[str, str], words: str
) -> None:
    visitor.get(link)
    answer = visitor.submit(UITNODIGING, fields)
    assert answer.status_code == 200
    assert words in answer.text
    assert "Fout:" in answer.text
    assert visitor.get(TWEEDE).location == UITNODIGING


def test_a_wrong_first_code_is_said_beside_it(visitor: Visitor, link: str) -> None:
    visitor.get(link)
    visitor.submit(UITNODIGING, BEIDE)
    assert "klopt niet" in visitor.submit(TWEEDE, {"code": "000000"}).text


def test_without_an_invitation_there_is_nothing(visitor: Visitor) -> None:
    assert "geen uitnodiging" in visitor.get(UITNODIGING).text
    assert visitor.get(TWEEDE).location == UITNODIGING
    assert visitor.submit("/portaal/uitnodiging/passkey", page="/portaal/aanmelden").location == UITNODIGING


def test_somebody_with_this_name_has_to_sign_in_first(
    visitor: Visitor, mensen: Mensen, klok: Klok, database: Database
) -> None:
    jet = new_person(mensen, klok, at_school(SCHOOL))
    made = invite(mensen, at_school(SCHOOL, Rol.SCHOOLLEZER), email=jet.inlognaam)
    visitor.get(made.link.removeprefix("http://localhost:8080"))
    visitor.submit(UITNODIGING, BEIDE)
    key = shown_key(visitor)
    klok.pass_by(seconds=30)
    answer = visitor.submit(TWEEDE, {"code": pyotp.TOTP(key).at(klok())})
    assert "Log eerst in" in answer.text


def test_whoever_is_signed_in_adds_the_account_to_their_own(
    visitor: Visitor, mensen: Mensen, klok: Klok, database: Database
) -> None:
    with database.write() as connection:
        SchoolRepository(connection).ensure(ANDERE_SCHOOL)
    jet: Persoon = new_person(mensen, klok, at_school(SCHOOL))
    visitor.take(jet.aangemeld.sessie)
    made = invite(mensen, at_school(ANDERE_SCHOOL), email="ander@school.example")
    visitor.get(made.link.removeprefix("http://localhost:8080"))
    assert "Jet Bos" in visitor.get(UITNODIGING).text
    answer = visitor.submit("/portaal/uitnodiging/erbij", page=UITNODIGING)
    assert answer.location == "/portaal/"
    assert "99YY/00" in visitor.get("/portaal/").text


def test_recovery_says_that_nothing_of_before_will_work(visitor: Visitor, mensen: Mensen, klok: Klok) -> None:
    jet = new_person(mensen, klok, at_school(SCHOOL))
    number = mensen.gebruikers.by_name(jet.inlognaam, door=CLI).inlog
    made = mensen.uitnodigingen.recover(number, door=CLI)
    visitor.get(made.link.removeprefix("http://localhost:8080"))
    assert "vroeger" in visitor.get(UITNODIGING).text
    activate(mensen, klok, made.token, jet.inlognaam)
