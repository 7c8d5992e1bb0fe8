"""A real server with the small school, for the tests that call it as partners do."""

from collections.abc import Iterator

import pytest

from tests.support.fresh_databases import DATABASES, migrated
from tests.support.schools.builders import ALL_ALLOWED, SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server, serving
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte


@pytest.fixture(scope="module", params=DATABASES)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """``uwlr serve`` with two workers, on SQLite and on PostgreSQL, holding the small school."""
    folder = tmp_path_factory.mktemp("server")
    with migrated(request, folder) as url, serving(url, folder, UWLR_MAX_BODY="3MB") as running:
        running.invoer.store(schoolgegevens())
        yield running


@pytest.fixture
def fresh(server: Server) -> Server:
    """The server, with the small school as it was."""
    server.invoer.store(schoolgegevens(), ALL_ALLOWED)
    return server


@pytest.fixture
def uitgifte(fresh: Server) -> Uitgifte:
    """A link of Uitgeverij with the small school, and its key."""
    return fresh.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], gegevensset=VOLLEDIG)


@pytest.fixture
def sleutel(uitgifte: Uitgifte) -> str:
    """The key of that link."""
    return uitgifte.sleutel
