"""The certificate that a server shows, whether or not it can be trusted."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from uwlr_service.outgoing.bounds import Bounds
from uwlr_service.outgoing.deadline import Deadline
from uwlr_service.outgoing.session import PORTS

BOUNDS = Bounds(largest=0, seconds=10.0)
"""Of one look in all: a server that drips its answer must not hold up whoever looks an installation over."""
STEP_SECONDS = 5.0
"""How long each answer of the server may take."""


class _Mail(smtplib.SMTP):
    """A connection that a deadline can break off, from its first byte on."""

    def __init__(self, host: str, port: int, deadline: Deadline) -> None:
        self._deadline = deadline
        # Its own name as it is: looking that up can take longer than everything else.
        super().__init__(host, port, socket.gethostname(), STEP_SECONDS)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return _connected(host, port, self._deadline, timeout)


def shown_at(url: str) -> bytes | None:
    """The certificate at an address of https, in PEM; None where no TLS comes about."""
    parts = urlsplit(url)
    try:
        return _shown_at_once(str(parts.hostname), parts.port or PORTS["https"])
    except (OSError, ValueError):
        return None


def shown_by_mail(host: str, port: int, *, is_at_once: bool) -> bytes | None:
    """The same of a mail server, from the first byte (RFC 8314) or after STARTTLS (RFC 3207)."""
    try:
        return _shown_at_once(host, port) if is_at_once else _shown_after_starttls(host, port)
    except (OSError, ValueError, smtplib.SMTPException):
        return None


def _shown_at_once(host: str, port: int) -> bytes | None:
    with (
        _deadline() as deadline,
        _connected(host, port, deadline) as plain,
        _unjudging().wrap_socket(plain, server_hostname=host) as secured,
    ):
        return _certificate_of(secured)


def _shown_after_starttls(host: str, port: int) -> bytes | None:
    with _deadline() as deadline, _Mail(host, port, deadline) as server:
        server.starttls(context=_unjudging())
        return _certificate_of(server.sock)


@contextmanager
def _deadline() -> Iterator[Deadline]:
    deadline = Deadline(BOUNDS, 0)
    try:
        yield deadline
    finally:
        deadline.end()


def _connected(host: str, port: int, deadline: Deadline, timeout: float = STEP_SECONDS) -> socket.socket:
    made = socket.create_connection((host, port), timeout)
    deadline.watch(made)
    return made


def _unjudging() -> ssl.SSLContext:
    """For a server that is only looked at, and is sent nothing."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _certificate_of(connection: socket.socket | None) -> bytes | None:
    if not isinstance(connection, ssl.SSLSocket):
        return None
    shown = connection.getpeercert(binary_form=True)
    return None if shown is None else ssl.DER_cert_to_PEM_cert(shown).encode()
