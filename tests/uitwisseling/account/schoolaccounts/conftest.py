"""A school whose people have accounts."""

import pytest

from tests.support.people.schoolaccounts import CLI
from tests.support.schools.builders import (
    SCHOOL,
)
from uwlr_service.diensten import Diensten
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens


@pytest.fixture
def on(diensten: Diensten, stored: Schoolgegevens) -> Diensten:
    """A school that has accounts."""
    diensten.inlogaccounts.turn_on(SCHOOL, door=CLI)
    return diensten
