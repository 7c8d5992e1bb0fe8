"""The span that is open in this thread, and those below it: at most one a layer, and a bounded number a call.

Nothing here knows OpenTelemetry: ``recording.py`` does, and it is imported by a process that records alone.
"""

from collections.abc import Mapping, Sized
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar, Token
from enum import Enum
from types import TracebackType
from typing import Any, Protocol

from uwlr_service.tracing.attributes import word

MOST = 200
"""Spans below that of one call; of those beyond it the call has the number."""
COUNTED = (list, dict, set, frozenset)
"""What a layer returns of which the length is a number of rows."""
FIRST_ERROR = 500
"""From this status of HTTP on the fault is ours."""
OUR_FAULT = "Server."
"""A fault code of ours begins so (SOAP 1.1, 4.4.1)."""


class Kind(Enum):
    """What begins a span, by the words of OpenTelemetry."""

    SERVER = "SERVER"
    """A call that came in."""
    CLIENT = "CLIENT"
    """A call that goes out."""
    INTERNAL = "INTERNAL"
    """A task of the clock, or a layer below any of these."""


class Recorder(Protocol):
    """What makes the spans; they are known to it alone."""

    def begin(
        self, name: str, kind: Kind, fields: Mapping[str, object], *, parent: Any, traceparent: str | None
    ) -> Any:
        """A span below a parent, or below one of another system; None when it is not recorded."""

    def describe(self, span: Any, fields: Mapping[str, object], name: str | None = None) -> None:
        """Add what the fields say, as far as they may, and perhaps another name."""

    def fail(self, span: Any) -> None:
        """Mark a span as one that went wrong."""

    def end(self, span: Any) -> None:
        """The span is over."""

    def trace_id(self, span: Any) -> str:
        """The trace that a span is of, in 32 hexadecimal digits."""

    def carried(self, span: Any) -> dict[str, str]:
        """The headers of HTTP that let a server go on with the trace (W3C Trace Context)."""


class Step:
    """A span that is open: for a call, a layer of it, or a task."""

    __slots__ = ("_outcome", "_recorder", "_status", "_token", "below", "layer", "root", "span")

    def __init__(self, recorder: Recorder, span: Any, layer: str, root: "Step | None" = None) -> None:
        self._recorder = recorder
        self._token: Token[Step | None] | None = None
        self._outcome = ""
        self._status = ""
        self.span = span
        self.layer = layer
        self.root = root or self
        """That of the whole call or task."""
        self.below = 0
        """How many spans there are below it, when it is a root."""

    def __enter__(self) -> "Step":
        self._token = _current.set(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._token is not None:
            _current.reset(self._token)
        if isinstance(error, Exception):
            # Its class alone: its text may quote a value.
            self.describe({"error": type(error).__qualname__})
        if isinstance(error, Exception) or is_our_fault(self._outcome or self._status):
            self._recorder.fail(self.span)
        if self.below > MOST:
            self.describe({"left_out": self.below - MOST})
        self._recorder.end(self.span)

    def describe(self, fields: Mapping[str, object]) -> None:
        """Say more of it; what is not on the list of ``attributes`` is left out."""
        name = None
        if "operation" in fields:
            name = f"{self.layer} {word(fields['operation'])}"
        self._recorder.describe(self.span, fields, name)
        self._outcome = str(fields.get("outcome", self._outcome))
        self._status = str(fields.get("status", self._status))

    def count(self, result: object) -> None:
        """Say how many rows a layer gave, where that is what it returned."""
        if isinstance(result, COUNTED) and isinstance(result, Sized):
            self.describe({"rows": len(result)})

    def trace_id(self) -> str:
        """The trace that it is of."""
        return self._recorder.trace_id(self.span)

    def carried(self) -> dict[str, str]:
        """The headers with which a server that is called can go on with the trace."""
        return self._recorder.carried(self.span)

    def under(
        self, layer: str, name: str, kind: Kind = Kind.INTERNAL
    ) -> "AbstractContextManager[Step | None]":
        """A span of a layer below this one; nothing where that layer has begun already."""
        root = self.root
        if layer == self.layer:
            return NOTHING
        root.below += 1
        if root.below > MOST:
            return NOTHING
        span = self._recorder.begin(name, kind, {"layer": layer}, parent=self.span, traceparent=None)
        return NOTHING if span is None else Step(self._recorder, span, layer, root)


def is_our_fault(outcome: str) -> bool:
    """Whether an outcome, or where there is none the status of HTTP, says that we did something wrong.

    SOAP 1.1 has status 500 for every fault, so a fault code is asked first.
    """
    return outcome.startswith(OUR_FAULT) or (outcome.isdecimal() and int(outcome) >= FIRST_ERROR)


_current: ContextVar[Step | None] = ContextVar("step", default=None)
NOTHING: AbstractContextManager[Step | None] = nullcontext()
"""In the place of a span that is not recorded."""


def current() -> Step | None:
    """The span that is open in this thread; None where none is, or where it is not recorded."""
    return _current.get()


def begun(
    recorder: Recorder,
    layer: str,
    name: str,
    kind: Kind,
    fields: Mapping[str, object],
    traceparent: str | None = None,
) -> AbstractContextManager[Step | None]:
    """A span with a trace of its own, or that goes on with the one of a caller."""
    span = recorder.begin(name, kind, {"layer": layer, **fields}, parent=None, traceparent=traceparent)
    return NOTHING if span is None else Step(recorder, span, layer)
