"""The whole application inside this process, called as a browser calls it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from tests.support.fresh_databases import migrated
from uwlr_service.app import create_app
from uwlr_service.config import Settings


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh migrated SQLite database; the pages do not know which kind they stand on."""
    with migrated(request, tmp_path) as url:
        yield url


class Browser(Client):
    """Reads every answer to its end, so that no file stays open."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        return super().open(*args, **{"buffered": True} | kwargs)


@pytest.fixture
def client(settings: Settings) -> Iterator[Client]:
    """A browser at the application."""
    application = create_app(settings)
    yield Browser(application)
    application.close()
