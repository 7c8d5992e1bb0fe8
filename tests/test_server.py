"""``serve``: what it refuses, and how gunicorn is set up; tests/e2e runs it for real."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from gunicorn.config import Config

from tests.support.databases import sqlite_template
from uwlr_service.config import ConfigFout, Settings
from uwlr_service.domain.fouten import DatabaseOnbereikbaar, DatabaseVerouderd
from uwlr_service.gunicorn_conf import options
from uwlr_service.server import Server, require_ready, serve
from uwlr_service.worker import EvenWorker


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment(
        {"UWLR_VAR": str(tmp_path), "UWLR_BIND": "127.0.0.1:0", "UWLR_THREADS": "3"}
    )


def test_a_database_without_tables_is_refused_with_the_way_out(settings: Settings) -> None:
    with pytest.raises(DatabaseVerouderd, match="uwlr db upgrade"):
        serve(settings)


def test_a_database_that_is_away_is_refused(settings: Settings) -> None:
    away = replace(settings, database_url="postgresql+psycopg://iemand@127.0.0.1:1/uwlr")
    with pytest.raises(DatabaseOnbereikbaar):
        require_ready(away)


def test_a_migrated_database_is_good_enough_and_left_as_it_was(settings: Settings, tmp_path: Path) -> None:
    path = sqlite_template(tmp_path)
    migrated = replace(settings, database_url=f"sqlite:///{path}")
    require_ready(migrated)  # the first start begins a journal, and notes where
    before = path.read_bytes()
    require_ready(migrated)
    assert path.read_bytes() == before


def test_traces_that_cannot_be_recorded_are_refused(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrated = replace(settings, database_url=f"sqlite:///{sqlite_template(tmp_path)}", traces=True)
    monkeypatch.setenv("OTEL_PYTHON_EXPORTER_OTLP_HTTP_CREDENTIAL_PROVIDER", "niemand")
    with pytest.raises(ConfigFout, match="OTEL_"):
        serve(migrated)


def test_gunicorn_knows_every_option(settings: Settings) -> None:
    assert options(settings).keys() <= Config().settings.keys()


def test_gunicorn_gets_our_settings(settings: Settings) -> None:
    cfg = Server(settings).cfg

    assert cfg.address == [("127.0.0.1", 0)]
    assert (cfg.workers, cfg.threads) == (settings.workers, 3)
    assert cfg.worker_class is EvenWorker
    assert cfg.forwarded_allow_ips == ["127.0.0.1", "::1"]
    assert cfg.control_socket_disable
    assert not cfg.preload_app


def load(settings: Settings) -> str:
    """What a worker gets to serve."""
    application = Server(settings).load()
    application.close()  # type: ignore[attr-defined]
    return type(application).__qualname__


def test_a_worker_makes_the_application_itself(settings: Settings) -> None:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(load, settings).result() == "Routes"
