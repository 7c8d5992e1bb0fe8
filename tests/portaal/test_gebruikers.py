"""The users of a school, a company and the service: invited, let in again and shut out on their own pages."""

import dataclasses
from typing import NamedTuple

import pytest
from flask import Flask

from tests.support.people.mensen import CLI, OPERATOR, Klok, Persoon, klok, new_person
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import SCHOOL, groep, schoolgegevens
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.portaal import portaal_application
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.partner.koppelpartners import KoppelpartnerRepository

__all__ = ["klok"]

SCHOOLPAGE = "/portaal/scholen/99XX-16/gebruikers"
NEW = {"naam": "Nieuwe Collega", "email": "nieuw@school.example"}


class Place(NamedTuple):
    """Where users are looked after, and who does."""

    page: str
    plaats: Plaats


PLACES = [
    Place(SCHOOLPAGE, Plaats(rol=Rol.SCHOOLBEHEERDER, school=SCHOOL)),
    Place("/portaal/partners/1/gebruikers", Plaats(rol=Rol.PARTNERBEHEERDER, koppelpartner=1)),
    Place("/portaal/beheer/gebruikers", OPERATOR),
]


@pytest.fixture
def filled(diensten: Diensten, database: Database) -> Diensten:
    """A school with a group, and a company."""
    diensten.edexml.store(schoolgegevens(SCHOOL, groepen=(groep("G7", naam="Groep 7A"),)))
    with database.write() as connection:
        KoppelpartnerRepository(connection).add("De Lezerij", tijd.now(), kvk="", website="", contact={})
    return diensten


def manager(filled: Diensten, klok: Klok, plaats: Plaats, email: str = "jet@school.example") -> Persoon:
    """Somebody who manages users there."""
    return new_person(filled.mensen, klok, plaats, email, f"Beheerder {email[0]}")


def browser_of(portaal: Flask, person: Persoon) -> Visitor:
    """The browser of somebody who signed in."""
    return Visitor(portaal, token=person.aangemeld.sessie)


@pytest.mark.parametrize("place", PLACES)
def test_somebody_is_invited_by_a_link_that_is_shown_once(
    portaal: Flask, filled: Diensten, klok: Klok, place: Place
) -> None:
    visitor = browser_of(portaal, manager(filled, klok, place.plaats))
    answer = visitor.submit(f"{place.page}/uitnodigen", {**NEW, "rol": place.plaats.rol.value})
    assert answer.location == f"{place.page}/link"
    (link,) = document(visitor.get(answer.location)).xpath("//pre/code/text()")
    assert link.startswith("http://localhost:8080/portaal/uitnodiging/")
    assert "al getoond" in visitor.get(answer.location).text
    assert "Nieuwe Collega" in visitor.get(place.page).text
    (withdraw,) = document(visitor.get(place.page)).xpath("//form[contains(@action, 'intrekken')]/@action")
    assert visitor.submit(withdraw, page=place.page).location == place.page
    assert "werkt niet meer" in visitor.get(place.page).text
    assert visitor.submit(withdraw, page=place.page).location == place.page
    assert "geldt niet meer" in visitor.get(place.page).text


@pytest.mark.parametrize("place", PLACES)
def test_a_colleague_is_let_in_again_and_shut_out(
    portaal: Flask, filled: Diensten, klok: Klok, place: Place
) -> None:
    jet = manager(filled, klok, place.plaats)
    piet = manager(filled, klok, place.plaats, "piet@school.example")
    visitor = browser_of(portaal, jet)
    page = document(visitor.get(place.page))
    (again,) = page.xpath("//a[contains(@href, '/herstel')]/@href")
    (end,) = page.xpath("//form[contains(@action, 'beeindigen')]/@action")
    assert visitor.submit(again).location == again
    assert "Dit veld is vereist" in visitor.get(again).text
    answer = visitor.submit(again, {"reden": "De telefoon is kwijt."})
    assert "uitnodiging/" in visitor.get(answer.location).text
    assert visitor.submit(end, page=place.page).location == place.page
    assert "kan hier niet meer inloggen" in visitor.get(place.page).text
    assert browser_of(portaal, piet).get(place.page).status_code == 303


