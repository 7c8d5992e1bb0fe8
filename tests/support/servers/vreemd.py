"""A server of TLS that shows what a test wants: other keys, another time, or what should stay inside."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.support.servers.certificates import Issuer, serving
from uwlr_service.domain import tijd


class Vertoning:
    """What the server shows."""

    def __init__(self) -> None:
        self.address = ""
        self.issuer = Path()
        self.keys: Any = {"keys": [{"kid": "van een ander"}]}
        self.ahead: timedelta | None = timedelta()
        """How far its clock is ahead; None for one that tells no time."""
        self.headers: dict[str, str] = {"Strict-Transport-Security": "max-age=1"}
        self.statuses: dict[str, int] = {}
        """What it answers to paths; 404 to all others."""


@contextmanager
def showing(folder: Path, end: datetime | None = None) -> Iterator[Vertoning]:
    """The server, with a certificate for localhost that holds until a moment."""
    shown = Vertoning()
    issuer = Issuer(folder)
    shown.issuer = issuer.path

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_jwks = self.path == "/.well-known/jwks.json"
            body = json.dumps(shown.keys).encode() if is_jwks else b""
            self.send_response_only(200 if is_jwks else shown.statuses.get(self.path, 404))
            if shown.ahead is not None:
                self.send_header("Date", format_datetime(tijd.now() + shown.ahead, usegmt=True))
            for name, value in shown.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    begin = None if end is None else min(end, tijd.now()) - timedelta(days=2)
    context = serving(issuer.issue("vreemd", "localhost", begin=begin, end=end))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    shown.address = f"https://localhost:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield shown
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
