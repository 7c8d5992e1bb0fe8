"""Every hostile input of the corpus over HTTP: the answer of the index, and nothing else happens."""

from collections.abc import Iterator

import pytest

from tests.support.fresh_databases import DATABASES, migrated
from tests.support.servers.uwlr import serving
from tests.support.vijandig.doors import knock
from tests.support.vijandig.index import HTTP_DOORS
from tests.support.vijandig.world import ENVIRON, World

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module", params=DATABASES)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One server for all inputs, on SQLite and on PostgreSQL."""
    folder = tmp_path_factory.mktemp("vijandig")
    with migrated(request, folder) as url, serving(url, folder, **ENVIRON) as server:
        yield World(server)


@pytest.mark.parametrize("door", HTTP_DOORS)
def test_every_input_gets_what_the_index_says(world: World, door: str) -> None:
    listed = knock(world, door)
    assert not listed, "\n".join([f"{len(listed)} deviations", *listed])
