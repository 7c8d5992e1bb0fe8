"""Pupil data from a streaming replica: the answers are the same, whatever is the matter with it."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import Connection, text

from tests.support.callers import call
from tests.support.databases import Cluster, replicating
from tests.support.messages.soap import request
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import JAAR, PARTS, SCHOOL, groep, schoolgegevens
from tests.support.servers.relay import Relay, relaying
from tests.support.servers.waiting import until
from uwlr_service.app import Routes, create_app
from uwlr_service.config import Settings
from uwlr_service.domain import tijd
from uwlr_service.domain.toezicht.gelezen import Gelezen
from uwlr_service.repository import replica as replicas
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository, read_stand
from uwlr_service.uitwisseling.herstel.toestand import Replicastand, Toestand
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.school.bewaring import Bewaring
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

pytestmark = pytest.mark.postgres

READINGS = re.compile(r'^uwlr_replica_reads_total\{result="(\w+)"\} ([0-9.]+)$', re.MULTILINE)
SOON = 0.1
"""Seconds in place of those that a service waits."""


@pytest.fixture(scope="module")
def replica(postgres: Cluster) -> Iterator[Cluster]:
    """A replica of the cluster, which lets nothing that it reads hold up what it takes over."""
    with replicating(postgres, max_standby_streaming_delay="0") as made:
        yield made


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The same service twice, with a replica and without one, and how often each waits for the primary."""

    url: str
    database: Database
    body: bytes
    beside: Routes
    alone: Routes
    primary: Relay

    def change(self) -> None:
        """Give the school another state."""
        groepen = (groep(naam=f"Groep {os.urandom(4).hex()}"), *PARTS["groepen"][1:])
        EdexmlUitwisseling(self.database).store(schoolgegevens(**{**PARTS, "groepen": groepen}))

    def pull(self) -> None:
        """Both answer, and say the same."""
        assert self.answer(self.beside) == self.answer(self.alone)

    def answer(self, app: Routes) -> bytes:
        """What a publisher hears."""
        answer = call(app, self.body)
        assert answer.status == 200, answer.content
        return answer.content

    def trips(self, app: Routes) -> int:
        """How often one answer waits for the primary."""
        before = self.primary.round_trips
        self.answer(app)
        return self.primary.round_trips - before

    def readings(self) -> dict[str, int]:
        """What the metrics say of the readings so far."""
        said = call(self.beside, path="/metrics", REQUEST_METHOD="GET").content.decode()
        return {result: int(float(count)) for result, count in READINGS.findall(said)}

    @contextmanager
    def counted(self, **expected: int) -> Iterator[None]:
        """So many readings of each kind as long as the block runs."""
        before = self.readings()
        yield
        after = self.readings()
        assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == expected


@pytest.fixture
def service(postgres: Cluster, replica: Cluster, tmp_path: Path) -> Iterator[Service]:
    """A service on a fresh database that the replica has too."""
    with postgres.migrated() as url:
        replica.catch_up(postgres)
        copy = replica.url(url.rpartition("/")[2])
        with serving(url, copy, tmp_path) as made:
            replica.catch_up(postgres)
            yield made


@contextmanager
def serving(url: str, copy: str, folder: Path) -> Iterator[Service]:
    """A service with a school and a link, that reads from a copy."""
    port = urlsplit(url).port
    assert port is not None
    with relaying(port) as primary:
        environ = {
            "UWLR_DATABASE_URL": url.replace(f":{port}/", f":{primary.port}/"),
            "UWLR_VAR": str(folder / "var"),
            "UWLR_FLUSH_SECONDS": "3600",
        }
        settings = Settings.from_environment(environ)
        database = Database.open(url)
        EdexmlUitwisseling(database).store(schoolgegevens())
        sleutel = (
            Koppelingbeheer(database, settings.secret)
            .add(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], door=DOOR)
            .sleutel
        )
        alone = create_app(settings)
        beside = create_app(Settings.from_environment({**environ, "UWLR_DATABASE_REPLICA_URL": copy}))
        try:
            yield Service(
                url=url,
                database=database,
                body=request(sleutel),
                beside=beside,
                alone=alone,
                primary=primary,
            )
        finally:
            beside.close()
            alone.close()
            database.close()


def stand_of(url: str, copy: str) -> Replicastand:
    """What whoever looks the installation over hears of a copy."""
    database = Database.open(url, replica=copy)
    seen = Toestand(database).replica()
    database.close()
    assert seen is not None
    return seen


def test_the_replica_reads_and_the_primary_is_asked_less(
    service: Service, replica: Cluster, postgres: Cluster
) -> None:
    with service.counted(replica=1):
        service.pull()
    service.change()
    replica.catch_up(postgres)
    seen = stand_of(service.url, replica.url(service.url.rpartition("/")[2]))
    assert (seen.achter, seen.is_van_ons) == (0, True)
    with service.counted(replica=1):
        spared = service.trips(service.alone) - service.trips(service.beside)
    # Those of the rows of a school: pupils, teachers, and the rest of it.
    assert spared == 3


