"""An operator decides about a new server of a client of SSO, about PKCE and about longer access."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor, document
from tests.support.sso.instellingen import in_force
from tests.support.sso.mensen import partner_of
from tests.support.sso.toepassingen import TERUG, Proefclient, add_client, add_sso_link
from tests.support.toezicht import logged
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.sso.client import Adressoort
from uwlr_service.repository.database import Database

NIEUW = "https://nieuw.example/terug"


@pytest.fixture
def client(database: Database) -> Proefclient:
    """A client of which an address waits."""
    return add_client(database, add_sso_link(database, []), wachtend={Adressoort.TERUG: [NIEUW]})


@pytest.fixture
def path(database: Database, client: Proefclient) -> str:
    """Its page."""
    return f"/portaal/beheer/partners/{partner_of(database, client.koppeling)}/toepassing/{client.koppeling}"


def waiting(operator: Visitor, path: str) -> str:
    """The number of the address that waits, as the page has it."""
    (number,) = document(operator.get(path)).xpath("//input[@name='adres']/@value")
    return str(number)


def test_what_waits_is_on_the_way_of_an_operator(operator: Visitor, path: str) -> None:
    partner = path.partition("/toepassing")[0]
    for page in ("/portaal/beheer", partner):
        assert path in document(operator.get(page)).xpath("//a/@href")
    assert "1 adres wacht op u" in operator.get(partner).text
    (toelating,) = (
        href for href in document(operator.get(partner)).xpath("//a/@href") if "/toelating/" in href
    )
    assert path in document(operator.get(toelating)).xpath("//a/@href")


def test_an_address_is_confirmed(
    operator: Visitor, database: Database, client: Proefclient, path: str
) -> None:
    page = operator.get(path).text
    assert ">https://nieuw.example<" in page
    assert "https://www.lezerij.example" in page  # what the company said of itself, to compare it with
    answer = operator.submit(f"{path}/bevestigen", {"adres": waiting(operator, path)}, page=path)
    assert answer.location == path
    assert in_force(database, client.client_id).uris(Adressoort.TERUG) == (TERUG, NIEUW)
    assert "Er wacht nu niets." in operator.get(path).text
    for number in ("", "99999", "x"):
        operator.submit(f"{path}/bevestigen", {"adres": number}, page="/portaal/beheer")
        assert "wachten niet meer" in operator.get(path).text


def test_an_address_is_refused_with_a_reason(
    operator: Visitor, database: Database, client: Proefclient, path: str
) -> None:
    page = f"{path}/weigeren/{waiting(operator, path)}"
    assert NIEUW in operator.get(page).text
    assert operator.submit(page, {"reden": ""}).location == page
    assert operator.submit(page, {"reden": "Niet van u"}).location == path
    assert in_force(database, client.client_id).uris(Adressoort.TERUG) == (TERUG,)
    assert operator.get(page).status_code == 404
    assert logged(database)[-1] == "toepassing-adres-geweigerd"


@pytest.mark.parametrize(
    ("keuze", "given", "taken"),
    [
        ("pkce", "Vrijstellen van PKCE", "PKCE weer verplichten"),
        ("langer", "Langer toegang toestaan", "Langer toegang terugnemen"),
    ],
)
def test_an_exemption_is_given_and_taken_back(
    operator: Visitor, database: Database, path: str, keuze: str, given: str, taken: str
) -> None:
    page = f"{path}/{keuze}"
    assert given in operator.get(path).text
    assert operator.submit(page, {"reden": ""}).location == page
    for said in (given, taken):
        assert said in operator.get(page).text
        assert operator.submit(page, {"reden": "Kan niet anders"}).location == path
    assert given in operator.get(path).text
    assert len([word for word in logged(database) if word in ("toepassing-pkce", "toepassing-offline")]) == 2


def test_a_reason_of_signs_that_nobody_sees_is_none(operator: Visitor, path: str) -> None:
    for page in (f"{path}/weigeren/{waiting(operator, path)}", f"{path}/pkce"):
        assert operator.submit(page, {"reden": "\u202e"}).location == page
        assert "Schrijf waarom" in operator.get(page).text


def test_without_a_fresh_proof_nothing_is_decided(
    portaal: Flask, database: Database, client: Proefclient, path: str
) -> None:
    person = people.add_person(database, Rol.OPERATOR)
    long_ago = tijd.now() - timedelta(hours=1)
    visitor = Visitor(portaal, token=people.sign_in(database, person, bewezen=long_ago))
    number = waiting(visitor, path)
    forms = {
        f"{path}/bevestigen": {"adres": number},
        f"{path}/weigeren/{number}": {"reden": "Niet van u"},
        f"{path}/langer": {"reden": "Kan niet anders"},
    }
    for form, fields in forms.items():
        answer = visitor.submit(form, fields, page=path)
        assert "/bevestigen" in str(answer.location)
        assert answer.location != path
    present = in_force(database, client.client_id)
    assert (present.uris(Adressoort.TERUG), present.offline) == ((TERUG,), False)
    assert waiting(visitor, path) == number


def test_a_client_that_is_not_there_looks_so(
    operator: Visitor, database: Database, client: Proefclient, path: str
) -> None:
    other = add_sso_link(database, [], stand=Toelatingstand.SANDBOX)
    partner = partner_of(database, other)
    for behind in (f"{partner}/toepassing/{other}", f"{partner}/toepassing/{client.koppeling}"):
        assert operator.get(f"/portaal/beheer/partners/{behind}").status_code == 404
    assert operator.get(f"{path}/iets").status_code == 404
