"""A person in a browser, and the application they go to, by no more than ``http.client``.

They share the cores with the server, so what they take is missing there. What they send is what a browser
and an application send; every page is read as HTML, and every answer must be the one that belongs there.
"""

import http.client
import json
import time
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs, urlencode, urlsplit

from lxml import html

from tests.support.sso.aanmelding import BROWSERS, VERIFIER, Aanvrager

PATIENCE = 30
MOST_PAGES = 10
PASSWORD_FIELD = "wachtwoord"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Refused(Exception):
    """An answer that does not belong there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, of which nothing was decoded."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Connection:
    """One kept-alive connection, with the cookies that came over it."""

    def __init__(self, port: int) -> None:
        self.origin = f"http://localhost:{port}"
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._always = {"Host": f"localhost:{port}", "Accept": "*/*"}
        self._cookies: dict[str, str] = {}

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def ask(
        self,
        path: str,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """GET a path, or POST a form there; redirections are for the caller."""
        sent = {**self._always, **(headers or {})}
        if self._cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        if form is None:
            self._http.request("GET", path, headers=sent)
        else:
            self._http.request("POST", path, body=urlencode(form).encode(), headers={**sent, **FORM})
        with self._http.getresponse() as response:
            answer = Answer(response.status, response.headers, response.read())
        for cookie in answer.headers.get_all("Set-Cookie", ()):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer


class Person:
    """Somebody who begins at an application, types name and password, and agrees to what they are told."""

    def __init__(self, connection: Connection, inlognaam: str, wachtwoord: str) -> None:
        self._connection = connection
        self._typed = {"inlognaam": inlognaam, PASSWORD_FIELD: wachtwoord}
        self.seconds = 0.0
        """How long the answer to the password took."""

    def code(self, aanvrager: Aanvrager) -> str:
        """What the browser brings the application in the end. Raises Refused."""
        asked = aanvrager.asks()
        path = f"/sso/authorize?{urlencode(asked)}"
        answer = self._connection.ask(path)
        for _ in range(MOST_PAGES):
            if answer.status == HTTPStatus.OK:
                answer = self._agree(path, answer.body)
                continue
            location = answer.headers.get("Location", "")
            if answer.status != HTTPStatus.SEE_OTHER or not location:
                break
            if location.startswith(aanvrager.terug):
                return _code(location, asked["state"])
            path = location.removeprefix(self._connection.origin)
            answer = self._connection.ask(path)
        raise Refused(f"{path} was answered by {answer.status}: {answer.body[:200]!r}")

    def _agree(self, path: str, page: bytes) -> Answer:
        """Fill in the form of a page and press its button."""
        form = html.document_fromstring(page).find(".//main//form")
        if form is None:
            raise Refused(f"{path} has no form: {page[:200]!r}")
        fields = dict(form.form_values())
        is_sign_in = PASSWORD_FIELD in form.inputs
        if is_sign_in:
            fields |= self._typed
        origin = self._connection.origin
        headers = {
            "Origin": origin,
            "Referer": origin + path,
            "Sec-Fetch-Site": "same-origin",
            **BROWSERS,
        }
        begun = time.perf_counter()
        answer = self._connection.ask(form.action or path, fields, headers)
        if is_sign_in:
            self.seconds = time.perf_counter() - begun
        return answer


def _code(location: str, state: str) -> str:
    given = parse_qs(urlsplit(location).query)
    if given.get("state") != [state] or "code" not in given:
        raise Refused(f"the application was given {sorted(given)}")
    return given["code"][0]


def id_token(connection: Connection, aanvrager: Aanvrager, code: str, verifier: str = VERIFIER) -> str:
    """The ID token that an application with a secret gets; it is for the caller to judge. Raises Refused."""
    return str(tokens(connection, aanvrager, code, verifier)["id_token"])


def tokens(
    connection: Connection, aanvrager: Aanvrager, code: str, verifier: str = VERIFIER
) -> dict[str, str]:
    """All that an application with a secret gets for a code. Raises Refused."""
    client = aanvrager.client
    secret = b64encode(f"{client.client_id}:{client.geheim}".encode()).decode()
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": aanvrager.terug,
        "code_verifier": verifier,
    }
    answer = connection.ask("/sso/token", form, {"Authorization": f"Basic {secret}"})
    if answer.status != HTTPStatus.OK:
        raise Refused(f"a code was answered by {answer.status}: {answer.body[:200]!r}")
    given: dict[str, str] = json.loads(answer.body)
    return given


def claims(connection: Connection, access_token: str) -> dict[str, object]:
    """What the provider says of the person whom a token is about. Raises Refused."""
    answer = connection.ask("/sso/userinfo", headers={"Authorization": f"Bearer {access_token}"})
    if answer.status != HTTPStatus.OK:
        raise Refused(f"a token was answered by {answer.status}: {answer.body[:200]!r}")
    said: dict[str, object] = json.loads(answer.body)
    return said
