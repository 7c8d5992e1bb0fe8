"""A visitor with a real browser: Debian's Chromium, driven by Playwright, which downloads nothing.

Whatever the browser complains about is kept, and fails the test: a refusal by our policy, a file that is not
there, an error of a script.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
PICTURES = "PORTAAL_BEELDEN"
"""The variable with the folder in which pictures are kept; without it none are made."""
DESKTOP = 1280
PHONE = 360
HEIGHT = 900
SECONDS = 20
ERROR = 400


class Screen:
    """One page of a browser, in a window of its own with its own cookies."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.complaints: list[str] = []
        page.set_default_timeout(SECONDS * 1000)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self._answered)
        page.on("requestfailed", self._failed)

    def open(self, path: str) -> Response:
        """Open a page of the service."""
        answer = self.page.goto(self.url + path)
        assert answer is not None
        return answer

    def resize(self, width: int) -> None:
        """Make the window so many pixels wide."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})

    def press(self, name: str) -> None:
        """Press a button by its text."""
        self.page.get_by_role("button", name=name, exact=True).click()
        self._settle()

    def follow(self, name: str) -> None:
        """Follow a link by its text."""
        self.page.get_by_role("link", name=name, exact=True).first.click()
        self._settle()

    def ask(self, script: str, given: Any = None) -> Any:
        """What a piece of JavaScript gives in this page; a function is given one value."""
        self._settle()
        return self.page.evaluate(script, given)

    def ask_with(self, script: str, value: Any) -> Any:
        """The same of a function that takes a value."""
        self._settle()
        return self.page.evaluate(script, value)

    @property
    def path(self) -> str:
        """The address of the page, without the host."""
        return self.page.url.removeprefix(self.url)

    def picture(self, name: str) -> None:
        """Keep a picture of the page on a phone and on a desk, if pictures are wanted."""
        folder = os.environ.get(PICTURES)
        if not folder:
            return
        Path(folder).mkdir(parents=True, exist_ok=True)
        for width in (PHONE, DESKTOP):
            self.resize(width)
            self.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        self.resize(DESKTOP)

    def _settle(self) -> None:
        # A click ends when the next page begins to come in, with as yet no title and nobody at its fields.
        self.page.wait_for_load_state("domcontentloaded")

    def _heard(self, message: ConsoleMessage) -> None:
        # A page that is itself a refusal, such as a 404, is for the test to judge.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def _failed(self, request: Request) -> None:
        # Broken off by the browser itself: somebody left a page that was still loading, or saved a file.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= ERROR and not response.request.is_navigation_request():
            self.complaints.append(f"{response.status}: {response.url}")


class Screens:
    """Opens windows at a service, each of a visitor."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser = browser
        # A browser takes passkeys and cookies of https at localhost, and not at 127.0.0.1.
        self.url = url.replace("127.0.0.1", "localhost")
        self.opened: list[Screen] = []

    def open(self, token: str | None = None, *, javascript: bool = True, **options: Any) -> Screen:
        """A window; with the value of a session somebody is signed in."""
        context = self._browser.new_context(
            viewport={"width": DESKTOP, "height": HEIGHT},
            java_script_enabled=javascript,
            locale="nl-NL",
            # Bootstrap scrolls smoothly; whoever looks at once would find the focus off screen.
            reduced_motion="reduce",
            **options,
        )
        if token is not None:
            context.add_cookies([{"name": "sessie", "value": token, "url": self.url}])
        screen = Screen(context.new_page(), self.url)
        self.opened.append(screen)
        return screen

    def close(self) -> None:
        """Close the windows; nobody may have complained."""
        complaints = []
        for screen in self.opened:
            # What is broken off by the closing itself is nobody's fault.
            complaints += list(screen.complaints)
            screen.page.context.close()
        self.opened.clear()
        assert not complaints, "\n".join(complaints)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser; skips where there is none."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("this machine has no Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
