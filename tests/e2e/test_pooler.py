"""The service behind PgBouncer in transaction mode, where no prepared statement can be relied on."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.callers import post
from tests.support.commandline import Uwlr
from tests.support.databases import Cluster
from tests.support.gkv.nights import Service
from tests.support.messages.soap import request
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.pgbouncer import pgbouncer_binary, pooling
from tests.support.servers.uwlr import serving
from tests.support.toezicht.doctor import Doctor
from uwlr_service.config import Settings
from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.toegang import ToegangRepository

pytestmark = [pytest.mark.e2e, pytest.mark.postgres]

CLIENTS = 8
CALLS = 120
NACHT = date(2026, 11, 20)
AT_NIGHT = datetime(2026, 11, 20, 4, tzinfo=UTC)
ABOUT = "Database"
OWN = "rechtstreeks"
TERMINATE = "select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"
LISTENS = f"select count(*) from pg_stat_activity where application_name = '{OWN}' and query like 'LISTEN%'"


@contextmanager
def pooled(postgres: Cluster) -> Iterator[tuple[str, str]]:
    """The address of a fresh database by way of a pooler, and past it."""
    binary = pgbouncer_binary()
    if binary is None:
        pytest.skip("this machine has no pgbouncer (Debian: apt-get install pgbouncer)")
    with postgres.migrated() as url:
        port = urlsplit(url).port
        assert port is not None
        with pooling(binary, port) as pooler:
            yield url.replace(f":{port}/", f":{pooler}/"), f"{url}?application_name={OWN}"


def test_the_service_works_behind_a_pooler(postgres: Cluster, tmp_path: Path) -> None:
    """More threads than the pooler has connections, so that each call may meet another one."""
    with (
        pooled(postgres) as (address, _),
        serving(address, tmp_path, UWLR_DATABASE_PREPARE="off") as server,
    ):
        server.invoer.store(schoolgegevens())
        sleutel = server.beheer.add(
            klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], door=DOOR
        ).sleutel
        body = request(sleutel)
        with ThreadPoolExecutor(CLIENTS) as clients:
            answers = list(clients.map(lambda _: post(server.url, body), range(CALLS)))
        assert {answer.status for answer in answers} == {200}
        assert len({answer.content for answer in answers}) == 1


def test_a_pooler_that_lost_its_database_is_a_database_that_is_away(postgres: Cluster) -> None:
    """It still lets in who comes, and says so only to the first question: even that of SQLAlchemy itself."""
    with pooled(postgres) as (address, _):
        name = address.rpartition("/")[2]
        for is_away in (False, True):
            database = Database.open(address, prepare=False)
            toegang = ToegangRepository(database)
            if is_away:
                postgres.execute(f"alter database {name} allow_connections false")
                postgres.execute(TERMINATE.format(name=name))
                with pytest.raises(DatabaseOnbereikbaar):
                    toegang.sleutelhouder("0" * 64)
                postgres.execute(f"alter database {name} allow_connections true")
            else:
                assert toegang.sleutelhouder("0" * 64) is None
            database.close()


def test_a_pooler_is_seen_where_statements_stay_prepared(postgres: Cluster, tmp_path: Path) -> None:
    """PostgreSQL itself, and whoever has all set, hear nothing of it."""
    with pooled(postgres) as (address, direct):
        doctor = Doctor(Uwlr(tmp_path, address))
        told = doctor.about(ABOUT)["let op"]
        assert "een pooler" in told
        assert "UWLR_DATABASE_PREPARE=off, en UWLR_DATABASE_DIRECT_URL op" in told
        told = doctor.about(ABOUT, UWLR_DATABASE_DIRECT_URL=direct)["let op"]
        assert "UWLR_DATABASE_PREPARE=off." in told
        for environ in ({"UWLR_DATABASE_PREPARE": "off"}, {"UWLR_DATABASE_URL": direct}):
            assert "een pooler" not in doctor.about(ABOUT, **environ).get("let op", "")


def test_a_worker_and_a_backup_have_connections_past_it(postgres: Cluster, tmp_path: Path) -> None:
    """What they leave behind in a connection would fall to whoever gets that next."""
    with pooled(postgres) as (address, direct):
        environ = {
            "UWLR_DATABASE_URL": address,
            "UWLR_DATABASE_PREPARE": "off",
            "UWLR_DATABASE_DIRECT_URL": direct,
            "UWLR_VAR": str(tmp_path / "var"),
        }
        settings = Settings.from_environment(environ)
        database = Database.open(address, prepare=False)
        service = Service(settings, database, schools=3, links=2)
        with service.clocked(AT_NIGHT):
            service.wait(lambda: service.made(NACHT) == 6)
            service.wait(lambda: postgres.ask(LISTENS) > 0)
            backup = Uwlr(tmp_path, address)
            for number in range(3):  # as many as the pooler has connections
                backup.good("db", "backup", "--to", str(tmp_path / f"backup-{number}"), **environ)
            database.close()
            service.check(NACHT)
        assert "the database is away" not in service.log
        database.close()
