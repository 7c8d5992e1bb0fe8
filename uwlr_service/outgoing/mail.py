"""Hands a mail to a server of SMTP (RFC 5321), within a time in all; with TLS as its address says."""

import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage

from uwlr_service import tracing
from uwlr_service.outgoing.bounds import Bounds
from uwlr_service.outgoing.deadline import Deadline

BOUNDS = Bounds(largest=0, seconds=30.0)
STEP_SECONDS = 10.0
"""How long each answer of the server may take."""
TOO_LONG = "it took too long"
REFUSED = 500
"""From here on an answer is for good (RFC 5321, 4.2.1)."""


class NotSent(Exception):
    """A mail was not handed over; ``is_final`` if trying again is of no use, for this mail alone."""

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_final = is_final


class Unreachable(NotSent):
    """There is no server that takes mail now, whatever it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where mail is handed in, and how; ``login`` is a user with their password."""

    host: str
    port: int
    tls: bool
    """From the first byte on."""
    starttls: bool
    login: tuple[str, str] | None = None


class _Server(smtplib.SMTP):
    """A connection that a deadline can break off, from its first byte on."""

    def __init__(self, place: Place, deadline: Deadline) -> None:
        self._deadline = deadline
        self._context = ssl.create_default_context() if place.tls else None
        # Its own name as it is: looking that up can take longer than everything else.
        super().__init__(place.host, place.port, socket.gethostname(), STEP_SECONDS)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        made = socket.create_connection((host, port), timeout)
        self._deadline.watch(made)
        if self._context is None:
            return made
        return self._context.wrap_socket(made, server_hostname=host)


def send(message: EmailMessage, place: Place) -> None:
    """Hand over a mail; once this returns, the server has it. Raises NotSent, Unreachable."""
    with tracing.outgoing("mail"):
        _send_in_time(message, place)


def _send_in_time(message: EmailMessage, place: Place) -> None:
    deadline = Deadline(BOUNDS, 0)
    try:
        _send(message, place, deadline)
    except NotSent as error:
        if deadline.expired:  # what came of an answer by then may look like a whole one
            raise Unreachable(TOO_LONG) from error
        raise
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        reason = TOO_LONG if deadline.expired else _said(error)
        raise Unreachable(reason) from error
    finally:
        deadline.end()


def _send(message: EmailMessage, place: Place, deadline: Deadline) -> None:
    server = _Server(place, deadline)
    try:
        if place.starttls:
            server.starttls(context=ssl.create_default_context())
        if place.login is not None:
            server.login(*place.login)
        _hand_over(server, message)
    finally:
        # What comes of this goodbye says nothing about the mail, which the server has by now or refused.
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


def _hand_over(server: smtplib.SMTP, message: EmailMessage) -> None:
    """Send the message. Raises NotSent when the server does not want it, and would another."""
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code, text = next(iter(error.recipients.values()))
        raise NotSent(_words(code, text), is_final=code >= REFUSED) from error
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        raise NotSent(_words(error.smtp_code, error.smtp_error)) from error
    except (smtplib.SMTPNotSupportedError, UnicodeError) as error:
        raise NotSent("the address has signs that the server does not take", is_final=True) from error


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _words(error.smtp_code, error.smtp_error)
    return type(error).__name__


def _words(code: int, text: bytes | str) -> str:
    """The answer of a server, which may be anything."""
    shown = text.decode("ascii", "replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(shown.split())}"[:200]
