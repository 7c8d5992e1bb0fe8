"""A real browser: Chromium, driven over a pipe by its DevTools protocol, so without another library."""

import itertools
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 60
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-pipe")
END = b"\0"
HEIGHT = 900


class Browser:
    """One page of a running Chromium."""

    def __init__(self, to: int, back: int) -> None:
        self._to = to
        self._back = back
        self._numbers = itertools.count(1)
        self._unread = b""
        self.complaints: list[str] = []
        """What the browser wrote in its console: errors of scripts, and what a policy forbade."""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Log", "Runtime"):
            self._ask(f"{domain}.enable")

    def open(self, url: str, width: int = 1280) -> None:
        """Open a page in a window of so many pixels, and wait until it is loaded."""
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=HEIGHT,
            deviceScaleFactor=1,
            mobile=False,
        )
        self._ask("Page.navigate", url=url)
        self.wait(f"document.readyState == 'complete' && location.href == {json.dumps(url)}")

    def evaluate(self, expression: str) -> Any:
        """What a piece of JavaScript gives in this page."""
        answer = self._ask("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"].get("value")

    def wait(self, expression: str) -> None:
        """Wait until a piece of JavaScript gives something true."""
        until = time.monotonic() + PATIENCE
        while not self.evaluate(expression):
            assert time.monotonic() < until, f"this page never got to {expression}"
            time.sleep(0.05)

    def _ask(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        question: dict[str, Any] = {"id": number, "method": method, "params": params}
        if "_session" in vars(self):
            question["sessionId"] = self._session
        os.write(self._to, json.dumps(question).encode() + END)
        while True:
            message = self._next()
            self._note(message)
            if message.get("id") == number:
                assert "error" not in message, message
                return message["result"]

    def _next(self) -> dict[str, Any]:
        while END not in self._unread:
            piece = os.read(self._back, 1 << 16)
            assert piece, "the browser stopped"
            self._unread += piece
        document, _, self._unread = self._unread.partition(END)
        message: dict[str, Any] = json.loads(document)
        return message

    def _note(self, message: dict[str, Any]) -> None:
        params = message.get("params", {})
        if message.get("method") == "Log.entryAdded":
            self.complaints.append(params["entry"]["text"])
        if message.get("method") == "Runtime.exceptionThrown":
            self.complaints.append(str(params["exceptionDetails"]))


@contextmanager
def browsing(folder: Path) -> Iterator[Browser]:
    """A browser with a new profile in this folder; skips where there is none."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("this machine has no Chromium")
    theirs_in, to = os.pipe()
    back, theirs_out = os.pipe()
    # The protocol wants to be read on 3 and written on 4. A plainer sh than bash knows no number above 9.
    redirected = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}'
    command = ["bash", "-c", redirected, "bash", program, *FLAGS, f"--user-data-dir={folder}", "about:blank"]
    process = subprocess.Popen(
        command,
        pass_fds=(theirs_in, theirs_out),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        yield Browser(to, back)
    finally:
        os.close(to)
        os.close(back)
        process.terminate()
        process.wait(PATIENCE)
