"""UWLR_TRACES, and the variables of OpenTelemetry that are judged with it."""

from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from uwlr_service.config import ConfigFout, Settings, otel
from uwlr_service.config.otel import takes_traceparent, traces

HIDDEN = "hunter2"
WRONG = {
    "OTEL_PROPAGATORS": ("tracecontext,foo", "b3"),
    "OTEL_TRACES_SAMPLER": ("x",),
    "OTEL_TRACES_SAMPLER_ARG": ("x", "2", "-0.1", "nan"),
    "OTEL_RESOURCE_ATTRIBUTES": (HIDDEN, f"a=1,{HIDDEN}"),
    "OTEL_BSP_MAX_QUEUE_SIZE": ("abc", "0", "-1", "100"),
    "OTEL_BSP_MAX_EXPORT_BATCH_SIZE": ("abc", "0", "4096"),
    "OTEL_BSP_SCHEDULE_DELAY": ("abc", "0"),
    "OTEL_BSP_EXPORT_TIMEOUT": ("abc",),
    "OTEL_EXPORTER_OTLP_ENDPOINT": (
        HIDDEN,
        f"u:{HIDDEN}@collector:4318",
        "http://",
        "http://een twee",
        "http://c:x",
    ),
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": ("collector:4318", "grpc://collector:4317"),
    "OTEL_EXPORTER_OTLP_TIMEOUT": ("x", "0", "inf"),
    "OTEL_EXPORTER_OTLP_TRACES_TIMEOUT": ("x",),
    "OTEL_EXPORTER_OTLP_HEADERS": (HIDDEN,),
    "OTEL_EXPORTER_OTLP_COMPRESSION": ("zip",),
    "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT": ("abc", "-1"),
}
RIGHT = {
    "OTEL_PROPAGATORS": ("tracecontext", " tracecontext , baggage", "none", ""),
    "OTEL_TRACES_SAMPLER": ("parentbased_traceidratio", "ALWAYS_ON", ""),
    "OTEL_TRACES_SAMPLER_ARG": ("0.01", "0", "1", "1e-3"),
    "OTEL_RESOURCE_ATTRIBUTES": ("a=1,b=2,", "a=x%3Dy"),
    "OTEL_BSP_MAX_QUEUE_SIZE": ("512", ""),
    "OTEL_EXPORTER_OTLP_ENDPOINT": (
        "http://127.0.0.1:4318",
        "https://collector.example.nl/otlp",
        "http://[::1]:4318",
    ),
    "OTEL_EXPORTER_OTLP_TIMEOUT": ("0.5", "600"),
    "OTEL_EXPORTER_OTLP_HEADERS": ("authorization=Basic aGFsbG8=", "a=1,b=2"),
    "OTEL_EXPORTER_OTLP_COMPRESSION": ("gzip", "None"),
    "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT": ("0", ""),
}


def test_a_wrong_variable_is_named_and_not_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, texts in WRONG.items():
        for text in texts:
            monkeypatch.setenv(name, text)
            with pytest.raises(ConfigFout, match=rf"^is on, en .*{name}\b") as refused:
                traces("on")
            monkeypatch.delenv(name)
            assert HIDDEN not in str(refused.value)


def test_a_right_one_is_taken_and_a_wrong_one_without_traces_too(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, texts in RIGHT.items():
        for text in texts:
            monkeypatch.setenv(name, text)
            assert traces("on")
            monkeypatch.delenv(name)
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "x")
    assert not traces("off")


def test_a_batch_fits_in_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_BSP_MAX_QUEUE_SIZE", "100")
    monkeypatch.setenv("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "100")
    assert traces("on")


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_the_server_and_the_worker_are_refused_at_once(tmp_path: Path, command: str) -> None:
    said = Uwlr(tmp_path).refused(command, exit_code=2, UWLR_TRACES="on", OTEL_PROPAGATORS="foo")
    assert said == "UWLR_TRACES is on, en OTEL_PROPAGATORS moet uit tracecontext, baggage, none kiezen."


def test_without_the_library_the_setting_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(otel, "LIBRARY", "opentelemetry-that-nobody-has")
    with pytest.raises(ConfigFout, match=r"UWLR_TRACES vraagt om opentelemetry.*'\.\[otel\]'"):
        Settings.from_environment({"UWLR_TRACES": "on"})
    assert not Settings.from_environment({"UWLR_TRACES": "off"}).traces


def test_traces_of_others_are_taken_unless_the_variable_leaves_them_out() -> None:
    for text, is_taken in (
        ("", True),
        ("TraceContext", True),
        ("baggage", False),
        ("tracecontext,none", False),
    ):
        assert takes_traceparent({"OTEL_PROPAGATORS": text}) is is_taken
    assert takes_traceparent({})
