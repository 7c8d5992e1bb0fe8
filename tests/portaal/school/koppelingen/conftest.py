"""A small school that is asked for a link, and the people who decide about it."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.support.portaal import people, voorstellen
from tests.support.portaal.visiting import Visitor
from tests.support.portaal.voorstellen import Aanbod
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database

SignIn = Callable[..., Visitor]


@pytest.fixture
def aanbod(database: Database, stored: Schoolgegevens) -> Aanbod:
    """A link that a company can propose."""
    return voorstellen.add_link(database)


@pytest.fixture
def voorstel(diensten: Diensten, aanbod: Aanbod) -> int:
    """A proposal to the small school, of all that GKV basis has to choose."""
    return voorstellen.propose(diensten, aanbod, voorstellen.inhoud())


@pytest.fixture
def sign_in(portaal: Flask, database: Database, stored: Schoolgegevens) -> SignIn:
    """Makes somebody of the small school who is signed in."""

    def make(naam: str = "Anna de Vries", rol: Rol = Rol.SCHOOLBEHEERDER) -> Visitor:
        person = people.add_person(database, rol, school=SCHOOL, naam=naam)
        return Visitor(portaal, token=people.sign_in(database, person))

    return make


@pytest.fixture
def anna(sign_in: SignIn) -> Visitor:
    """An administrator of the school."""
    return sign_in()