def test_a_state_that_the_replica_has_not_reached_comes_from_the_primary(
    service: Service, replica: Cluster, postgres: Cluster
) -> None:
    replica.execute("select pg_wal_replay_pause()")
    try:
        service.change()
        with service.counted(behind=1):
            service.pull()
    finally:
        replica.execute("select pg_wal_replay_resume()")
    service.change()
    replica.catch_up(postgres)
    with service.counted(replica=1):
        service.pull()


def test_a_replica_that_stays_behind_is_told_once(
    service: Service, replica: Cluster, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(replicas, "BEHIND_SECONDS", 0)
    replica.execute("select pg_wal_replay_pause()")
    try:
        for _ in range(3):
            service.change()
            service.pull()
    finally:
        replica.execute("select pg_wal_replay_resume()")
    assert caplog.text.count("the replica is behind") == 1


def test_another_database_of_the_replica_is_not_ours(service: Service, replica: Cluster) -> None:
    assert not stand_of(service.url, replica.url("postgres")).is_van_ons


def test_a_replica_that_receives_nothing_is_known(service: Service, replica: Cluster) -> None:
    """It may follow a server that is gone: as long as ours writes little, it is hardly behind."""
    copy = replica.url(service.url.rpartition("/")[2])
    source = replica.ask("show primary_conninfo")
    until(lambda: stand_of(service.url, copy).ontvangt)
    for conninfo in ("", source):
        replica.execute(f"alter system set primary_conninfo = $${conninfo}$$")
        replica.execute("select pg_reload_conf()")
        until(lambda: stand_of(service.url, copy).ontvangt == bool(conninfo))  # noqa: B023


def test_a_replica_that_was_promoted_is_not_read(postgres: Cluster, tmp_path: Path) -> None:
    """It has the state that is asked for, and hears no more of what is taken out of it."""
    with postgres.migrated() as url, replicating(postgres) as promoted:
        copy = promoted.url(url.rpartition("/")[2])
        with serving(url, copy, tmp_path) as service:
            promoted.catch_up(postgres)
            promoted.execute("select pg_promote()")
            assert stand_of(url, copy).achter is None
            with service.counted(behind=1):
                service.pull()


def test_a_copy_of_a_database_that_was_put_back_is_not_read(
    postgres: Cluster, replica: Cluster, tmp_path: Path
) -> None:
    """It has the same numbers of schools and revisions, and no pupils."""
    with postgres.migrated() as url, postgres.migrated() as other:
        copy = Database.open(other)
        EdexmlUitwisseling(copy).store(schoolgegevens(leerlingen=()))
        with copy.write() as connection:
            connection.execute(text("update revisie set moment = moment - interval '5 seconds'"))
        copy.close()
        replica.catch_up(postgres)
        elsewhere = replica.url(other.rpartition("/")[2])
        with serving(url, elsewhere, tmp_path) as service, service.counted(behind=1):
            service.pull()


def test_a_reading_that_has_to_make_way_goes_to_the_primary(
    service: Service, replica: Cluster, postgres: Cluster
) -> None:
    """Retention takes rows away, and the replica may not hold that up for whoever reads."""
    database = Database.open(service.url, replica=replica.url(service.url.rpartition("/")[2]))
    told: list[Gelezen] = []
    assert database.replica is not None
    database.replica.after_reading = told.append
    service.change()
    with database.read() as connection:
        stand = SchoolRepository(connection).stand(SCHOOL, JAAR)
        assert stand is not None
        replica.catch_up(postgres)

        def read(lezer: Connection) -> list[str]:
            repository = SchoolgegevensRepository(lezer)
            first = repository.read(SCHOOL, JAAR, stand)
            if not told:
                assert Bewaring(service.database).purge(tijd.now() + timedelta(days=1)) > 0
                postgres.execute("vacuum groep", service.url.rpartition("/")[2])
                replica.catch_up(postgres)
            assert repository.read(SCHOOL, JAAR, stand) == first
            return [groep.naam for groep in first.groepen]

        assert read_stand(database, connection, stand, read) == read(connection)
    assert told == [Gelezen.CONFLICT]
    database.close()


def test_a_replica_that_is_killed_is_left_alone_until_it_answers(
    service: Service,
    replica: Cluster,
    postgres: Cluster,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(replicas, "AGAIN_SECONDS", SOON)
    service.pull()
    replica.stop(signal.SIGQUIT)
    try:
        with service.counted(away=3):
            for _ in range(3):
                service.change()
                service.pull()
    finally:
        replica.start()
    until(lambda: "the replica answers again" in caplog.text)
    assert caplog.text.count("the replica gives no answer") == 1
    service.change()
    replica.catch_up(postgres)
    with service.counted(replica=1):
        service.pull()


def test_a_replica_that_stands_still_keeps_nobody_waiting(
    service: Service, replica: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its machine still answers, so that TCP sees nothing wrong with it."""
    monkeypatch.setattr(replicas, "ANSWER_SECONDS", SOON)
    service.pull()
    service.change()
    name = service.url.rpartition("/")[2]
    standing = replica.ask(f"select array_agg(pid) from pg_stat_activity where datname = '{name}'")
    for pid in standing:
        os.kill(pid, signal.SIGSTOP)
    try:
        with service.counted(away=1):
            service.pull()
    finally:
        for pid in standing:
            os.kill(pid, signal.SIGCONT)
