"""A school whose pupils have accounts, its teacher, and a browser of nobody."""

import pytest
from flask import Flask

from tests.support.people.klas import Klaswereld, school_with_pupils
from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.repository.database import Database


@pytest.fixture
def wereld(database: Database) -> Klaswereld:
    """The school."""
    return school_with_pupils(database)


@pytest.fixture
def teacher(portaal: Flask, wereld: Klaswereld) -> Visitor:
    """The teacher of group 4 and of a group across groups."""
    return visitor_as(portaal, wereld, Rol.LEERKRACHT, ("G1", "S1"))


@pytest.fixture
def head(portaal: Flask, wereld: Klaswereld) -> Visitor:
    """The administrator of the school."""
    return visitor_as(portaal, wereld, Rol.SCHOOLBEHEERDER)


def visitor_as(
    portaal: Flask, wereld: Klaswereld, rol: Rol, groepen: tuple[str, ...] | None = None
) -> Visitor:
    """Somebody of the school who signed in just now."""
    person = people.add_person(wereld.database, rol, school=wereld.school, groepen=groepen)
    return Visitor(portaal, token=people.sign_in(wereld.database, person))
