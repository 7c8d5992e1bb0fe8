"""Fixtures about people: their use cases, a school, and a clock that stands still."""

import pytest

from tests.support.people.mensen import klok
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.partner.koppelpartners import KoppelpartnerRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.account.sessies import Sessies

__all__ = ["klok"]


@pytest.fixture
def mensen(diensten: Diensten, database: Database) -> Mensen:
    """The use cases about people, where there are two schools and two companies."""
    with database.write() as connection:
        for code in (SCHOOL, ANDERE_SCHOOL):
            SchoolRepository(connection).ensure(code)
        for naam in ("De Lezerij B.V.", "Rekenrijk B.V."):
            KoppelpartnerRepository(connection).add(naam, tijd.now(), kvk="", website="", contact={})
    return diensten.mensen


@pytest.fixture
def sessies(diensten: Diensten) -> Sessies:
    """Their sessions."""
    return diensten.sessies
