"""Cookies that another host of our domain tosses in between: they sign nobody in, and nobody out.

Over real TLS: what a browser promises of ``__Host-`` cookies (rfc6265bis) holds there alone.
"""

import http.client
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.support.portaal import people, rooms
from tests.support.portaal.hosting import hosted
from tests.support.portaal.screen import SECONDS, Screens, chromium
from tests.support.schools.builders import SCHOOL
from tests.support.servers.certificates import make_key_and_certificate, serving
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database

PAGE = "/portaal/scholen/99XX-16"
FORM = "/portaal/formulier"
OURS = "dienst.school.localhost"
THEIRS = "kwaad.school.localhost"
"""Browsers take every name below ``localhost`` for this machine (RFC 6761, 6.3)."""


class Answer(NamedTuple):
    """What came back."""

    status: int
    text: str
    given: str | None
    """A cookie that it sets."""


Ask = Callable[[str, str | bytes], Answer]


@pytest.fixture
def portaal(diensten: Diensten, stored: Schoolgegevens) -> Flask:
    """The pages, which also answer at a name that has a sibling."""
    web = rooms.application(diensten)
    web.config["TRUSTED_HOSTS"] = [OURS, "localhost"]
    return web


@pytest.fixture
def url(portaal: Flask, tmp_path: Path) -> Iterator[str]:
    """Their address, with TLS."""
    with hosted(portaal, tls=serving(make_key_and_certificate(tmp_path, "localhost"))) as address:
        yield address


@pytest.fixture
def anna(database: Database, stored: Schoolgegevens) -> str:
    """The session of somebody of the school."""
    return people.sign_in(database, people.add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL))


@pytest.fixture
def kwaad(database: Database, stored: Schoolgegevens) -> str:
    """The session of a colleague, who wants Anna to work under that name."""
    person = people.add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL, naam="Kwaad")
    return people.sign_in(database, person)


@pytest.fixture
def ask(url: str) -> Ask:
    """Opens a page with a Cookie header that is sent as it stands."""

    def get(path: str, cookie: str | bytes) -> Answer:
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        place = urlsplit(url).netloc
        with closing(http.client.HTTPSConnection(place, timeout=SECONDS, context=context)) as connection:
            connection.putrequest("GET", path)
            connection.putheader("Cookie", cookie)
            connection.endheaders()
            answer = connection.getresponse()
            return Answer(answer.status, answer.read().decode(), answer.getheader("Set-Cookie"))

    return get


TOSSED = {
    "the name of http": "sessie={kwaad}; __Host-sessie={anna}",
    "other capitals": "__host-sessie={kwaad}; __HOST-SESSIE={kwaad}; __Host-sessie={anna}",
    "a space that only Unicode knows": "\u2000__Host-sessie={kwaad}; __Host-sessie={anna}",
    "a space that only Latin-1 knows": "\xa0__Host-sessie={kwaad}; __Host-sessie={anna}",
    "a tab that only some know": "\x0b__Host-sessie={kwaad}; __Host-sessie={anna}",
    "an old version": "$Version=1; __Host-sessie={anna}; $Path=/",
    "a comma": "x=1,__Host-sessie={kwaad}; __Host-sessie={anna}",
    "a quote with ours in it": 'x="__Host-sessie={kwaad}"; __Host-sessie={anna}',
    "quotes around ours": 'x="a; __Host-sessie={anna}; y=b"',
    "a quote that does not end": 'x="a; __Host-sessie={anna}',
    "no name": "={kwaad}; __Host-sessie={anna}",
    "no value": "__Host-sessie; __Host-sessie={anna}",
    "nothing but signs": ";;=;\t;__Host-sessie={anna};;",
    "another name after it": "__Host-sessie={anna}; __Host-sessie2={kwaad}",
}


@pytest.mark.parametrize("tossed", TOSSED.values(), ids=TOSSED)
def test_what_another_host_can_set_changes_nothing(ask: Ask, anna: str, kwaad: str, tossed: str) -> None:
    cookie = tossed.format(anna=anna, kwaad=kwaad)
    answer = ask(PAGE, cookie.encode())
    assert (answer.status, answer.text) == (200, "99XX/16 voor Anna de Vries")
    form = ask(FORM, cookie.encode())
    assert (form.status, form.given) == (200, None)


