"""A collector of traces over HTTP, which takes them as that of OpenTelemetry does (OTLP 1), or does not."""

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

PATIENCE = 20.0


@dataclass
class Collector:
    """What came in; tests change how it answers."""

    endpoint: str = ""
    status: int = 200
    answer: bytes = b""
    waits: threading.Event = field(default_factory=threading.Event)
    """Set unless it keeps its callers waiting."""
    requests: list[bytes] = field(default_factory=list)

    @property
    def environ(self) -> dict[str, str]:
        """The variables by which a service sends its traces here, soon after they were made."""
        return {
            "UWLR_TRACES": "on",
            "OTEL_EXPORTER_OTLP_ENDPOINT": self.endpoint,
            "OTEL_BSP_SCHEDULE_DELAY": "100",
        }

    def messages(self) -> list[ExportTraceServiceRequest]:
        """Everything that came in."""
        return [ExportTraceServiceRequest.FromString(request) for request in list(self.requests)]

    def spans(self) -> list[Span]:
        """Every span that came in."""
        scopes = [
            scope
            for message in self.messages()
            for part in message.resource_spans
            for scope in part.scope_spans
        ]
        return [span for scope in scopes for span in scope.spans]

    def wait_for(self, name: str) -> Span:
        """The first span of a name, once it came in."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for span in self.spans():
                if span.name == name:
                    return span
            time.sleep(0.02)
        raise AssertionError(f"no span {name}, but {sorted({span.name for span in self.spans()})}")


@contextmanager
def collecting() -> Iterator[Collector]:
    """A collector, until the end of the block."""
    collector = Collector()
    collector.waits.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            collector.waits.wait(PATIENCE)
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            if collector.status == 200:
                collector.requests.append(body)
            self.send_response(collector.status)
            self.send_header("Content-Type", "application/x-protobuf")
            self.send_header("Content-Length", str(len(collector.answer)))
            self.end_headers()
            self.wfile.write(collector.answer)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: what it says stands among what the tests say."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    collector.endpoint = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield collector
    finally:
        collector.waits.set()
        server.shutdown()
        server.server_close()
        thread.join()
