"""The SOAP room is tested on SQLite only: what the databases do differently lies below it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import migrated


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh migrated SQLite database."""
    with migrated(request, tmp_path) as url:
        yield url
