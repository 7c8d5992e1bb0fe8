"""The portal in this process, and somebody who was invited to it."""

import pytest
from flask import Flask

from tests.support.people.mensen import klok
from tests.support.portaal.visiting import Visitor
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.portaal import portaal_application
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.account.sessies import Sessies

__all__ = ["klok"]


@pytest.fixture
def portaal(diensten: Diensten) -> Flask:
    """The portal."""
    return portaal_application(diensten)


@pytest.fixture
def visitor(portaal: Flask) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor(portaal)


@pytest.fixture
def mensen(diensten: Diensten, database: Database) -> Mensen:
    """The use cases about people, where there is a school."""
    with database.write() as connection:
        SchoolRepository(connection).ensure(SCHOOL)
    return diensten.mensen


@pytest.fixture
def diensten_sessies(diensten: Diensten) -> Sessies:
    """What the pages keep of their visitors."""
    return diensten.sessies
