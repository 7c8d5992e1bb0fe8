"""``uwlr doctor``, on a migrated database of SQLite."""

import pytest

from tests.support.commandline import Uwlr
from tests.support.toezicht.doctor import Doctor


@pytest.fixture
def doctor(uwlr: Uwlr) -> Doctor:
    return Doctor(uwlr)