@pytest.mark.parametrize("bad", [b"\xff", b"\xc3", b"\x00", b"\xed\xa0\x80"])
def test_signs_that_are_no_text_change_nothing(ask: Ask, anna: str, bad: bytes) -> None:
    answer = ask(PAGE, b"x=" + bad + f"; __Host-sessie={anna}".encode())
    assert answer.status == 200


@pytest.mark.parametrize("tossed", ["__Host-sessie={kwaad}", "\u2000__Host-sessie={kwaad}", "sessie={kwaad}"])
def test_nobody_is_signed_in_by_what_is_not_our_cookie(ask: Ask, kwaad: str, tossed: str) -> None:
    is_ours = tossed.startswith("__Host-")
    answer = ask(PAGE, tossed.format(kwaad=kwaad).encode())
    assert answer.status == (200 if is_ours else 303)


@pytest.mark.parametrize("order", ["{anna}; __Host-sessie={kwaad}", "{kwaad}; __Host-sessie={anna}"])
def test_two_of_our_own_name_let_nobody_in_and_throw_nobody_out(
    ask: Ask, anna: str, kwaad: str, order: str
) -> None:
    """No browser keeps two of them, and so it cannot be known which one is right."""
    cookie = f"__Host-sessie={order.format(anna=anna, kwaad=kwaad)}"
    assert ask(PAGE, cookie).status == 303
    # A new cookie would take the place of the right one.
    form = ask(FORM, cookie)
    assert (form.status, form.given) == (200, None)
    assert ask(PAGE, f"__Host-sessie={anna}").text == "99XX/16 voor Anna de Vries"


def test_the_same_cookie_twice_is_that_cookie(ask: Ask, anna: str) -> None:
    assert ask(PAGE, f"__Host-sessie={anna}; __Host-sessie={anna}").status == 200


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser."""
    with chromium() as running:
        yield running


def test_a_browser_at_a_sibling_neither_signs_in_nor_out(
    browser: Browser, url: str, tmp_path: Path, anna: str, kwaad: str
) -> None:
    """By headers and by a script, under our name and under names that look like it."""
    own = url.replace("localhost", OURS)
    tossing = Flask("kwaad")
    names = ("__Host-sessie", "__host-sessie", "sessie", "\u2000__Host-sessie", "x")
    values = {name: 'a"; b' if name == "x" else kwaad for name in names}

    @tossing.get("/")
    def toss() -> tuple[str, list[tuple[str, str]]]:
        shared = "Domain=school.localhost; Path=/; Secure"
        written = [f"{name}={value}; {shared}" for name, value in values.items()]
        written += [f'a="x; {shared}; Path=/portaal', f"__Host-sessie={kwaad}; Secure; Path=/portaal"]
        # WSGI has headers in Latin-1, whatever they mean.
        return "", [("Set-Cookie", line.encode().decode("latin-1")) for line in written]

    folder = tmp_path / "kwaad"
    folder.mkdir()
    with hosted(tossing, tls=serving(make_key_and_certificate(folder, "localhost"))) as sibling:
        screens = Screens(browser, own)
        screen = screens.open(ignore_https_errors=True)
        context = screen.page.context
        context.add_cookies([{"name": "__Host-sessie", "value": anna, "url": own, "secure": True}])
        screen.page.goto(sibling.replace("localhost", THEIRS))
        script = "lines => lines.forEach(line => { document.cookie = line })"
        lines = [f"{name}={value}; Domain=school.localhost; Path=/portaal" for name, value in values.items()]
        screen.ask(script, lines)
        tossed = {cookie["name"] for cookie in context.cookies(own + PAGE)}
        assert {"sessie", "a", "__Host-sessie"} <= tossed  # so it can toss something
        screen.open(FORM)
        screen.open(PAGE)
        assert screen.page.inner_text("body") == "99XX/16 voor Anna de Vries"
        context.clear_cookies(name="__Host-sessie")
        assert not screen.open(PAGE).url.endswith(PAGE)
        screens.close()
