"""What keeps traces from being recorded is told in a sentence, before anything says that it is ready."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.fresh_databases import migrated
from tests.support.places import ROOT
from uwlr_service.config import ConfigFout, Settings
from uwlr_service.diensten import Diensten
from uwlr_service.repository.database import Database
from uwlr_service.taken import service
from uwlr_service.tracing import preparing

BROKEN = """
import sys
sys.modules["opentelemetry.sdk.trace"] = None
from uwlr_service.config import ConfigFout
from uwlr_service.tracing import preparing
try:
    preparing.require()
except ConfigFout as error:
    print(error)
"""


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh migrated SQLite database."""
    with migrated(request, tmp_path) as url:
        yield url


def test_a_variable_that_nobody_judged_before(monkeypatch: pytest.MonkeyPatch) -> None:
    preparing.require()
    monkeypatch.setenv("OTEL_PYTHON_EXPORTER_OTLP_HTTP_CREDENTIAL_PROVIDER", "hunter2")
    with pytest.raises(ConfigFout, match=r"^UWLR_TRACES is on, en een variabele OTEL_\* heeft") as refused:
        preparing.require()
    assert "hunter2" not in str(refused.value)


def test_a_worker_asks_before_it_begins(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_PYTHON_EXPORTER_OTLP_HTTP_CREDENTIAL_PROVIDER", "niemand")
    with closing(Diensten.open(replace(settings, traces=True))) as diensten:
        for begin in (service.run, lambda diensten: service.run_once(diensten, None)):
            with pytest.raises(ConfigFout, match="OTEL_"):
                begin(diensten)


def test_the_name_of_the_variable_where_the_library_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_SPAN_LINK_COUNT_LIMIT", "hunter2")
    with pytest.raises(ConfigFout, match="OTEL_SPAN_LINK_COUNT_LIMIT") as refused:
        preparing.require()
    assert "hunter2" not in str(refused.value)


def test_an_extra_that_is_broken() -> None:
    # In a process of its own: here the library is loaded already.
    done = subprocess.run(
        [sys.executable, "-c", BROKEN], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "de extra otel ontbreekt of is stuk (opentelemetry.sdk.trace): pip install" in done.stdout
