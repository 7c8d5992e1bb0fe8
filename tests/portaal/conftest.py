"""The portal inside this process, on a fresh database; and a real server with a browser before it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.support.fresh_databases import migrated
from tests.support.portaal.screen import Screens, chromium
from tests.support.portaal.visiting import Visitor
from tests.support.portaal.world import World
from tests.support.servers.uwlr import Server, serving
from uwlr_service.diensten import Diensten
from uwlr_service.portaal import portaal_application


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh migrated SQLite database; the pages do not know which kind they stand on."""
    with migrated(request, tmp_path) as url:
        yield url


@pytest.fixture
def portaal(diensten: Diensten) -> Flask:
    """The portal."""
    return portaal_application(diensten)


@pytest.fixture
def visitor(portaal: Flask) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor(portaal)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser; for a module at most, since it keeps an event loop running in this process."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def service(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server on a database of its own, for tests that look at pages."""
    folder = tmp_path_factory.mktemp("portaal")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    with serving(f"sqlite:///{path}", folder, UWLR_WORKERS="1") as server:
        yield server


@pytest.fixture(scope="session")
def world(service: Server) -> World:
    """Schools, partners and people on that server."""
    return World(service.database)


@pytest.fixture
def screens(browser: Browser, service: Server) -> Iterator[Screens]:
    """Windows at that server; afterwards none of them may have complained."""
    made = Screens(browser, service.url)
    yield made
    made.close()
