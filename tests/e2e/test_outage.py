"""The database goes away and comes back: partners are told to wait, and nothing needs a restart."""

from collections.abc import Iterator

import pytest

from tests.support.callers import get, post
from tests.support.databases import Cluster, postgres_binaries, standing
from tests.support.messages.results import BRENG, bericht
from tests.support.messages.soap import request
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.hosts import network, why_not
from tests.support.servers.uwlr import Server, serving
from tests.support.servers.waiting import until
from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.repository.database import Database

pytestmark = [pytest.mark.e2e, pytest.mark.postgres]


@pytest.fixture
def server(postgres: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One worker on PostgreSQL, so that every call meets the same connections."""
    folder = tmp_path_factory.mktemp("server")
    with postgres.migrated() as url, serving(url, folder, UWLR_WORKERS="1", UWLR_THREADS="2") as running:
        running.invoer.store(schoolgegevens())
        yield running


def cut_off(postgres: Cluster, server: Server, *, allow: bool) -> None:
    """End every connection, and refuse or accept new ones."""
    name = server.settings.database_url.rpartition("/")[2]
    server.database.close()
    postgres.execute(f"alter database {name} allow_connections {str(allow).lower()}")
    postgres.execute(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'")


def test_partners_are_told_to_come_back_later(server: Server, postgres: Cluster) -> None:
    sleutel = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL]).sleutel
    assert post(server.url, request(sleutel)).status == 200
    cut_off(postgres, server, allow=False)
    for _ in range(4):
        answer = post(server.url, request(sleutel))
        assert (answer.status, answer.kind) == (500, "Server.TijdelijkNietBeschikbaar")
        assert answer.root.find(".//detail") is None
    assert get(server.url, "/health/ready").status == 503
    assert get(server.url, "/health/live").status == 200
    cut_off(postgres, server, allow=True)
    assert post(server.url, request(sleutel)).kind == "leerlinggegevens"
    assert get(server.url, "/health/ready").status == 200


def test_after_a_restart_of_the_database_all_goes_on(server: Server, postgres: Cluster) -> None:
    sleutel = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL]).sleutel
    for _ in range(4):
        post(server.url, request(sleutel))
    cut_off(postgres, server, allow=True)
    kinds = [post(server.url, request(sleutel)).kind for _ in range(6)]
    assert kinds[-3:] == ["leerlinggegevens"] * 3
    assert set(kinds) <= {"leerlinggegevens", "Server.TijdelijkNietBeschikbaar"}


def test_while_it_can_only_be_read_publishers_are_told_to_come_back(
    server: Server, postgres: Cluster
) -> None:
    sleutel = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL]).sleutel
    # An answer of which the register knows nothing yet waits until it can be written there.
    assert post(server.url, request(sleutel)).kind == "leerlinggegevens"
    name = server.settings.database_url.rpartition("/")[2]
    postgres.execute(f"alter database {name} set default_transaction_read_only = on")
    cut_off(postgres, server, allow=True)
    for _ in range(4):
        assert post(server.url, bericht(sleutel), BRENG).kind == "Server.TijdelijkNietBeschikbaar"
    kinds = [post(server.url, request(sleutel)).kind for _ in range(4)]
    assert kinds[-1] == "leerlinggegevens"
    assert get(server.url, "/health/ready").status == 503
    postgres.execute(f"alter database {name} reset default_transaction_read_only")
    cut_off(postgres, server, allow=True)
    kinds = [post(server.url, bericht(sleutel), BRENG).kind for _ in range(4)]
    assert kinds[-1] == "leerresultaten_bevestiging"
    assert get(server.url, "/health/ready").status == 200
    assert "Server.InterneFout" not in kinds


def test_a_database_whose_network_is_cut_is_given_up() -> None:
    """Nobody says that it is away: TCP by itself would wait a quarter of an hour for an answer."""
    missing = why_not()
    binaries = postgres_binaries()
    if missing is not None or binaries is None:
        pytest.skip(missing or "this machine has no PostgreSQL server binaries")
    with network(1) as (host,), standing(binaries, {}, host=host) as away:
        database = Database.open(away.url("postgres"))
        database.ping()
        host.unplug()
        with pytest.raises(DatabaseOnbereikbaar):
            database.ping()
        host.plug()
        until(lambda: answers(database))
        database.close()


def answers(database: Database) -> bool:
    """Whether it can be asked something; the first one after a cut may still get nowhere."""
    try:
        database.ping()
    except DatabaseOnbereikbaar:
        return False
    return True
