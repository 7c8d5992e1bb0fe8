"""A service for the stories of a module, for each way of walking: one on SQLite, one on PostgreSQL."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.databases import postgres_binaries
from tests.support.fresh_databases import migrated
from tests.support.portaal.screen import chromium
from tests.support.verhalen.toetsenbord import Toetsenbord
from tests.support.verhalen.toneel import Toneel, staged
from tests.support.verhalen.zonder_script import ZonderScript


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser; for a module at most, since it keeps an event loop running in this process."""
    with chromium() as running:
        yield running


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((ZonderScript, "sqlite"), id="zonder-script"),
        pytest.param((Toetsenbord, "postgresql"), id="toetsenbord", marks=pytest.mark.postgres),
    ],
)
def toneel(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Toneel]:
    """Where the stories of a module play; afterwards nothing may have gone wrong."""
    wie, request.param = request.param
    if postgres_binaries() is None:
        request.param = "sqlite"
    folder = tmp_path_factory.mktemp("verhaal")
    with migrated(request, folder) as url, staged(url, folder, browser, wie) as made:
        yield made
        made.close()
