"""What the runs of docs/toolkits.rst share: one server for each module, and its examples on disk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.schools.builders import schoolgegevens
from tests.support.servers.uwlr import Server, serving
from tests.support.toolkits import Example


@pytest.fixture(scope="module")
def server(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """``uwlr serve`` with the small school, on SQLite alone: a toolkit does not see the database."""
    folder = tmp_path_factory.mktemp("toolkits")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    with serving(f"sqlite:///{path}", folder) as running:
        running.invoer.store(schoolgegevens())
        yield running


@pytest.fixture
def example(server: Server, sleutel: str, tmp_path: Path) -> Callable[..., Example]:
    """The examples under some headings of the page, for the small school."""

    def under(*headings: str) -> Example:
        return Example(tmp_path, server.url, sleutel, *headings)

    return under
