"""Traces: what a call spent its time on, with a span for each layer that it went through (docs/operate.rst).

Every room may say here what it begins. Unless ``UWLR_TRACES`` is on that costs a look at one variable, and
OpenTelemetry is not even imported. Spans are recorded by ``recording.py``, and say no more than
``attributes.py`` allows.
"""

import functools
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any, ParamSpec, TypeVar
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from uwlr_service.tracing import steps
from uwlr_service.tracing.steps import NOTHING, Kind, Recorder, Step

P = ParamSpec("P")
R = TypeVar("R")
Maybe = AbstractContextManager[Step | None]
"""A span that is open for the length of a block; None in the place of one that is not recorded."""
TASK = "taken"
OUTGOING = "outgoing"
_recorder: Recorder | None = None


def record_with(recorder: Recorder | None) -> None:
    """Record from now on in this process, or no more."""
    global _recorder
    _recorder = recorder


def serve(
    edge: str, application: WSGIApplication, environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    """Have an application answer a call, in a span of its edge.

    That goes on with the trace of the caller, if it names one (W3C Trace Context). Its ``tracestate`` and
    ``baggage`` are not taken over: they are texts of the caller.
    """
    recorder = _recorder
    if recorder is None:
        return application(environ, start_response)
    fields = {"method": environ["REQUEST_METHOD"]}
    traceparent = environ.get("HTTP_TRACEPARENT")
    with steps.begun(recorder, edge, edge, Kind.SERVER, fields, traceparent) as step:
        if step is None:
            return application(environ, start_response)
        return application(environ, _watching(step, start_response))


def _watching(step: Step, start_response: StartResponse) -> StartResponse:
    """The same, noting the status."""

    def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Callable[[bytes], object]:
        step.describe({"status": int(status[:3])})
        return start_response(status, headers, *more)

    return begin


def describe(fields: Mapping[str, object]) -> None:
    """Say more of the call or task that this thread is at; what may not be said is left out."""
    step = steps.current()
    if step is not None:
        step.root.describe(fields)


def trace_id() -> str | None:
    """The trace of the call or task that this thread is at; None where it is not recorded."""
    step = steps.current()
    return None if step is None else step.trace_id()


def traced(layer: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A function that is a span of a layer, below the span that is open; nothing where none is."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        name = f"{function.__module__.rpartition('.')[2]}.{function.__qualname__}"

        @functools.wraps(function)
        def stepping(*args: P.args, **kwargs: P.kwargs) -> R:
            step = steps.current()
            if step is None:
                return function(*args, **kwargs)
            with step.under(layer, name):
                return function(*args, **kwargs)

        return stepping

    return decorate


def task(name: str) -> Maybe:
    """A span of a task of the clock, with a trace of its own."""
    recorder = _recorder
    return NOTHING if recorder is None else steps.begun(recorder, TASK, f"{TASK} {name}", Kind.INTERNAL, {})


def outgoing(name: str) -> Maybe:
    """A span of a call to a server of somebody else, with a trace of its own where none is open.

    It says neither which server nor what address. ``Step.carried`` has the headers to send along.
    """
    recorder = _recorder
    if recorder is None:
        return NOTHING
    step = steps.current()
    if step is not None:
        return step.under(OUTGOING, f"{OUTGOING} {name}", Kind.CLIENT)
    return steps.begun(recorder, OUTGOING, f"{OUTGOING} {name}", Kind.CLIENT, {})
