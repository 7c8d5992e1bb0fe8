"""Spans by OpenTelemetry: made, sampled and sent as its ``OTEL_*`` variables say. Comes with the extra otel.

It is started in the process that answers calls or does tasks, after that was forked: a thread sends what
was recorded, and no thread outlives a fork. Whether anything arrives never matters to a call: spans wait in
a bounded queue, and what does not fit is dropped.
"""

import logging
import os
import threading
import time
from collections.abc import Mapping
from typing import Any

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from uwlr_service import __version__, tracing
from uwlr_service.config.otel import takes_traceparent
from uwlr_service.tracing import following
from uwlr_service.tracing.attributes import allowed
from uwlr_service.tracing.steps import Kind

NAME = "uwlr"
UNNAMED = "unknown_service"
"""What the library calls a service to which no variable gives a name."""
LAST_SECONDS = 1.0
"""How long a process that stops waits for what it recorded last to be sent."""
QUIET_SECONDS = 300.0
"""Between two lines of the log about traces that do not arrive."""
LIBRARY = "opentelemetry"
REPOSITORY = "repository"
FOLLOWED = {"uitwisseling": "uwlr_service.uitwisseling", REPOSITORY: "uwlr_service.repository"}
"""The layers whose classes others call: each of their methods is a span."""
log = logging.getLogger(__name__)
_provider: TracerProvider | None = None


def start(dialect: str, processor: SpanProcessor | None = None) -> None:
    """Record from now on what this process does; nothing more than that where it does so already.

    ``dialect`` is the kind of database. What is recorded goes to ``processor``, or else to the collector of
    ``OTEL_EXPORTER_OTLP_ENDPOINT``.
    """
    global _provider
    if _provider is not None:
        return
    _listen_to_complaints()
    # Not left to a hook at the end of Python: that would wait for a collector that is away.
    provider = TracerProvider(resource=_resource(), shutdown_on_exit=False)
    provider.add_span_processor(processor or BatchSpanProcessor(OTLPSpanExporter()))
    _provider = provider
    for layer, package in FOLLOWED.items():
        following.follow(layer, package)
    tracing.record_with(OtelRecorder(provider, dialect))


def stop() -> None:
    """Send what is left, without waiting long, and record no more."""
    global _provider
    provider = _provider
    if provider is None:
        return
    _provider = None
    tracing.record_with(None)
    following.let_go()
    last = threading.Thread(target=provider.shutdown, name="last traces", daemon=True)
    last.start()
    last.join(LAST_SECONDS)


def attempt() -> None:
    """Make what ``start`` makes, but for the thread that sends, and throw it away.

    Raises what the library raises, which may be anything.
    """
    _listen_to_complaints()
    provider = TracerProvider(resource=_resource(), shutdown_on_exit=False)
    OtelRecorder(provider, "")
    OTLPSpanExporter()


def _resource() -> Resource:
    """What records: by the variables of the specification, and else by our own name."""
    resource = Resource.create({SERVICE_VERSION: __version__})
    is_named = not str(resource.attributes[SERVICE_NAME]).startswith(UNNAMED)
    return resource if is_named else resource.merge(Resource({SERVICE_NAME: NAME}))


class OtelRecorder:
    """Makes spans with the tracer of a provider."""

    def __init__(self, provider: TracerProvider, dialect: str) -> None:
        self._tracer = provider.get_tracer("uwlr_service", __version__)
        self._dialect = dialect
        # Not the one of the library: that reads its variable when it is imported, and fails then.
        self._propagator = TraceContextTextMapPropagator() if takes_traceparent(os.environ) else None

    def begin(
        self, name: str, kind: Kind, fields: Mapping[str, object], *, parent: Any, traceparent: str | None
    ) -> Span | None:
        """A span below a parent, or below one of another system; None when it is not recorded."""
        context = Context()
        if parent is not None:
            context = trace.set_span_in_context(parent, context)
        elif traceparent is not None and self._propagator is not None:
            context = self._propagator.extract({"traceparent": traceparent}, context)
        if fields.get("layer") == REPOSITORY:
            fields = {**fields, "dialect": self._dialect}
        span = self._tracer.start_span(name, context, SpanKind[kind.value])
        if not span.is_recording():
            return None
        span.set_attributes(allowed(fields))
        return span

    def describe(self, span: Span, fields: Mapping[str, object], name: str | None = None) -> None:
        """Add what the fields say, as far as they may, and perhaps another name."""
        span.set_attributes(allowed(fields))
        if name is not None:
            span.update_name(name)

    def fail(self, span: Span) -> None:
        """Mark a span as one that went wrong."""
        span.set_status(StatusCode.ERROR)

    def end(self, span: Span) -> None:
        """The span is over."""
        span.end()

    def trace_id(self, span: Span) -> str:
        """The trace that a span is of, in 32 hexadecimal digits."""
        return trace.format_trace_id(span.get_span_context().trace_id)

    def carried(self, span: Span) -> dict[str, str]:
        """The headers of HTTP that let a server go on with the trace (W3C Trace Context)."""
        headers: dict[str, str] = {}
        if self._propagator is not None:
            self._propagator.inject(headers, trace.set_span_in_context(span, Context()))
        return headers


def _listen_to_complaints() -> None:
    library = logging.getLogger(LIBRARY)
    library.handlers = [Complaints()]
    library.propagate = False


class Complaints(logging.Handler):
    """Says once in a while that traces do not arrive, and nothing of what the library says of it.

    Its messages hold what a collector answered or what a variable has, and one comes with each attempt.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._quiet_until = 0.0

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, unless there was one a short while ago."""
        now = time.monotonic()
        if now < self._quiet_until:
            return
        self._quiet_until = now + QUIET_SECONDS
        log.warning("traces are not sent, or not as OTEL_* says: %s", _reason(record))


def _reason(record: logging.LogRecord) -> str:
    """The part of the library, with the class of an error or the status of an answer where it names one."""
    part = record.name.rpartition(".")[2]
    error = record.exc_info[1] if record.exc_info else None
    named = [error, *(record.args if isinstance(record.args, tuple) else ())]
    for value in named:
        if isinstance(value, BaseException):
            return f"{part}, {type(value).__name__}"
        if isinstance(value, int):
            return f"{part}, {value}"
    return part
