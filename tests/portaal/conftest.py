"""The portal inside this process, on a fresh database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.support.fresh_databases import migrated
from tests.support.portaal.visiting import Visitor
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
