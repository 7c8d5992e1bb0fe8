"""Telling an application that somebody signed out (OpenID Connect Back-Channel Logout 1.0)."""

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta

from uwlr_service.domain.sso.client import Algoritme

WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
"""How long to wait after each attempt that failed; after one more it is given up."""
KEPT = timedelta(days=35)
"""How long it is remembered: longer than anything holds that was granted (offline_access: 30 days)."""


class Afmelduitkomst(enum.StrEnum):
    """What became of a logout."""

    BEZORGD = "bezorgd"
    GEWEIGERD = "geweigerd"
    """The application answered 400: asking again would change nothing (section 2.8)."""
    OPGEGEVEN = "opgegeven"
    UITGESTELD = "uitgesteld"
    """It is tried again; nothing is kept of this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Afmelding:
    """A logout that has to be sent now: who signed out, in which session, to which application.

    ``client_id`` and ``algoritme`` are those of the application; ``url`` is its address for logouts, None
    when it has none any more.
    """

    id: int
    client: int
    client_id: str
    algoritme: Algoritme
    url: str | None
    sub: str
    sid: str
    pogingen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gemiste:
    """A logout that did not arrive, for the partner to see: when, and after how many attempts."""

    moment: datetime
    pogingen: int
    uitkomst: Afmelduitkomst


def next_attempt(pogingen: int, now: datetime) -> datetime | None:
    """When a logout is tried again after so many attempts; None when it is given up."""
    return None if pogingen > len(WAITS) else now + WAITS[pogingen - 1]
