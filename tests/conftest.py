"""Fixtures for every room: databases, settings, a stored school, a link and its key."""

import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from wsgiref.types import WSGIApplication

import pytest
import structlog

from tests.support import hypothesis_profiles
from tests.support.databases import Cluster, cluster, postgres_binaries, sqlite_template
from tests.support.fresh_databases import DATABASES, migrated
from tests.support.once import addresses, keys, passwords, statements, templates
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.object_storage import BUCKET, object_storage
from uwlr_service import soap
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.beurten import Turns
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.toegang import Toegangscontrole
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling
from uwlr_service.uitwisseling.uwlr.antwoordcache import Antwoordcache
from uwlr_service.uitwisseling.uwlr.heenweg import Heenweg
from uwlr_service.uitwisseling.uwlr.terugweg import Terugweg
from uwlr_service.uitwisseling.uwlr.vocabulaires import Vocabulaires

hypothesis_profiles.load()

AS_FOUND = tuple(structlog.make_filtering_bound_logger(level) for level in (logging.NOTSET, logging.INFO))
"""The levels at which a test may leave the log: that of structlog itself, and that of our commands."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--sso-rondes", type=int, default=3, help="how often each race at the OpenID provider is run"
    )


class FailuresAtOnce:
    """Shows a failure as soon as it is there: of a run that does not end, none would ever be told."""

    def __init__(self, terminal: pytest.TerminalReporter) -> None:
        self._terminal = terminal

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._terminal.ensure_newline()
            self._terminal.write_line(f"FAILED {report.nodeid} ({report.when})")
            self._terminal.write_line(report.longreprtext)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if terminal is not None and "CI" in os.environ:
        config.pluginmanager.register(FailuresAtOnce(terminal))


@pytest.fixture(autouse=True)
def own_logging(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Puts back what a command took over for its process, which in tests is ours."""
    root = logging.getLogger()
    ours = logging.getLogger("uwlr_service")
    handlers = list(root.handlers)
    own_handlers = list(ours.handlers)
    for place, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(place, name, getattr(place, name))
    monkeypatch.setattr(logging, "lastResort", logging.lastResort)
    yield
    root.handlers = handlers
    ours.handlers = own_handlers
    # A log keeps the level of its first line: after a higher one later tests would read nothing.
    level = structlog.get_config()["wrapper_class"]
    assert level in AS_FOUND, "the log is left at another level"
    ours.propagate = True
    logging.captureWarnings(capture=False)


@pytest.fixture(scope="session", autouse=True)
def worked_out_once() -> Iterator[None]:
    """Saves a test that makes the whole application, on a database of its own, half of what this takes."""
    with ExitStack() as stack:
        for part in (addresses, keys, passwords, statements, templates):
            stack.enter_context(part.remembered())
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL cluster for this run."""
    binaries = postgres_binaries()
    if binaries is None:
        pytest.skip("this machine has no PostgreSQL server binaries")
    with cluster(binaries) as made:
        yield made


@pytest.fixture(scope="session")
def object_store() -> Iterator[dict[str, str]]:
    """Storage that speaks S3, for this run: the variables by which it is found."""
    with object_storage() as environ:
        yield environ


@pytest.fixture
def bucket(object_store: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a bucket that this process can reach."""
    for name, value in object_store.items():
        monkeypatch.setenv(name, value)
    return f"s3://{BUCKET}"


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, for copying."""
    return sqlite_template(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh migrated database, on SQLite and on PostgreSQL."""
    with migrated(request, tmp_path) as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh migrated database, on SQLite and on PostgreSQL."""
    opened = Database.open(database_url)
    yield opened
    opened.close()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """The settings of a service on that database, with a folder and a secret of its own."""
    return Settings.from_environment({"UWLR_DATABASE_URL": database_url, "UWLR_VAR": str(tmp_path / "var")})


@pytest.fixture
def diensten(settings: Settings, database: Database) -> Diensten:
    """The use cases on that database."""
    return Diensten(settings, database)


@pytest.fixture
def beheer(database: Database, settings: Settings) -> Koppelingbeheer:
    """What an operator does with links."""
    return Koppelingbeheer(database, settings.secret)


@pytest.fixture
def gegevens() -> Schoolgegevens:
    """A small school."""
    return schoolgegevens()


@pytest.fixture
def stored(database: Database, gegevens: Schoolgegevens) -> Schoolgegevens:
    """The small school, in the database."""
    EdexmlUitwisseling(database).store(gegevens)
    return gegevens


@pytest.fixture
def uitgifte(beheer: Koppelingbeheer, stored: Schoolgegevens) -> Uitgifte:
    """A link of Uitgeverij with the small school, and the key that was just made."""
    return beheer.add(
        klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], gegevensset=VOLLEDIG, door=DOOR
    )


@pytest.fixture
def register(database: Database) -> Iterator[Register]:
    """A register that is only written when it must be."""
    made = Register(database, flush_seconds=3600)
    yield made
    made.close()


@pytest.fixture
def application(settings: Settings, database: Database, register: Register) -> WSGIApplication:
    """Everything below ``/uwlr/``, inside this process."""
    heenweg = Heenweg(database, Antwoordcache(settings.cache_bytes), register)
    terugweg = Terugweg(database, register, Vocabulaires(database))
    return soap.application(
        settings, Toegangscontrole(database, settings.secret), heenweg, terugweg, register, Turns()
    )
