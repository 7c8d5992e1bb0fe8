"""A call is one span a layer, below the trace of its caller; what goes wrong shows where it did."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from wsgiref.types import WSGIApplication

import pytest
from opentelemetry.trace import SpanKind, StatusCode

from tests.support.callers import call
from tests.support.fresh_databases import migrated
from tests.support.messages.soap import request
from tests.support.toezicht.recorded import Recorded
from uwlr_service import logs, tracing
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.tracing import steps
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

TRACE = "0af7651916cd43dd8448eb211c80319c"
CALLER = "b7ad6b7169203331"
TRACEPARENT = f"00-{TRACE}-{CALLER}-01"
PULL = "soap leerlinggegevens"


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh migrated SQLite database."""
    with migrated(request, tmp_path) as url:
        yield url


@pytest.fixture
def app(settings: Settings, uitgifte: Uitgifte) -> Iterator[WSGIApplication]:
    """The whole application, with the small school."""
    made = create_app(settings)
    yield made
    made.close()


def test_a_pull_is_a_span_in_each_layer(app: WSGIApplication, uitgifte: Uitgifte, recorded: Recorded) -> None:
    assert call(app, request(uitgifte.sleutel)).status == 200

    top = recorded.named(PULL)
    assert top.kind is SpanKind.SERVER
    assert top.parent is None
    attributes = dict(top.attributes or {})
    assert attributes.pop("uwlr.bytes_in") > 500  # type: ignore[operator]
    assert attributes.pop("uwlr.bytes_out") > 1000  # type: ignore[operator]
    assert attributes == {
        "uwlr.layer": "soap",
        "uwlr.operation": "leerlinggegevens",
        "uwlr.outcome": "gegevens",
        "uwlr.cache": "miss",
        "uwlr.objects": 5,
        "http.request.method": "POST",
        "http.response.status_code": 200,
    }
    assert {span.context.trace_id for span in recorded.spans()} == {top.context.trace_id}
    assert set(recorded.layers()) == {"soap", "uitwisseling", "repository", "formats"}
    use_case = recorded.named("Heenweg.answer")
    assert use_case.parent is not None
    assert use_case.parent.span_id == top.context.span_id
    read = recorded.named("SchoolgegevensRepository.read")
    assert read.parent is not None
    assert read.parent.span_id == use_case.context.span_id
    assert (read.attributes or {})["db.system.name"] == "sqlite"
    assert recorded.named("antwoord.render").parent == read.parent


def test_the_trace_of_the_caller_goes_on(
    app: WSGIApplication, uitgifte: Uitgifte, recorded: Recorded, capsys: pytest.CaptureFixture[str]
) -> None:
    stated = {"HTTP_TRACESTATE": "leerling=Sanne", "HTTP_BAGGAGE": "achternaam=Jansen"}
    call(app, request(uitgifte.sleutel), HTTP_TRACEPARENT=TRACEPARENT, **stated)

    top = recorded.named(PULL)
    assert f"{top.context.trace_id:032x}" == TRACE
    assert top.parent is not None
    assert f"{top.parent.span_id:016x}" == CALLER
    assert not any(span.context.trace_state for span in recorded.spans())
    assert not {b"Sanne", b"Jansen"} & set(re.findall(rb"\w+", recorded.sent()))
    (line,) = [json.loads(line) for line in capsys.readouterr().out.splitlines() if '"call"' in line]
    assert line["trace_id"] == TRACE


@pytest.mark.parametrize(
    "given", ["", "00-0-0-01", f"00-{'0' * 32}-{CALLER}-01", "x" * 10_000, f"{TRACEPARENT}x"]
)
def test_a_caller_that_names_no_trace_gets_one_of_its_own(
    app: WSGIApplication, uitgifte: Uitgifte, recorded: Recorded, given: str
) -> None:
    assert call(app, request(uitgifte.sleutel), HTTP_TRACEPARENT=given).status == 200
    assert recorded.named(PULL).parent is None


def test_a_caller_that_samples_nothing_is_believed(
    app: WSGIApplication, uitgifte: Uitgifte, recorded: Recorded, capsys: pytest.CaptureFixture[str]
) -> None:
    call(app, request(uitgifte.sleutel), HTTP_TRACEPARENT=f"00-{TRACE}-{CALLER}-00")
    assert recorded.spans() == []
    assert "trace_id" not in capsys.readouterr().out


def test_what_a_caller_did_wrong_is_no_error_of_ours(app: WSGIApplication, recorded: Recorded) -> None:
    call(app, request("Sanne Jansen"))
    top = recorded.named(PULL)
    assert (top.attributes or {})["uwlr.outcome"] == "Client.AutorisatieOngeldig"
    assert (top.attributes or {})["http.response.status_code"] == 500  # as SOAP 1.1 has it
    assert top.status.status_code is StatusCode.UNSET


def test_an_error_of_ours_is_one_in_the_layer_where_it_rose(
    app: WSGIApplication, uitgifte: Uitgifte, recorded: Recorded, settings: Settings
) -> None:
    Path(settings.database_url.removeprefix("sqlite:///")).write_bytes(b"Sanne Jansen" * 1000)
    call(app, request(uitgifte.sleutel))
    failed = {span.name for span in recorded.spans() if span.status.status_code is StatusCode.ERROR}
    assert PULL in failed
    assert {name for name in failed if "Repository" in name}
    kinds = {(span.attributes or {}).get("error.type") for span in recorded.spans()} - {None}
    assert kinds == {"DatabaseError"}
    assert all(span.status.description is None and not span.events for span in recorded.spans())
    assert b"Sanne" not in recorded.sent()


def test_a_call_that_asks_a_layer_very_often_stays_bounded(recorded: Recorded) -> None:
    with tracing.task("proef") as top:
        assert top is not None
        for _ in range(steps.MOST + 7):
            with top.under("repository", "Repository.get"):
                pass
    assert len(recorded.spans()) == steps.MOST + 1
    assert (recorded.named("taken proef").attributes or {})["uwlr.spans_left_out"] == 7


def test_a_layer_that_calls_itself_is_one_span(recorded: Recorded) -> None:
    @tracing.traced("formats")
    def inner() -> str | None:
        return tracing.trace_id()

    @tracing.traced("formats")
    def outer() -> str | None:
        return inner()

    assert outer() is None
    with tracing.task("proef"):
        assert outer() == tracing.trace_id()
    assert [name.rpartition(".")[2] for name in recorded.names()] == ["outer", "taken proef"]


def test_health_and_metrics_are_not_traced(app: WSGIApplication, recorded: Recorded) -> None:
    for path in ("/health/live", "/health/ready", "/metrics"):
        assert call(app, path=path, REQUEST_METHOD="GET").status == 200
    assert recorded.spans() == []


def test_a_line_of_the_log_outside_a_call_has_no_trace(
    recorded: Recorded, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure()
    logs.log_call("proef", "200", 0.1)
    assert "trace_id" not in capsys.readouterr().out


def test_nothing_is_recorded_after_the_end(app: WSGIApplication, uitgifte: Uitgifte) -> None:
    from uwlr_service.tracing import recording

    kept = Recorded()
    recording.start("sqlite", kept.processor)
    recording.stop()
    assert call(app, request(uitgifte.sleutel)).status == 200
    assert kept.spans() == []
