"""What was recorded reaches a collector over HTTP; one that is away, slow or unwilling holds up nobody."""

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from tests.support.fresh_databases import migrated
from tests.support.servers.collector import PATIENCE, Collector, collecting
from tests.support.servers.ports import free_port
from uwlr_service import logs, tracing
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.taken import service
from uwlr_service.tracing import recording

MORE_THAN_FITS = 3_000
QUEUE = 2_048
"""Spans that wait at most, unless OTEL_BSP_MAX_QUEUE_SIZE says otherwise (OpenTelemetry, SDK variables)."""
AT_ONCE = 512
"""Spans that are being sent and lie in the queue no more."""


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """A collector to which this process sends what it records."""
    with collecting() as made:
        for name, value in made.environ.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(recording, "LAST_SECONDS", PATIENCE)  # a busy machine may need more than a second
        yield made
        recording.stop()


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh migrated SQLite database."""
    with migrated(request, tmp_path) as url:
        yield url


def make(count: int = 1) -> None:
    """Record some tasks."""
    for _ in range(count):
        with tracing.task("proef"):
            pass


def test_a_span_reaches_the_collector(collector: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=proef")
    recording.start("sqlite")
    make()
    span = collector.wait_for("taken proef")
    assert span.kind == Span.SPAN_KIND_INTERNAL
    assert [(pair.key, pair.value.string_value) for pair in span.attributes] == [("uwlr.layer", "taken")]
    (part,) = collector.messages()[0].resource_spans
    said = {pair.key: pair.value.string_value for pair in part.resource.attributes}
    assert (said["service.name"], said["deployment.environment.name"]) == ("uwlr", "proef")


def test_what_waits_is_sent_at_the_end(collector: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "60000")
    recording.start("sqlite")
    make()
    recording.stop()
    assert [span.name for span in collector.spans()] == ["taken proef"]


def test_a_service_goes_by_the_name_that_it_is_given(
    collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_SERVICE_NAME", "koppelingen")
    recording.start("sqlite")
    make()
    collector.wait_for("taken proef")
    (part,) = collector.messages()[0].resource_spans
    assert ("service.name", "koppelingen") in {
        (pair.key, pair.value.string_value) for pair in part.resource.attributes
    }


def test_nobody_waits_for_a_collector_that_keeps_us_waiting(
    collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "600")  # so it is not the library that gives up
    monkeypatch.setattr(recording, "LAST_SECONDS", 0.1)
    collector.waits.clear()
    recording.start("sqlite")
    make(MORE_THAN_FITS)  # returns, while not one of them was taken
    assert collector.requests == []
    recording.stop()  # and so does this
    assert collector.requests == []
    collector.waits.set()
    until = time.monotonic() + 10
    while time.monotonic() < until and len(collector.spans()) < QUEUE:
        time.sleep(0.05)
    assert len(collector.spans()) <= QUEUE + AT_ONCE


def test_a_collector_that_refuses_is_told_of_once_and_without_its_words(
    collector: Collector, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure()
    collector.status = 400
    collector.answer = b"Sanne Jansen"
    recording.start("sqlite")
    for _ in range(3):
        make()
        time.sleep(0.3)
    recording.stop()
    (line,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert line["message"] == "traces are not sent, or not as OTEL_* says: trace_exporter, 400"
    assert (line["level"], line["logger"]) == ("warning", "uwlr_service.tracing.recording")


def test_a_collector_that_is_away_is_told_of_by_the_kind_of_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure()
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_HEADERS", "authorization=geheim,Sanne Jansen")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "0.5")
    recording.start("sqlite")
    make()
    recording.stop()
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["message"] for line in lines] == ["traces are not sent, or not as OTEL_* says: re"]
    assert not any(word in str(lines) for word in ("geheim", "Sanne"))


def test_a_night_on_command_is_a_trace(collector: Collector, settings: Settings, database: object) -> None:
    diensten = Diensten.open(replace(settings, traces=True))
    service.run_once(diensten, date(2026, 11, 20))
    diensten.close()
    assert [span.name for span in collector.spans() if not span.parent_span_id] == ["taken nacht"]


def test_the_library_says_nothing_elsewhere(collector: Collector) -> None:
    recording.start("sqlite")
    library = logging.getLogger("opentelemetry")
    assert not library.propagate
    assert [type(handler) for handler in library.handlers] == [recording.Complaints]
