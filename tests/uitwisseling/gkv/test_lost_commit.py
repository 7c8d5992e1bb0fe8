"""GKV: the database published a package, and the answer that said so got lost."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from tests.support.databases import Cluster
from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.schools.builders import schoolgegevens
from tests.support.servers.relay import Relay, relayed
from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.domain.gkv.levering import Leveringsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

pytestmark = pytest.mark.postgres
COMMITTED = b"C\x00\x00\x00\x0bCOMMIT\x00"
"""PostgreSQL's frontend/backend protocol, CommandComplete."""


@pytest.fixture
def relay(postgres: Cluster) -> Iterator[tuple[Relay, str]]:
    """A relay before a fresh database, and the address of the database by way of it."""
    with relayed(postgres) as made:
        yield made


class Losing(Opslag):
    """Storage after which the answer to the next commit gets lost: that of the row of the package."""

    def __init__(self, place: str, network: Relay) -> None:
        super().__init__(place)
        self._network = network

    def publish(self, name: str, source: IO[bytes]) -> None:
        super().publish(name, source)
        self._network.loses = COMMITTED


def test_a_package_that_is_listed_can_be_fetched(relay: tuple[Relay, str], tmp_path: Path) -> None:
    network, url = relay
    database = Database.open(url)
    EdexmlUitwisseling(database).store(schoolgegevens(), allow_shrink=True)
    gkv = Gkv(database, tmp_path)
    opslag = Losing(str(tmp_path / "leveringen"), network)
    leveringen = Leveringen(database, Ondertekening(database, SECRET), opslag)
    with pytest.raises(DatabaseOnbereikbaar):
        leveringen.make(gkv.koppeling, gkv.school)
    assert network.loses is None
    (listed,) = gkv.leveringen.of_koppeling(gkv.koppeling)
    assert gkv.open(listed).manifest.volgnummer == 1
    following = gkv.make(1)
    assert following.soort is Leveringsoort.MUTATIE
    assert gkv.open(following).manifest.volgnummer == 2
    database.close()
