"""A LAS that follows the feed of a real server, whatever happens to that, and keeps what it saw."""

import threading
import time
from typing import Any

import requests

from tests.support.las.verbinding import Verbinding

LIMIET = 50
PAUSE = 0.1


class Volger:
    """Reads page after page in a thread, until ``finish``: it goes on from its last cursor, come what may."""

    def __init__(self, las: Verbinding, *, wait: int = 0) -> None:
        self._las = las
        self._wait = wait
        self._cursor = ""
        self._token = las.token()
        self._last = threading.Event()
        self._thread = threading.Thread(target=self._follow)
        self.seen: list[str] = []
        self.failures = 0

    def __enter__(self) -> "Volger":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.finish()

    def finish(self) -> None:
        """Read to the end, and stop."""
        self._last.set()
        self._thread.join()

    def _follow(self) -> None:
        is_at_end = False
        while not is_at_end:
            is_last = self._last.is_set()
            page = self._page()
            if page is None:
                self.failures += 1
                time.sleep(PAUSE)
                continue
            self.seen += [resultaat["key"] for resultaat in page["resultaten"]]
            self._cursor = page["cursor"]
            is_at_end = is_last and not page["meer"]

    def _page(self) -> dict[str, Any] | None:
        """The next page; None where the server could not give it."""
        headers = {"Prefer": f"wait={self._wait}"} if self._wait else {}
        query = f"?limiet={LIMIET}" + (f"&na={self._cursor}" if self._cursor else "")
        try:
            answer = self._las.call(f"/resultaten{query}", self._token, headers=headers)
        except requests.RequestException:
            return None
        if answer.status_code != 200:
            return None
        document: dict[str, Any] = answer.json()
        return document
