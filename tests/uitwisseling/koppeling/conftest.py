"""A link of GKV with two schools."""

from pathlib import Path

import pytest

from tests.support.gkv.deliveries import Gkv
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling


@pytest.fixture
def gkv(database: Database, stored: object, tmp_path: Path) -> Gkv:
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    made = Gkv(database, tmp_path)
    other = made.beheer.add(
        klantnaam="Rooster", klantcode="R1", scholen=[SCHOOL, ANDERE_SCHOOL], gegevensset=GKV_BASIS, door=DOOR
    )
    made.koppeling = other.koppeling.id
    return made
