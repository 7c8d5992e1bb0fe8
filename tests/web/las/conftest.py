"""A service with one LAS that has the small school, and another one that has all."""

from pathlib import Path

import pytest
from werkzeug.test import Client, TestResponse

from tests.support.gkv.deliveries import SECRET
from tests.support.las.invoer import document, put, told
from tests.support.las.las import Beller
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings of a service behind a proxy that knows certificates."""
    return Settings.from_environment(
        {
            "UWLR_DATABASE_URL": database_url,
            "UWLR_VAR": str(tmp_path / "var"),
            "UWLR_SECRET": SECRET.decode(),
            "UWLR_CERTIFICATE_HEADER": "X-Client-Cert",
        }
    )


@pytest.fixture
def las(client: Client, diensten: Diensten, stored: Schoolgegevens, database: Database) -> Beller:
    """The LAS of the small school; there is another school too."""
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    return Beller(client, diensten, scholen=[SCHOOL])


@pytest.fixture
def alles(client: Client, diensten: Diensten, las: Beller) -> Beller:
    """The LAS of every school."""
    return Beller(client, diensten, "Alleslas")


@pytest.fixture
def sent(las: Beller) -> TestResponse:
    """A school of twenty pupils that was just sent, in the place of the three that were there."""
    trial = told(put(las, document(), "?proef=ja"), 200)
    return put(las, document(), f"?toestaan={trial['toestaan']}")
