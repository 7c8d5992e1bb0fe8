"""An operator before the portal, and a partner with a link at many schools."""

import pytest
from flask import Flask

from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.repository.database import Database


@pytest.fixture
def operator(portaal: Flask, database: Database) -> Visitor:
    """Somebody who runs the service."""
    person = people.add_person(database, Rol.OPERATOR, naam="Oona Beheer")
    return Visitor(portaal, token=people.sign_in(database, person))
