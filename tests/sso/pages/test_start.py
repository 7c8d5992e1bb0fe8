"""The first page: whoever is signed in sees the applications that they may open, and no others."""

import pytest
from flask import Flask

from tests.support.partners.handelenden import DOOR
from tests.support.portaal.people import add_person, sign_in
from tests.support.portaal.visiting import HTTPS, Visitor, document
from tests.support.schools.builders import SCHOOL
from tests.support.sso.toepassingen import LEERLINGEN_OOK, TERUG, Proefclient, add_client, add_sso_link
from tests.support.sso.tokenvragen import person_of
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.sso.client import Adressoort
from uwlr_service.repository.database import Database

START = "https://lezen.example/start"
TOLD = "iss=https%3A%2F%2Flocalhost%2Fsso"


def client_at(database: Database, start: str = START, *, leerlingen: bool = False) -> Proefclient:
    """An application where people can begin."""
    link = add_sso_link(database, velden=LEERLINGEN_OOK if leerlingen else None)
    return add_client(database, link, adressen={Adressoort.TERUG: (TERUG,), Adressoort.START: (start,)})


@pytest.fixture
def visitor(sso: Flask, stored: object) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor(sso, origin=HTTPS)


def offered(visitor: Visitor, page: str = "/sso/") -> list[str]:
    """The addresses of the applications on a page."""
    return [str(href) for href in document(visitor.get(page)).xpath("//ul[@class='tegels']//a/@href")]


def test_somebody_begins_at_an_application(database: Database, visitor: Visitor) -> None:
    client_at(database)
    client_at(database, f"{START}?school=nl")
    visitor.take(sign_in(database, add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)))
    assert offered(visitor) == [f"{START}?{TOLD}", f"{START}?school=nl&{TOLD}"]


def test_nobody_is_offered_what_does_not_let_them_in(
    database: Database, diensten: Diensten, visitor: Visitor
) -> None:
    left = client_at(database)
    ended = client_at(database)
    add_client(database, add_sso_link(database, []), adressen={Adressoort.START: (START,)})
    add_client(database, add_sso_link(database), adressen={Adressoort.TERUG: (TERUG,)})
    waits = {Adressoort.START: (START,)}
    add_client(database, add_sso_link(database), adressen={Adressoort.TERUG: (TERUG,)}, wachtend=waits)
    visitor.take(sign_in(database, add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)))
    assert len(offered(visitor)) == 2
    diensten.intrekkingen.withdraw(left.koppeling, SCHOOL, door=DOOR)
    diensten.toepassingen.end(ended.koppeling, door=DOOR)
    assert offered(visitor) == []


def test_a_pupil_sees_what_lets_pupils_in(database: Database, visitor: Visitor) -> None:
    client_at(database)
    client_at(database, "https://rekenen.example/start", leerlingen=True)
    visitor.take(person_of(database, Rol.LEERLING, "L1").token)
    assert visitor.get("/sso/").location == "/sso/klas/binnen"
    assert offered(visitor, "/sso/klas/binnen") == [f"https://rekenen.example/start?{TOLD}"]


def test_who_is_not_signed_in_is_offered_nothing(database: Database, visitor: Visitor) -> None:
    client_at(database)
    assert offered(visitor) == []


@pytest.mark.parametrize(("rol", "key"), [(Rol.LEERKRACHT, "K1"), (Rol.LEERLING, "L1")])
def test_many_applications_cost_as_much_as_one(
    database: Database, diensten: Diensten, stored: object, rol: Rol, key: str
) -> None:
    client_at(database, leerlingen=True)
    sessie = diensten.sessies.find(person_of(database, rol, key).token)
    assert sessie is not None
    assert sessie.handelende is not None
    with recorded() as one:
        assert len(diensten.startplaatsen.of_person(door=sessie.handelende)) == 1
    for _ in range(4):
        client_at(database, leerlingen=True)
    with recorded() as five:
        assert len(diensten.startplaatsen.of_person(door=sessie.handelende)) == 5
    assert len(one) == len(five)
