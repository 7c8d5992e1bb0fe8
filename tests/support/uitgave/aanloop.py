"""Calls of partners in an open loop: each begins at its moment, whatever became of those before it."""

import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import urllib3

from tests.support.callers import SOAP_HEADERS
from tests.support.messages.results import BRENG, bericht, resultaat, toetsafname
from tests.support.messages.soap import PULL, Answer, request

PATIENCE = 90
MOST_AT_ONCE = 64


class Aanloop:
    """Publishers that pull and bring results, every so many seconds, until the end of the block.

    Each call has a connection of its own. With ``keeps`` the half of them go over connections that are kept,
    and looked at before they are used again, as clients do.
    """

    def __init__(
        self, url: str, sleutel: str, *, every: float, ca: Path | None = None, keeps: bool = False
    ) -> None:
        self._url = url
        self._sleutel = sleutel
        self._keeps = keeps
        self._connections = urllib3.PoolManager(
            maxsize=MOST_AT_ONCE,
            ssl_context=ssl.create_default_context(cafile=str(ca)) if ca else None,
            retries=False,
            timeout=PATIENCE,
        )
        self._every = every
        self._ended = threading.Event()
        self._pool = ThreadPoolExecutor(MOST_AT_ONCE)
        self._clock = threading.Thread(target=self._run)
        self.outcomes: Counter[str] = Counter()
        """What came of the calls so far, of both kinds."""
        self.confirmed: set[str] = set()
        """The keys of the results of which a publisher heard that they were stored."""

    def __enter__(self) -> "Aanloop":
        self._clock.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._clock.join()
        self._pool.shutdown()
        self._connections.clear()

    @property
    def count(self) -> int:
        """How many calls were answered, or failed."""
        return self.outcomes.total()

    def go_on(self, calls: int) -> None:
        """Wait until so many more came to their end."""
        goal = self.count + calls
        until = time.monotonic() + calls * self._every + PATIENCE
        while self.count < goal:
            assert time.monotonic() < until, self.outcomes
            time.sleep(self._every)

    def _run(self) -> None:
        begin = time.monotonic()
        number = 0
        while not self._ended.wait(max(0.0, begin + number * self._every - time.monotonic())):
            self._pool.submit(self._noted, self._bring if number % 2 else self._pull, number)
            number += 1

    def _noted(self, call: Callable[[int], str], number: int) -> None:
        try:
            outcome = call(number)
        except (OSError, urllib3.exceptions.HTTPError) as error:
            outcome = f"{type(error).__name__}: {error}"
        self.outcomes[outcome] += 1

    def _pull(self, number: int) -> str:
        return self._outcome(self._post(PULL, request(self._sleutel), number))

    def _bring(self, number: int) -> str:
        key = f"R{urlsplit(self._url).port}-{number}"
        day = f"2026-{1 + number % 9:02d}-{1 + number // 9 % 28:02d}"
        message = bericht(self._sleutel, toetsafname("L1", resultaat(key, number % 10, datum=day)))
        outcome = self._outcome(self._post(BRENG, message, number))
        if outcome == "leerresultaten_bevestiging":
            self.confirmed.add(key)
        return outcome

    def _post(self, path: str, body: bytes, number: int) -> Answer:
        is_kept = self._keeps and number % 4 < 2  # of both kinds of calls
        headers = SOAP_HEADERS if is_kept else {**SOAP_HEADERS, "Connection": "close"}
        response = self._connections.request(
            "POST", f"{self._url}{path}", body=body, headers=headers, decode_content=False
        )
        lower = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, lower, response.data)

    @staticmethod
    def _outcome(answer: Answer) -> str:
        return answer.kind if answer.content.startswith(b"<") else f"HTTP {answer.status}"
