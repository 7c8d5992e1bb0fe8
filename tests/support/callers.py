"""Two ways to call the service: inside this process, and over HTTP; both give the same kind of answer."""

import http.client
import io
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import WSGIApplication

from tests.support.messages.soap import PULL, Answer

SOAP_HEADERS = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '"HaalLeerlinggegevens"'}


def call(application: WSGIApplication, body: bytes = b"", path: str = PULL, **environ: Any) -> Answer:
    """POST a message to a WSGI application; ``environ`` overrides, and None leaves out."""
    seen: dict[str, Any] = {}

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Any:
        seen.update(status=int(status[:3]), headers={name.lower(): value for name, value in headers})

    base = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "CONTENT_TYPE": "text/xml; charset=utf-8",
        "CONTENT_LENGTH": str(len(body)),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
    }
    chosen = {name: value for name, value in (base | environ).items() if value is not None}
    content = b"".join(application(chosen, start_response))
    return Answer(seen["status"], seen["headers"], content)


def connect(url: str) -> http.client.HTTPConnection:
    """A connection to the server of an address."""
    return http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)


def post(
    url: str,
    body: bytes | Iterable[bytes],
    path: str = PULL,
    headers: Mapping[str, str] | None = None,
    method: str = "POST",
) -> Answer:
    """Send a message over HTTP; an iterable of bytes goes in chunks."""
    with closing(connect(url)) as connection:
        connection.request(method, path, body, SOAP_HEADERS if headers is None else dict(headers))
        return received(connection)


def get(url: str, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
    """Fetch a page or document over HTTP."""
    with closing(connect(url)) as connection:
        connection.request(method, path, headers=dict(headers or {}))
        return received(connection)


def received(connection: http.client.HTTPConnection) -> Answer:
    """The answer that is waiting on a connection."""
    response = connection.getresponse()
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, headers, response.read())
