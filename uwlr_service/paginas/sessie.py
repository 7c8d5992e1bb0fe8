"""What is kept of a visitor between calls: in the table of sessions, behind a random value in a cookie.

A call that asks nothing of it reads nothing, and one that changes nothing writes nothing. A visitor whose
page has a form gets a cookie, and a row only when there is something to keep.
"""

import hmac
import re
import secrets
from collections.abc import Iterator
from typing import Any, cast

import flask
from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.sessie import Sessie
from uwlr_service.paginas.toegang.koekjes import Verzoek
from uwlr_service.uitwisseling.account.sessies import Sessies

COOKIE = "__Host-sessie"
COOKIE_OF_HTTP = "sessie"
"""For http at localhost, where a browser takes no cookie that is for https alone."""
WAARDE = re.compile(r"[A-Za-z0-9_-]{43}")
"""256 random bits in base64url; what has another form was never ours."""
WAARDE_BYTES = 32
FORMULIER = "csrf_token"
"""The name by which Flask-WTF asks for the secret of a visitor's forms."""


class Bezoek(SessionMixin):
    """The session of a call as Flask knows it, read when it is first asked for."""

    def __init__(self, sessies: Sessies, secret: bytes, waarde: str | None) -> None:
        self._sessies = sessies
        self._secret = secret
        self._sessie: Sessie | None = None
        self._inhoud: dict[str, Any] | None = None
        self._changed: set[str] = set()
        self.waarde = waarde
        """What the cookie holds, or will hold."""
        self.is_needed = False
        """Whether the visitor must be given the cookie."""
        self.is_ended = False
        self.modified = False

    @property
    def sessie(self) -> Sessie | None:
        """The session as the use cases know it; None for a visitor of whom nothing is kept."""
        self._read()
        return self._sessie

    @property
    def handelende(self) -> Handelende | None:
        """The person who is signed in."""
        sessie = self.sessie
        return None if sessie is None else sessie.handelende

    @property
    def has_lapsed(self) -> bool:
        """Whether the visitor was signed in, and is no more without having signed out."""
        return self.waarde is not None and self.handelende is None and self._sessies.has_lapsed(self.waarde)

    def renew(self, waarde: str) -> None:
        """Go on under another value, which a use case gave this session; forms of before stop working.

        Who it is may have changed, and then nothing of before is kept: only what this call changed itself.
        """
        before = self._inhoud or {}
        self.waarde = waarde
        self.is_needed = True
        self._inhoud = None
        for key in self._changed:
            if key in before:
                self._read()[key] = before[key]
            else:
                self._read().pop(key, None)

    def end(self) -> None:
        """Let the browser drop the cookie; the use case has ended the session itself."""
        self._sessie = None
        self._inhoud = {}
        self.is_ended = True

    def forget(self) -> None:
        """Go on as with nobody and keep nothing: to read or write it may be what went wrong."""
        self._sessie = None
        self._inhoud = {}
        self.modified = False

    def write(self) -> None:
        """Keep what was changed."""
        if not self.modified or self.is_ended:
            return
        self.is_needed = True
        if not self._sessies.keep(self._given_value(), self._read()):
            # The session of this cookie has ended, and never begins again.
            self.waarde = None
            self._sessies.keep(self._given_value(), self._of_this_call())

    def __getitem__(self, key: str) -> Any:
        if key == FORMULIER:
            return self._secret_of_forms()
        return self._read()[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self._read()[key] = value
        self._note(key)

    def __delitem__(self, key: str) -> None:
        del self._read()[key]
        self._note(key)

    def __contains__(self, key: object) -> bool:
        return key == FORMULIER or key in self._read()

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def _read(self) -> dict[str, Any]:
        if self._inhoud is None:
            self._sessie = None if self.waarde is None else self._sessies.find(self.waarde)
            self._inhoud = {} if self._sessie is None else dict(self._sessie.inhoud)
        return self._inhoud

    def _note(self, key: str) -> None:
        """That this call changed something."""
        self._changed.add(key)
        self.modified = True

    def _of_this_call(self) -> dict[str, Any]:
        """What this call itself put in; the rest is of whoever was signed in, and not for the next one."""
        return {key: value for key, value in self._read().items() if key in self._changed}

    def _secret_of_forms(self) -> str:
        """Follows from the cookie: so a form costs no row, and a new cookie ends the forms of before."""
        self.is_needed = True
        return hmac.new(self._secret, self._given_value().encode(), "sha256").hexdigest()

    def _given_value(self) -> str:
        if self.waarde is None:
            self.waarde = secrets.token_urlsafe(WAARDE_BYTES)
        return self.waarde


class Sessiebewaring(SessionInterface):
    """Opens and saves the session of a call, below the prefix of an application only."""

    def __init__(self, sessies: Sessies, secret: bytes, prefix: str) -> None:
        self._sessies = sessies
        self._prefix = prefix
        self._secret = hmac.new(secret, b"paginas: formulieren", "sha256").digest()

    def open_session(self, _app: Flask, request: Request) -> Bezoek | None:
        """The session of this call; nothing is read yet."""
        if not f"{request.path}/".startswith(f"{self._prefix}/"):
            return None
        waarde = request.cookies.get(cookie_name(request), "")
        return Bezoek(self._sessies, self._secret, waarde if WAARDE.fullmatch(waarde) else None)

    def save_session(self, _app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep what was changed, and give the visitor their cookie if it is a new one."""
        request = flask.request
        if not isinstance(session, Bezoek):
            return
        session.write()
        name = cookie_name(request)
        if isinstance(request, Verzoek) and request.is_doubtful(name):
            return  # a new one would take the place of the right one
        attributes = {"path": "/", "secure": request.is_secure, "httponly": True, "samesite": "Lax"}
        if session.is_ended:
            response.delete_cookie(name, **attributes)  # type: ignore[arg-type]
        elif session.is_needed and session.waarde != request.cookies.get(name):
            response.set_cookie(name, cast("str", session.waarde), **attributes)  # type: ignore[arg-type]


def cookie_name(request: Request) -> str:
    """The name of the cookie, by how the visitor came."""
    return COOKIE if request.is_secure else COOKIE_OF_HTTP


def current() -> Bezoek:
    """The session of this call, with what only ours has."""
    return cast("Bezoek", flask.session)


def handelende() -> Handelende | None:
    """The person of this call; None for nobody, and where there are no sessions."""
    return current().handelende if isinstance(flask.session, Bezoek) else None


def ongelezen() -> int:
    """How many messages wait for the person of this call."""
    sessie_of_call = current().sessie if isinstance(flask.session, Bezoek) else None
    return 0 if sessie_of_call is None else sessie_of_call.ongelezen


def forget() -> None:
    """Answer the rest of this call as to nobody."""
    if isinstance(flask.session, Bezoek):
        current().forget()
