"""The window of the tests itself: what it reads is of the page that it went to."""

import time
from collections.abc import Iterator
from wsgiref.types import StartResponse, WSGIEnvironment

from tests.support.portaal.hosting import hosted
from tests.support.portaal.screen import Screens, chromium

FIRST = b"<title>Een</title><form action=twee><button>Verder</button></form><a href=twee>Twee</a>"


def slow(environ: WSGIEnvironment, start: StartResponse) -> Iterator[bytes]:
    """A page that leads to one whose title comes half a second after its first line."""
    start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    if environ["PATH_INFO"] != "/twee":
        yield FIRST
        return
    yield b"<!doctype html><html lang=nl>" + b" " * 2000
    time.sleep(0.5)
    yield b"<title>Twee</title><h1>Twee</h1>"


def test_a_page_is_read_once_it_has_come_in() -> None:
    with hosted(slow) as url, chromium() as browser:
        screen = Screens(browser, url).open()
        screen.open("/een")
        screen.press("Verder")
        assert screen.page.title() == "Twee"
        screen.open("/een")
        screen.follow("Twee")
        assert screen.ask("() => document.title") == "Twee"
