"""Clients that go on through everything: publishers that bring results, and pullers that ask for pupils."""

import threading
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from lxml import etree

from tests.chaos.ground import Ground
from tests.chaos.outcome import Outcome
from tests.support.callers import post
from tests.support.messages.soap import Answer, request
from tests.support.messages.uwlr import assert_closed, assert_valid
from tests.support.publishers import CONFIRMED, GATEWAY, LOST, NO_ANSWER, PAUSE, Publishers, stored
from tests.support.schools.builders import PARTS

ENDLESS = 1_000_000
"""Messages; a scenario stops its publishers long before that."""
PACE = 0.05
"""Seconds between the calls of one client."""
PATIENCE = 120
WORDS = {CONFIRMED: "confirmed", NO_ANSWER: "no answer"}
PULLED = "pupils"
PUPILS = [leerling.key for leerling in PARTS["leerlingen"]]


class Puller:
    """Asks for all pupils again and again, in a thread, and judges each answer."""

    def __init__(self, url: str, sleutel: str) -> None:
        self._url = url
        self._message = request(sleutel)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.heard: Counter[str] = Counter()
        self.faults: list[str] = []

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(PACE):
            try:
                kind = self._kind(post(self._url, self._message))
            except LOST:
                kind = WORDS[NO_ANSWER]
            self.heard[kind] += 1
            if kind != PULLED:
                self._ended.wait(PAUSE)

    def _kind(self, answer: Answer) -> str:
        try:
            if answer.status != 200:
                return GATEWAY.get(answer.status) or answer.kind
            assert_valid(answer.body, "2.2", "volledig")
            assert_closed(answer.body)
            assert answer.keys() == PUPILS
        except (AssertionError, etree.XMLSyntaxError, etree.DocumentInvalid) as error:
            self.faults.append(f"an answer that was not right: {type(error).__name__}")
            return "not right"
        return PULLED


class Load:
    """Publishers and a puller on one service, and the blows that fell meanwhile."""

    def __init__(self, url: str, sleutel: str, *, senders: int = 3) -> None:
        self.publishers = Publishers(url, sleutel, ENDLESS * senders, senders, pace=PACE)
        self.puller = Puller(url, sleutel)
        self.ends: list[float] = []
        """The moment at which each blow was over."""

    def __enter__(self) -> "Load":
        self.publishers.__enter__()
        self.puller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.publishers.stop()
        self.puller.stop()
        self.publishers.__exit__()

    def over(self) -> None:
        """A blow is over at this moment."""
        self.ends.append(time.monotonic())

    def settle(self) -> None:
        """Wait until a message is confirmed that was sent after this moment; the service is well again."""
        now = time.monotonic()
        while not any(call.outcome == CONFIRMED and call.began > now for call in self.publishers.calls[-50:]):
            if time.monotonic() > now + PATIENCE:
                raise AssertionError(f"nothing was confirmed for {PATIENCE} s after the disturbance")
            time.sleep(0.01)

    def outcome(
        self,
        disturbance: str,
        ground: Ground,
        remarks: Sequence[str] = (),
        faults: Sequence[str] = (),
        gone: AbstractSet[str] = frozenset(),
        deliberate: AbstractSet[str] = frozenset(),
    ) -> Outcome:
        """What came of it, when the load has ended.

        ``gone`` are messages whose loss was told, and
        ``deliberate`` faults that this disturbance explains.
        """
        with ground.opened() as database:
            found = stored(database)
        confirmed = self.publishers.confirmed
        heard = Counter(WORDS.get(call.outcome, call.outcome) for call in self.publishers.calls)
        wrong = [*faults, *self.puller.faults]
        if found.whole - self.publishers.sent:
            wrong.append("messages are stored that nobody sent")
        return Outcome(
            disturbance=disturbance,
            database=ground.kind,
            blows=len(self.ends),
            sent=len(self.publishers.sent),
            confirmed=len(confirmed),
            lost=len(confirmed - gone - found.whole),
            half=len(found.half),
            doubled=found.doubled,
            heard=heard + self.puller.heard,
            recoveries=self.recoveries(),
            remarks=remarks,
            faults=wrong + unexpected(heard + self.puller.heard, deliberate),
        )

    def recoveries(self) -> list[float]:
        """Seconds from the end of each blow to the first message that was confirmed after it."""
        moments = sorted(call.ended for call in self.publishers.calls if call.outcome == CONFIRMED)
        places = [(end, bisect_right(moments, end)) for end in self.ends]
        return [moments[place] - end for end, place in places if place < len(moments)]


def unexpected(heard: Counter[str], explained: AbstractSet[str]) -> list[str]:
    """What no disturbance explains: who did nothing wrong is told to wait, or hears nothing."""
    deliberate = {WORDS[CONFIRMED], WORDS[NO_ANSWER], PULLED, "Server.TijdelijkNietBeschikbaar", *explained}
    return [f"clients heard {what} {count} times" for what, count in heard.items() if what not in deliberate]
