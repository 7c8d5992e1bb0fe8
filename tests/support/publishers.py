"""Publishers that bring results one message after another, and remember what became of each."""

import http.client
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import text

from tests.support.callers import post
from tests.support.messages.results import BRENG, bericht, resultaat, toetsafname
from tests.support.messages.soap import Answer
from tests.support.schools.builders import SCHOOL
from uwlr_service.domain.uwlr.resultatenlijst import Resultatenfilter
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.uwlr.resultaten import Resultatenoverzicht

RESULTS = 3
"""In each message."""
CONFIRMED = "bevestigd"
NO_ANSWER = "geen antwoord"
GATEWAY = {502: "HTTP 502", 504: "HTTP 504"}
"""What a proxy says when the service behind it breaks off, or takes too long."""
LOST = (http.client.HTTPException, OSError)
PAUSE = 0.2
"""Seconds before a publisher goes on after a call that was not confirmed: or a dead server eats the load."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One message: when it began and ended (seconds of ``time.monotonic``), and what came of it."""

    name: str
    began: float
    ended: float
    outcome: str


class Publishers:
    """Several publishers at once, in threads, until each sent its share or ``stop`` is called."""

    def __init__(self, url: str, sleutel: str, messages: int, senders: int = 4, *, pace: float = 0.0) -> None:
        """``pace`` is how many seconds a publisher waits before its next message."""
        self._url = url
        self._sleutel = sleutel
        self._pace = pace
        self._each = messages // senders
        self._ended = threading.Event()
        self.calls: list[Call] = []
        self.sent: set[str] = set()
        self._threads = [threading.Thread(target=self._send, args=(number,)) for number in range(senders)]

    def __enter__(self) -> "Publishers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for thread in self._threads:
            thread.join()

    @property
    def is_running(self) -> bool:
        """Whether anybody still sends."""
        return any(thread.is_alive() for thread in self._threads)

    @property
    def confirmed(self) -> set[str]:
        """The names of the messages that were confirmed so far."""
        return {call.name for call in self.calls if call.outcome == CONFIRMED}

    def stop(self) -> None:
        """Let everybody end after the message in hand."""
        self._ended.set()

    def _send(self, sender: int) -> None:
        for number in range(self._each):
            if self._ended.is_set():
                return
            name = f"{sender}-{number}"
            day = f"2026-{1 + number % 9:02d}-{1 + number // 9 % 28:02d}"
            results = (resultaat(f"{name}-{part}", part, datum=day) for part in range(RESULTS))
            message = bericht(self._sleutel, toetsafname("L1", *results))
            self.sent.add(name)
            began = time.monotonic()
            outcome = self._outcome(lambda message=message: post(self._url, message, BRENG))  # type: ignore[misc]
            self.calls.append(Call(name=name, began=began, ended=time.monotonic(), outcome=outcome))
            self._ended.wait(self._pace if outcome == CONFIRMED else PAUSE)

    @staticmethod
    def _outcome(send: Callable[[], Answer]) -> str:
        try:
            answer = send()
        except LOST:
            return NO_ANSWER
        if answer.status == 200:
            return CONFIRMED
        return GATEWAY.get(answer.status) or answer.faultcode or str(answer.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What is in the database beside what publishers sent, by the names of their messages."""

    whole: frozenset[str]
    half: frozenset[str]
    doubled: int
    """Results that are there more than once."""


def stored(database: Database) -> Stored:
    """Read back everything that publishers brought."""
    if database.dialect == "postgresql":
        # It does so by itself within a minute; until then it knows no quick way through thousands of rows.
        with database.write() as connection:
            connection.execute(text("analyze"))
    regels = Resultatenoverzicht(database).of_school(SCHOOL, Resultatenfilter(history=True))
    keys = [regel.resultaat.key for regel in regels]
    messages = Counter(key.rpartition("-")[0] for key in keys)
    return Stored(
        whole=frozenset(name for name, results in messages.items() if results == RESULTS),
        half=frozenset(name for name, results in messages.items() if results != RESULTS),
        doubled=len(keys) - len(set(keys)),
    )


def judge(database: Database, publishers: Publishers) -> None:
    """What was confirmed is there whole and once, and everything else whole or not at all."""
    found = stored(database)
    assert found.half == frozenset()
    assert found.doubled == 0
    assert publishers.confirmed <= found.whole <= publishers.sent
