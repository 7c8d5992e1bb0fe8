"""Mail: what is in one, where it is handed in, and how often that is tried."""

import enum
import ipaddress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
)
"""The wait after each attempt that failed; the last one again and again."""
GIVE_UP = timedelta(days=2)
"""How long a mail is tried, counted from when it was made."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A mail to one person, in plain text."""

    aan: str
    onderwerp: str
    tekst: str = field(repr=False)


class Tls(enum.Enum):
    """When the connection to a mail server is encrypted."""

    NEVER = "smtp+plain"
    AFTER_STARTTLS = "smtp"
    """The server is asked for it, and nothing is sent if it does not (RFC 3207)."""
    AT_ONCE = "smtps"
    """From the first byte (RFC 8314)."""


PORTS = {Tls.NEVER: 25, Tls.AFTER_STARTTLS: 587, Tls.AT_ONCE: 465}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailserver:
    """Where mail is handed in."""

    host: str
    port: int
    tls: Tls
    gebruiker: str | None = None
    wachtwoord: str | None = field(default=None, repr=False)

    @classmethod
    def parse(cls, url: str) -> "Mailserver":
        """Read ``smtp://user:password@host:587``. Raises ValueError, without the password.

        To this machine itself ``smtp`` goes without TLS.
        """
        try:
            parts = urlsplit(url)
            tls = Tls(parts.scheme)
            port = parts.port or PORTS[tls]
        except ValueError:
            raise ValueError("dit is geen adres van een mailserver") from None
        if not parts.hostname:
            raise ValueError("dit is geen adres van een mailserver")
        if parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError("achter de poort mag niets staan")
        gebruiker = None if parts.username is None else unquote(parts.username)
        wachtwoord = None if parts.password is None else unquote(parts.password)
        if (gebruiker is None) != (wachtwoord is None):
            raise ValueError("bij een gebruiker hoort een wachtwoord")
        server = cls(
            host=parts.hostname,
            port=port,
            tls=tls,
            gebruiker=gebruiker,
            wachtwoord=wachtwoord,
        )
        if tls is Tls.AFTER_STARTTLS and server.is_here:
            return replace(server, tls=Tls.NEVER)
        if wachtwoord is not None and tls is Tls.NEVER and not server.is_here:
            raise ValueError("een wachtwoord gaat niet zonder TLS over het netwerk")
        return server

    @property
    def is_here(self) -> bool:
        """Whether it is this machine itself."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Afzender:
    """By which server mail goes out, and from whom: ``naam@example.nl``, or ``Naam <naam@example.nl>``."""

    server: Mailserver
    van: str


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts."""
    return WAITS[min(attempts, len(WAITS)) - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nietverzonden:
    """A mail that no server took so far; ``volgende`` is None when it is not tried any more."""

    aan: str
    onderwerp: str
    gemaakt: datetime
    volgende: datetime | None
    pogingen: int
    fout: str
