"""Traces that are kept in memory, and what they say."""

from collections.abc import Iterator

from opentelemetry.exporter.otlp.proto.common.trace_encoder import encode_spans
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter


class Recorded:
    """The spans that ended so far."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        self.processor = SimpleSpanProcessor(self._exporter)

    def spans(self) -> list[ReadableSpan]:
        """All of them, in the order in which they ended."""
        return list(self._exporter.get_finished_spans())

    def names(self) -> list[str]:
        """Their names."""
        return [span.name for span in self.spans()]

    def named(self, name: str) -> ReadableSpan:
        """The one of that name."""
        (span,) = [span for span in self.spans() if span.name == name]
        return span

    def layers(self) -> Iterator[str]:
        """The layer of each."""
        return (str((span.attributes or {})["uwlr.layer"]) for span in self.spans())

    def sent(self) -> bytes:
        """All that leaves the service, as the collector gets it."""
        return encode_spans(self.spans()).SerializeToString()

    def forget(self) -> None:
        """Begin anew."""
        self._exporter.clear()
