"""What a fixture needs to give a test a database of its own, of each kind in turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

DATABASES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@contextmanager
def migrated(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of a fresh migrated database of the kind that a fixture was asked for."""
    if request.param == "postgresql":
        with request.getfixturevalue("postgres").migrated() as url:
            yield url
    else:
        path = folder / "uwlr.sqlite"
        path.write_bytes(request.getfixturevalue("migrated_sqlite").read_bytes())
        yield f"sqlite:///{path}"
