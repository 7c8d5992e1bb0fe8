"""Who is at the application, by the cookie of their browser; kept in memory, as long as the demo runs."""

import enum
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from uwlr_service.client.sso.aanmeldclient import Aanmelding, Begonnen
from uwlr_service.formats.oauth.ontvangenjwt import Afmelding

MOST_BEGUN = 10
"""Requests of one browser that wait at once, as of several tabs."""
MOST_VISITORS = 1000
COOKIE_BYTES = 32


class Einde(enum.Enum):
    """Who ended a session."""

    ZELF = "zelf"
    SCHOOL = "school"


@dataclass(slots=True, kw_only=True)
class Bezoeker:
    """One browser: the requests that it was sent away with, and who signed in there, or how that ended."""

    begonnen: dict[str, Begonnen] = field(default_factory=dict)
    aanmelding: Aanmelding | None = None
    claims: Mapping[str, Any] = field(default_factory=dict)
    einde: Einde | None = None

    def end(self, einde: Einde) -> None:
        """Nobody is signed in any more."""
        self.aanmelding = None
        self.claims = {}
        self.einde = einde


class Bezoekers:
    """All browsers; each method is one step that no other call comes between."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_cookie: dict[str, Bezoeker] = {}
        self._heard: set[str] = set()
        """The logout tokens that were used; each counts once."""

    def of(self, cookie: str | None) -> Bezoeker | None:
        """The browser that sends a cookie; None for one that never came here."""
        with self._lock:
            return self._by_cookie.get(cookie or "")

    def begin(self, cookie: str | None, begonnen: Begonnen) -> str:
        """A browser is sent to the provider; returns its cookie, a new one if it had none."""
        with self._lock:
            value = cookie or ""
            bezoeker = self._by_cookie.get(value)
            if bezoeker is None:
                value = secrets.token_urlsafe(COOKIE_BYTES)
                bezoeker = self._by_cookie[value] = Bezoeker()
                _bound(self._by_cookie, MOST_VISITORS)
            bezoeker.begonnen[begonnen.state] = begonnen
            _bound(bezoeker.begonnen, MOST_BEGUN)
            return value

    def take(self, cookie: str | None, state: str) -> Begonnen | None:
        """The request that an answer belongs to, which counts once; None if this browser has none such."""
        with self._lock:
            bezoeker = self._by_cookie.get(cookie or "")
            return None if bezoeker is None else bezoeker.begonnen.pop(state, None)

    def enter(self, cookie: str | None, aanmelding: Aanmelding, claims: Mapping[str, Any]) -> str:
        """Somebody signed in; returns another cookie, so that one of before opens nothing."""
        with self._lock:
            bezoeker = self._by_cookie.pop(cookie or "", None) or Bezoeker()
            bezoeker.aanmelding = aanmelding
            bezoeker.claims = claims
            bezoeker.einde = None
            value = secrets.token_urlsafe(COOKIE_BYTES)
            self._by_cookie[value] = bezoeker
            return value

    def renew(self, bezoeker: Bezoeker, aanmelding: Aanmelding, claims: Mapping[str, Any]) -> None:
        """Somebody is still signed in, with other tokens or claims; not if that ended meanwhile."""
        with self._lock:
            if bezoeker.aanmelding is not None:
                bezoeker.aanmelding = aanmelding
                bezoeker.claims = claims

    def leave(self, bezoeker: Bezoeker, einde: Einde) -> Aanmelding | None:
        """End what a browser has; returns what it was."""
        with self._lock:
            aanmelding = bezoeker.aanmelding
            bezoeker.end(einde)
            return aanmelding

    def sign_out(self, afmelding: Afmelding) -> int:
        """The provider says who is signed out: a session, or all of a person; returns how many were here."""
        with self._lock:
            if afmelding.jti in self._heard:
                return 0
            self._heard.add(afmelding.jti)
            ended = [
                bezoeker
                for bezoeker in self._by_cookie.values()
                if bezoeker.aanmelding is not None and _is_of(bezoeker.aanmelding, afmelding)
            ]
            for bezoeker in ended:
                bezoeker.end(Einde.SCHOOL)
            return len(ended)


def _is_of(aanmelding: Aanmelding, afmelding: Afmelding) -> bool:
    if afmelding.sub is not None and afmelding.sub != aanmelding.sub:
        return False
    return afmelding.sid is None or afmelding.sid == aanmelding.sid


def _bound(kept: dict[str, Any], most: int) -> None:
    """Let go of what came first."""
    while len(kept) > most:
        del kept[next(iter(kept))]