def test_nobody_ends_their_own_role_or_one_elsewhere(portaal: Flask, filled: Diensten, klok: Klok) -> None:
    jet = manager(filled, klok, PLACES[0].plaats)
    pia = manager(filled, klok, PLACES[1].plaats, "pia@partner.example")
    visitor = browser_of(portaal, jet)
    (own,) = jet.door(filled.sessies).accounts
    (other,) = pia.door(filled.sessies).accounts
    visitor.submit(f"{SCHOOLPAGE}/accounts/{own.id}/beeindigen", page=SCHOOLPAGE)
    assert "Uw eigen rol" in visitor.get(SCHOOLPAGE).text
    answer = visitor.submit(f"{SCHOOLPAGE}/accounts/{other.id}/beeindigen", page=SCHOOLPAGE)
    assert answer.status_code == 404
    recovery = f"{SCHOOLPAGE}/{pia.number(filled.sessies)}/herstel"
    assert visitor.get(recovery).status_code == 404
    answer = visitor.submit(recovery, {"reden": "De telefoon is kwijt."}, page=SCHOOLPAGE)
    assert answer.status_code == 404


def test_a_reader_is_bound_to_groups(portaal: Flask, filled: Diensten, klok: Klok) -> None:
    visitor = browser_of(portaal, manager(filled, klok, PLACES[0].plaats))
    visitor.submit(f"{SCHOOLPAGE}/uitnodigen", {**NEW, "rol": "schoollezer", "groepen": ["G7"]})
    (made,) = filled.mensen.uitnodigingen.of_school(SCHOOL, door=CLI)
    assert made.plaats == Plaats(rol=Rol.SCHOOLLEZER, school=SCHOOL, groepen=frozenset({"G7"}))
    assert "Groep 7A" in visitor.get(f"{SCHOOLPAGE}/uitnodigen").text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({**NEW, "rol": "operator"}, "Er klopt iets niet"),
        ({**NEW, "email": "geen adres", "rol": "schoollezer"}, "geen e-mailadres"),
        ({"rol": "schoollezer"}, "Er klopt iets niet"),
        ({**NEW, "email": "jet@school.example", "rol": "schoolbeheerder"}, "deze rol al"),
        ({**NEW, "rol": "schoollezer", "groepen": ["G8"]}, "Er klopt iets niet"),
    ],
)
def test_what_cannot_be_invited_is_said_on_the_form(
    portaal: Flask, filled: Diensten, klok: Klok, fields: dict[str, object], words: str
) -> None:
    visitor = browser_of(portaal, manager(filled, klok, PLACES[0].plaats))
    answer = visitor.submit(f"{SCHOOLPAGE}/uitnodigen", fields)
    assert answer.status_code == 200
    assert words in answer.text
    assert filled.mensen.uitnodigingen.of_school(SCHOOL, door=CLI) == []


def test_a_mailed_link_is_not_shown(
    filled: Diensten, settings: Settings, database: Database, klok: Klok
) -> None:
    jet = manager(filled, klok, PLACES[0].plaats)
    with_mail = dataclasses.replace(settings, smtp_url="smtp://localhost", mail_from="dienst@example.nl")
    mailing = Diensten(with_mail, database)
    visitor = browser_of(portaal_application(mailing), jet)
    answer = visitor.submit(f"{SCHOOLPAGE}/uitnodigen", {**NEW, "rol": "schoollezer"})
    assert answer.location == SCHOOLPAGE
    assert "gemaild naar nieuw@school.example" in visitor.get(SCHOOLPAGE).text
    mailing.close()


def test_inviting_asks_for_a_fresh_proof_first(portaal: Flask, filled: Diensten, klok: Klok) -> None:
    visitor = browser_of(portaal, manager(filled, klok, PLACES[0].plaats))
    klok.pass_by(minutes=11)
    assert visitor.get(f"{SCHOOLPAGE}/uitnodigen").location.startswith("/portaal/bevestigen?")


