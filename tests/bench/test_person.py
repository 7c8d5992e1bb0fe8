"""A person of the bench goes through the pages, and stops at an answer that does not belong there."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TypeVar
from urllib.parse import parse_qsl
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from bench.person import Connection, Person, Refused, id_token
from tests.support.sso.aanmelding import Aanvrager
from tests.support.sso.toepassingen import TERUG, Proefclient

AANVRAGER = Aanvrager(client=Proefclient(id=1, client_id="sso-1", koppeling=1, geheim="g"), terug=TERUG)
PAGE = """<main><form method="post"><input name="csrf_token" value="t"><input name="inlognaam">
<input name="wachtwoord" type="password"></form></main>"""

T = TypeVar("T")
Reply = tuple[str, list[tuple[str, str]], str]
Script = dict[tuple[str, str], Reply]


class _Silent(WSGIRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Nothing: what is asked shows in ``seen``."""


@contextmanager
def _serving(script: Script, seen: list[tuple[str, str, str]]) -> Iterator[int]:
    def application(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        seen.append((f"{method} {path}", environ.get("HTTP_COOKIE", ""), body))
        status, headers, page = script[method, path]
        start_response(status, headers)
        return [page.encode()]

    with make_server("127.0.0.1", 0, application, handler_class=_Silent) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def _script() -> Script:
    return {
        ("GET", "/sso/authorize"): (
            "303 See Other",
            [("Location", "/in"), ("Set-Cookie", "a=1; Path=/")],
            "",
        ),
        ("GET", "/in"): ("200 OK", [], PAGE),
        ("POST", "/in"): (
            "303 See Other",
            [("Location", f"{TERUG}?code=c&state=staat"), ("Set-Cookie", "b=2; HttpOnly")],
            "",
        ),
        ("POST", "/sso/token"): ("200 OK", [], '{"id_token": "i"}'),
    }


def _with(script: Script, seen: list[tuple[str, str, str]], work: Callable[[Connection], T]) -> T:
    with _serving(script, seen) as port, closing(Connection(port)) as connection:
        return work(connection)


def test_the_form_is_filled_in_with_the_cookies_that_came() -> None:
    seen: list[tuple[str, str, str]] = []

    def work(connection: Connection) -> tuple[str, float]:
        person = Person(connection, "emma", "geheim")
        return person.code(AANVRAGER), person.seconds

    code, seconds = _with(_script(), seen, work)

    assert code == "c"
    assert seconds > 0
    asked, cookies, bodies = zip(*seen, strict=True)
    assert asked == ("GET /sso/authorize", "GET /in", "POST /in")
    assert cookies == ("", "a=1", "a=1")
    assert dict(parse_qsl(bodies[-1])) == {
        "csrf_token": "t",
        "inlognaam": "emma",
        "wachtwoord": "geheim",
    }


@pytest.mark.parametrize(
    ("place", "reply"),
    [
        (("GET", "/in"), ("500 Oops", [], "")),
        (("GET", "/in"), ("200 OK", [], "<main>no form</main>")),
        (("GET", "/in"), ("303 See Other", [], "")),
        (("POST", "/in"), ("200 OK", [], PAGE)),
        (("POST", "/in"), ("303 See Other", [("Location", f"{TERUG}?error=access_denied&state=staat")], "")),
        (("POST", "/in"), ("303 See Other", [("Location", f"{TERUG}?code=c&state=another")], "")),
    ],
)
def test_any_other_answer_is_refused(place: tuple[str, str], reply: Reply) -> None:
    with pytest.raises(Refused):
        _with(_script() | {place: reply}, [], lambda connection: Person(connection, "e", "w").code(AANVRAGER))


def test_a_code_is_traded_with_secret_and_verifier() -> None:
    seen: list[tuple[str, str, str]] = []
    assert _with(_script(), seen, lambda connection: id_token(connection, AANVRAGER, "c", "v")) == "i"
    assert dict(parse_qsl(seen[-1][2])) == {
        "grant_type": "authorization_code",
        "code": "c",
        "redirect_uri": TERUG,
        "code_verifier": "v",
    }


def test_a_refused_code_is_no_token() -> None:
    script = _script() | {("POST", "/sso/token"): ("400 Bad Request", [], '{"error": "invalid_grant"}')}
    with pytest.raises(Refused, match="invalid_grant"):
        _with(script, [], lambda connection: id_token(connection, AANVRAGER, "c"))
