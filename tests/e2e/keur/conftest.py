"""A real server with two schools, and a key for one of them, to be judged by the test facility."""

from collections.abc import Iterator

import pytest

from tests.support.fresh_databases import DATABASES, migrated
from tests.support.keur import Keurder
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.servers.uwlr import serving
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG


@pytest.fixture(scope="module", params=DATABASES)
def keurder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keurder]:
    """Somebody with the key of the small school, in front of a server on each kind of database."""
    folder = tmp_path_factory.mktemp("keur")
    with migrated(request, folder) as url, serving(url, folder) as server:
        for school in (SCHOOL, ANDERE_SCHOOL):
            server.invoer.store(schoolgegevens(school))
        uitgifte = server.link(
            klantnaam="Uitgeverij & Zn.", klantcode="U1", scholen=[SCHOOL], gegevensset=VOLLEDIG
        )
        yield Keurder(server.url, uitgifte.sleutel)
