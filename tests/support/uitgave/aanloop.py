"""Calls of partners in an open loop: each begins at its moment, whatever became of those before it."""

import http.client
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from tests.support.callers import SOAP_HEADERS, received
from tests.support.messages.results import BRENG, bericht, resultaat, toetsafname
from tests.support.messages.soap import PULL, Answer, request

PATIENCE = 30
MOST_AT_ONCE = 64


class Aanloop:
    """Publishers that pull and bring results, every so many seconds, until the end of the block."""

    def __init__(self, url: str, ca: Path, sleutel: str, *, every: float) -> None:
        self._netloc = urlsplit(url).netloc
        self._context = ssl.create_default_context(cafile=str(ca))
        self._sleutel = sleutel
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
        except (OSError, http.client.HTTPException) as error:
            outcome = f"{type(error).__name__}: {error}"
        self.outcomes[outcome] += 1

    def _pull(self, _: int) -> str:
        return self._outcome(self._post(PULL, request(self._sleutel)))

    def _bring(self, number: int) -> str:
        key = f"R{number}"
        day = f"2026-{1 + number % 9:02d}-{1 + number // 9 % 28:02d}"
        message = bericht(self._sleutel, toetsafname("L1", resultaat(key, number % 10, datum=day)))
        outcome = self._outcome(self._post(BRENG, message))
        if outcome == "leerresultaten_bevestiging":
            self.confirmed.add(key)
        return outcome

    def _post(self, path: str, body: bytes) -> Answer:
        with closing(
            http.client.HTTPSConnection(self._netloc, context=self._context, timeout=PATIENCE)
        ) as connection:
            connection.request("POST", path, body, SOAP_HEADERS)
            return received(connection)

    @staticmethod
    def _outcome(answer: Answer) -> str:
        return answer.kind if answer.content.startswith(b"<") else f"HTTP {answer.status}"
