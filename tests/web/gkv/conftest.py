"""A service with one link of GKV, its partner, and a second link of somebody else at another school."""

from pathlib import Path

import pytest
from werkzeug.test import Client

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.gkv.partner import Partner
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, schoolgegevens
from uwlr_service.config import Settings
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings with the secret and storage of the tests of GKV, behind a proxy that knows certificates."""
    return Settings.from_environment(
        {
            "UWLR_DATABASE_URL": database_url,
            "UWLR_VAR": str(tmp_path / "var"),
            "UWLR_SECRET": SECRET.decode(),
            "UWLR_OPSLAG": str(tmp_path / "leveringen"),
            "UWLR_CERTIFICATE_HEADER": "X-Client-Cert",
        }
    )


@pytest.fixture
def gkv(database: Database, tmp_path: Path, stored: Schoolgegevens) -> Gkv:
    """The side of the LAS."""
    return Gkv(database, tmp_path)


@pytest.fixture
def partner(client: Client, database: Database, gkv: Gkv) -> Partner:
    """The partner of the link."""
    return Partner(client, database, gkv.koppeling)


@pytest.fixture
def stranger(client: Client, database: Database, gkv: Gkv) -> Partner:
    """Another partner, with a link of its own."""
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    uitgifte = gkv.beheer.add(
        klantnaam="Iemand", klantcode="IE1", scholen=[ANDERE_SCHOOL], gegevensset="gkv-basis", door=DOOR
    )
    return Partner(client, database, uitgifte.koppeling.id)
