"""The pages of the provider inside this process; and a real server with a browser before it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.support.fresh_databases import migrated
from tests.support.portaal.screen import Screens, chromium
from tests.support.schools.builders import schoolgegevens
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server, serving
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.sso.pages import pages_application


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh migrated SQLite database; the pages do not know which kind they stand on.

    What they have done is tested on both kinds, in ``tests/uitwisseling/`` (``sso/`` and ``account/``).
    """
    with migrated(request, tmp_path) as url:
        yield url


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The settings of a service that people find at an address."""
    return replace(settings, portaal_url="https://localhost")


@pytest.fixture
def sso(diensten: Diensten) -> Flask:
    """The pages of the provider."""
    return pages_application(diensten)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def service(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server that people find at an address."""
    folder = tmp_path_factory.mktemp("sso")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    port = free_port()
    environ = {"UWLR_BIND": f"127.0.0.1:{port}", "UWLR_PORTAAL_URL": f"http://localhost:{port}"}
    with serving(f"sqlite:///{path}", folder, UWLR_WORKERS="1", **environ) as server:
        server.invoer.store(schoolgegevens())
        yield server


@pytest.fixture
def screens(browser: Browser, service: Server) -> Iterator[Screens]:
    """Windows at that server; afterwards none of them may have complained."""
    made = Screens(browser, service.url)
    yield made
    made.close()
