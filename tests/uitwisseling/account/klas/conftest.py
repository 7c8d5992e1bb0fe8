"""A school whose pupils have accounts, and the use cases of its classes."""

import pytest

from tests.support.people.klas import Klaswereld, school_with_pupils
from tests.support.people.mensen import klok
from uwlr_service.diensten import Diensten
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.account.klas.samen import Klasaanmelding

__all__ = ["klok"]


@pytest.fixture
def wereld(database: Database) -> Klaswereld:
    """The school."""
    return school_with_pupils(database)


@pytest.fixture
def klas(diensten: Diensten, wereld: Klaswereld) -> Klasaanmelding:
    """The use cases about pupils who sign in."""
    return diensten.mensen.klas
