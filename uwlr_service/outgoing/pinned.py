"""One exchange with a server at an address that was looked at first, so that a name leads nowhere else.

An address that somebody else chose must not make us call what only we can reach (server-side request
forgery).
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from requests import utils

from uwlr_service import tracing
from uwlr_service.outgoing.bounds import Bounds
from uwlr_service.outgoing.deadline import Deadline

PORTS = {"https": 443, "http": 80}
OK = 200


class NoAnswer(Exception):
    """No answer came that can be used; ``reason`` is a word for it, and ``status`` what HTTP said."""

    def __init__(self, reason: str, status: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, of which nothing is trusted."""

    status: int
    body: bytes


def exchange(
    url: str,
    bounds: Bounds,
    may_call: Callable[[str], bool],
    *,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """GET an address, or POST a body to it; no redirect is followed. Raises NoAnswer.

    ``may_call`` judges each number behind the name; all have to pass, for the order is not ours to choose.
    """
    with tracing.outgoing("http") as step:
        if step is None:
            return _exchange(url, bounds, may_call, body, headers or {})
        answer = _exchange(url, bounds, may_call, body, {**(headers or {}), **step.carried()})
        step.describe({"status": answer.status})
        return answer


def _exchange(
    url: str,
    bounds: Bounds,
    may_call: Callable[[str], bool],
    body: bytes | None,
    headers: Mapping[str, str],
) -> Answer:
    deadline = Deadline(bounds, len(body or b""))
    try:
        address = _address(url, bounds, may_call)
        connection = _Connection(url, address, bounds, deadline)
        try:
            return _answer(connection, url, bounds, body, headers)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoAnswer("too_slow" if deadline.expired else _word(error)) from error
    finally:
        deadline.end()


def _answer(
    connection: "_Connection", url: str, bounds: Bounds, body: bytes | None, headers: Mapping[str, str]
) -> Answer:
    parts = urlsplit(url)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    named = {"Accept": "application/json", "Connection": "close", **headers}
    connection.request("GET" if body is None else "POST", path, body, named)
    response = connection.getresponse()
    received = response.read(bounds.largest + 1)
    if len(received) > bounds.largest:
        raise NoAnswer("too_large")
    return Answer(response.status, received)


class _Connection(http.client.HTTPConnection):
    """A connection to one number, which over TLS must prove the name; a deadline can break it off."""

    def __init__(self, url: str, address: str, bounds: Bounds, deadline: Deadline) -> None:
        parts = urlsplit(url)
        super().__init__(str(parts.hostname), parts.port or PORTS[parts.scheme], timeout=bounds.seconds)
        self._address = address
        self._deadline = deadline
        self._context = None
        if parts.scheme == "https":
            self._context = ssl.create_default_context(cafile=utils.DEFAULT_CA_BUNDLE_PATH)
            self.default_port = PORTS["https"]

    def connect(self) -> None:
        """Connect to the number that was looked at."""
        made = socket.create_connection((self._address, self.port), self.timeout)
        self._deadline.watch(made)
        if self._context is None:
            self.sock = made
        else:
            self.sock = self._context.wrap_socket(made, server_hostname=self.host)


def _address(url: str, bounds: Bounds, may_call: Callable[[str], bool]) -> str:
    """The first number behind the name of an address. Raises NoAnswer, OSError."""
    parts = urlsplit(url)
    numbers = _resolve(str(parts.hostname), parts.port or PORTS[parts.scheme], bounds.seconds)
    if not numbers:
        raise NoAnswer("no_such_name")
    if not all(map(may_call, numbers)):
        raise NoAnswer("own_network")
    return numbers[0]


def _resolve(host: str, port: int, seconds: float) -> list[str]:
    """The numbers behind a name. A lookup cannot be broken off, so a thread of its own waits for it."""
    answers: list[str] = []

    def look_up() -> None:
        try:
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        answers.extend(str(info[4][0]).partition("%")[0] for info in infos)

    thread = threading.Thread(target=look_up, name="lookup", daemon=True)
    thread.start()
    thread.join(seconds)
    return list(answers)


def _word(error: Exception) -> str:
    """What went wrong, without anything that the other side wrote."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return "wrong_certificate"
    if isinstance(error, ssl.SSLError):
        return "no_tls"
    if isinstance(error, TimeoutError):
        return "too_slow"
    return "unreachable" if isinstance(error, OSError) else "no_http"
