"""Every hostile file, package, word and setting of the corpus: how the command ends, and what it says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.fresh_databases import DATABASES, migrated
from tests.support.vijandig.index import COMMAND_DOORS
from tests.support.vijandig.shell import Shell, shell

pytestmark = pytest.mark.e2e


@pytest.fixture(params=DATABASES)
def commands(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shell]:
    """The commands on a database with the small school, on SQLite and on PostgreSQL."""
    monkeypatch.chdir(tmp_path)
    with migrated(request, tmp_path) as url, shell(tmp_path, url) as made:
        yield made


@pytest.mark.parametrize("door", COMMAND_DOORS)
def test_every_command_ends_as_the_index_says(commands: Shell, door: str) -> None:
    listed = commands.knock(door)
    assert not listed, "\n".join([f"{len(listed)} deviations", *listed])
