"""The endpoints of the provider inside this process, called as programs of partners call them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.fresh_databases import migrated
from tests.support.sso.toekenningen import Aangemelde
from tests.support.sso.toepassingen import add_client, add_sso_link
from tests.support.sso.tokenvragen import Toepassing, person_of
from uwlr_service import logs
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.repository.database import Database
from uwlr_service.sso.endpoints import endpoints_application


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh migrated SQLite database; what needs the other kind asks for it itself."""
    with migrated(request, tmp_path) as url:
        yield url


@pytest.fixture
def endpoints(diensten: Diensten) -> Flask:
    """The application, with the log as a server has it."""
    logs.configure()
    return endpoints_application(diensten)


@pytest.fixture
def program(endpoints: Flask) -> FlaskClient:
    """A program of a partner, without cookies."""
    client = endpoints.test_client(use_cookies=False)
    client.environ_base["HTTP_HOST"] = "localhost:8080"
    return client


@pytest.fixture
def toepassing(program: FlaskClient, database: Database, stored: object) -> Toepassing:
    """An application at which employees of the school may sign in."""
    client = add_client(database, add_sso_link(database), offline=True)
    return Toepassing(http=program, database=database, client=client)


@pytest.fixture
def other(program: FlaskClient, database: Database, stored: object) -> Toepassing:
    """The application of another partner at the same school."""
    return Toepassing(http=program, database=database, client=add_client(database, add_sso_link(database)))


@pytest.fixture
def person(database: Database, stored: object) -> Aangemelde:
    """A teacher of the school."""
    return person_of(database, Rol.LEERKRACHT, "K1")
