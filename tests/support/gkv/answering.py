"""A service of the pull API whose answers are told beforehand, such as those that no right service gives."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = {"access_token": "token", "expires_in": 3600}


class Service:
    """A real HTTP server whose every answer is told beforehand; only ``serving`` makes one."""

    def __init__(self) -> None:
        self.answers: dict[str, list[tuple[int, dict[str, str], bytes]]] = {}
        self.asked: list[str] = []
        self.sent: list[tuple[Message, bytes]] = []
        """The headers and the body of each call."""
        self.url = ""
        self.tell("/oauth/token", TOKEN)
        self.tell("/gkv/v1/verwijderverzoeken", {"verwijderverzoeken": []})

    def tell(self, path: str, document: object, status: int = 200, **headers: str) -> None:
        """Answer one more call with this; the last answer is given again and again."""
        content = document
        if not isinstance(content, bytes):
            content = json.dumps(document).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.setdefault(path, []).append((status, named, content))

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """The next answer for a path."""
        self.asked.append(path)
        answers = self.answers[path]
        if len(answers) > 1:
            return answers.pop(0)
        return answers[0]


def digest(content: bytes) -> str:
    """The Content-Digest of a body (RFC 9530)."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"


@contextmanager
def serving() -> Iterator[Service]:
    """The service, on this machine, until the end of the block."""
    told = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.sent.append((self.headers, self.rfile.read(int(self.headers.get("Content-Length", 0)))))
            status, headers, content = told.answer(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            with suppress(ConnectionError):  # a client may have read enough
                self.wfile.write(content)

        do_POST = do_GET
        do_PUT = do_GET

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
