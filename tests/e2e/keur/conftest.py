"""A real server with two schools, and a key for one of them, to be judged by the test facility."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.fresh_databases import DATABASES, migrated
from tests.support.keur import Keurder
from tests.support.keur.dubbelganger import Dubbelganger, dubbelganger
from tests.support.keur.gkv.dubbelganger import Gkvdubbelganger, gkv_dubbelganger
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server, serving
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG


@pytest.fixture(scope="module", params=DATABASES)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with two schools, on each kind of database."""
    folder = tmp_path_factory.mktemp("keur")
    with migrated(request, folder) as url, serving(url, folder) as server:
        for school in (SCHOOL, ANDERE_SCHOOL):
            server.invoer.store(schoolgegevens(school))
        yield server


@pytest.fixture(scope="module")
def keurder(server: Server) -> Keurder:
    """Somebody with the key of the small school, and another publisher's for the other one."""
    uitgifte = server.link(
        klantnaam="Uitgeverij & Zn.", klantcode="U1", scholen=[SCHOOL], gegevensset=VOLLEDIG
    )
    tweede = server.link(
        klantnaam="Andere uitgever", klantcode="U2", scholen=[ANDERE_SCHOOL], gegevensset=VOLLEDIG
    )
    return Keurder(server.url, uitgifte.sleutel, tweede=tweede.sleutel)


@pytest.fixture(scope="package")
def double(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dubbelganger]:
    """One double of a LAS, of which each test switches its defect on."""
    with dubbelganger(migrated_sqlite, tmp_path_factory.mktemp("dubbelganger")) as made:
        yield made


@pytest.fixture
def sound(double: Dubbelganger) -> Keurder:
    """Somebody who judges the double without a defect."""
    double.gebrek = None
    return Keurder(double.address, double.sleutel)


@pytest.fixture(scope="package")
def gkv_double(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gkvdubbelganger]:
    """One double of who delivers GKV, of which each test switches its defect on."""
    with gkv_dubbelganger(migrated_sqlite, tmp_path_factory.mktemp("gkv")) as made:
        yield made
