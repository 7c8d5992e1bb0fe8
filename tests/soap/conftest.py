"""The SOAP room is tested on SQLite only: what the databases do differently lies below it."""

from collections.abc import Iterator
from pathlib import Path
from wsgiref.types import WSGIApplication

import pytest

from tests.support.fresh_databases import migrated
from tests.support.gkv.generiek import LEVERANCIER
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL
from uwlr_service import soap
from uwlr_service.config import Settings
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.generiek.antwoord import Generiek
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh migrated SQLite database."""
    with migrated(request, tmp_path) as url:
        yield url


@pytest.fixture
def dienst(settings: Settings, database: Database, register: Register) -> WSGIApplication:
    """GeneriekeService, with room for every call of a test."""
    return soap.generiek_application(
        settings, Generiek(database, settings.secret, register, 10_000), register
    )


@pytest.fixture
def gkv(beheer: Koppelingbeheer, stored: Schoolgegevens) -> Uitgifte:
    """A GKV link with the small school, and its key."""
    return beheer.add(
        klantnaam=LEVERANCIER,
        klantcode="IAM",
        scholen=[SCHOOL],
        gegevensset="gkv-basis",
        generiek=True,
        door=DOOR,
    )