def test_the_groups_of_a_reader_are_chosen_anew(portaal: Flask, filled: Diensten, klok: Klok) -> None:
    lezer = Plaats(rol=Rol.SCHOOLLEZER, school=SCHOOL)
    lex = new_person(filled.mensen, klok, lezer, "lex@school.example", "Lex Kok")
    account = lex.door(filled.sessies).accounts[0].id
    jet = manager(filled, klok, PLACES[0].plaats)
    filled.mensen.gebruikers.bind(account, frozenset({"van vorig jaar"}), door=jet.door(filled.sessies))
    visitor = browser_of(portaal, jet)
    (address,) = document(visitor.get(SCHOOLPAGE)).xpath("//a[contains(@href, '/groepen')]/@href")
    assert "die er dit schooljaar niet zijn" in visitor.get(address).text
    answer = visitor.submit(address, {"bereik": "deze"})
    assert "Kies ten minste één groep." in answer.text
    for fields, groepen in (
        ({"bereik": "deze", "groepen": ["G7"]}, frozenset({"G7"})),
        ({"bereik": "alle", "groepen": ["G7"]}, frozenset()),
    ):
        assert visitor.submit(address, fields).location == SCHOOLPAGE
        lex.sign_in()
        assert lex.door(filled.sessies).accounts[0].groepen == groepen
    assert "Lex Kok logt opnieuw in" in visitor.get(SCHOOLPAGE).text
    klok.pass_by(minutes=11)
    assert visitor.get(address).location.startswith("/portaal/bevestigen?")


def test_only_a_reader_has_groups(portaal: Flask, filled: Diensten, klok: Klok) -> None:
    jet = manager(filled, klok, PLACES[0].plaats)
    account = filled.mensen.gebruikers.by_name(jet.inlognaam, door=CLI).accounts[0].id
    answer = browser_of(portaal, jet).get(f"{SCHOOLPAGE}/accounts/{account}/groepen")
    assert answer.status_code == 404


def test_an_operator_keeps_somebody_out_everywhere(portaal: Flask, filled: Diensten, klok: Klok) -> None:
    jet = manager(filled, klok, PLACES[0].plaats)
    otto = manager(filled, klok, OPERATOR, "otto@dienst.example")
    visitor = browser_of(portaal, otto)
    page = "/portaal/beheer/gebruikers"
    (disable,) = document(visitor.get(page)).xpath("//form[contains(@action, 'uitschakelen')]/@action")
    visitor.submit(disable, page=page)
    assert "Uitgeschakeld op" in visitor.get(page).text
    assert browser_of(portaal, jet).get(SCHOOLPAGE).status_code == 303
    own = f"{page}/{otto.number(filled.sessies)}/uitschakelen"
    visitor.submit(own, page=page)
    assert "Uw eigen rol" in visitor.get(page).text


def test_an_operator_signs_somebody_out_everywhere(portaal: Flask, filled: Diensten, klok: Klok) -> None:
    jet = manager(filled, klok, PLACES[0].plaats)
    otto = manager(filled, klok, OPERATOR, "otto@dienst.example")
    visitor = browser_of(portaal, otto)
    page = "/portaal/beheer/gebruikers"
    (address,) = document(visitor.get(page)).xpath("//a[contains(@href, '/uitloggen')]/@href")
    assert jet.inlognaam in visitor.get(address).text
    assert browser_of(portaal, jet).get(SCHOOLPAGE).status_code == 200
    assert visitor.submit(address).location == page
    assert "overal uitgelogd" in visitor.get(page).text
    assert browser_of(portaal, jet).get(SCHOOLPAGE).status_code == 303
    jet.sign_in()
    assert browser_of(portaal, jet).get(SCHOOLPAGE).status_code == 200
    klok.pass_by(minutes=11)
    assert visitor.get(address).location.startswith("/portaal/bevestigen?")
