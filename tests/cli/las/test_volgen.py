"""Results are taken over in their order: out, then remembered, then confirmed; following stops cleanly."""

import json
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.gkv.answering import Service, serving
from uwlr_service.cli.las import volgen
from uwlr_service.cli.las.stand import Stand, held
from uwlr_service.cli.las.stopsein import Gestopt, Stopsein, listening
from uwlr_service.cli.las.volgen import Volger
from uwlr_service.client import las
from uwlr_service.client.fouten import LasGeweigerd, Onbereikbaar
from uwlr_service.client.las import LasClient
from uwlr_service.formats.gkv import handtekening

KEY = handtekening.new_key()
URL = "https://uwlr.example.nl"
FEED = "/las/v1/resultaten?limiet=500"
CONFIRM = "/las/v1/resultaten/ontvangstbevestiging"


def page(*cursors: str, meer: bool = False, behind: str = "") -> dict[str, object]:
    """A page with a result for each cursor, or nothing behind one."""
    results = [{"cursor": cursor, "resultaat": {"key": f"R{cursor}"}} for cursor in cursors]
    return {"resultaten": results, "cursor": cursors[-1] if cursors else behind, "meer": meer}


class Follower:
    """Follows a service into a list, with the state in a file; ``stop_at`` asks to stop at that result."""

    def __init__(self, service: Service, path: Path, stop_at: str = "") -> None:
        self.service = service
        self.path = path
        self.stop_at = stop_at
        self.out: list[str] = []
        self.said: list[str] = []
        self.stand: Stand | None = None

    def run(self, *, follow: bool = False, stopsein: Stopsein | None = None) -> dict[str, Any]:
        """Take over what there is; gives what is remembered afterwards."""
        with (
            held(self.path, "uwlr las results", URL, 1) as stand,
            LasClient(self.service.url, 1, KEY, timeout=5) as client,
            listening() as heard,
        ):
            volger = Volger(client, stand, stopsein or heard, self._take, self.said.append)
            if follow:
                volger.follow()
            else:
                volger.run()
        return self.remembered()

    def remembered(self) -> dict[str, Any]:
        """What is remembered."""
        return dict(json.loads(self.path.read_text(encoding="utf-8"))["inhoud"])

    def _take(self, resultaat: Mapping[str, Any]) -> None:
        if self.out:
            assert int(self.remembered()["cursor"]) >= int(self.out[-1])
        self.out.append(resultaat["cursor"])
        if resultaat["cursor"] == self.stop_at:
            os.kill(os.getpid(), signal.SIGTERM)

    def confirmed(self) -> list[str]:
        """The cursors that the service heard."""
        bodies = [
            body
            for path, (_, body) in zip(self.service.asked, self.service.sent, strict=True)
            if path == CONFIRM
        ]
        return [json.loads(body)["cursor"] for body in bodies]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr(las, "FIRST_WAIT", 0.001)
    monkeypatch.setattr(volgen, "SHORTEST", 0.01)
    with serving() as answering:
        answering.tell(CONFIRM, {})
        yield answering


@pytest.fixture
def follower(service: Service, tmp_path: Path) -> Follower:
    return Follower(service, tmp_path / "stand.json")


def test_each_page_goes_out_and_is_confirmed(service: Service, follower: Follower) -> None:
    service.tell(FEED, page("1", "2", meer=True))
    service.tell(f"{FEED}&na=2", page("3"))
    assert follower.run() == {"cursor": "3", "bevestigd": True}
    assert follower.out == ["1", "2", "3"]
    assert follower.confirmed() == ["2", "3"]


def test_the_next_run_goes_on_behind_the_last(service: Service, follower: Follower) -> None:
    service.tell(FEED, page("1"))
    service.tell(f"{FEED}&na=1", page(behind="1"))
    follower.run()
    follower.run()
    assert follower.out == ["1"]
    assert follower.confirmed() == ["1"]


def test_a_page_without_results_moves_the_cursor_and_is_not_confirmed(
    service: Service, follower: Follower
) -> None:
    service.tell(FEED, page(behind="9"))
    assert follower.run() == {"cursor": "9"}
    assert follower.confirmed() == []


def test_a_confirmation_that_did_not_arrive_is_sent_the_next_time(
    service: Service, follower: Follower
) -> None:
    service.answers[CONFIRM] = []
    service.tell(CONFIRM, {"detail": "Even niet."}, 500)
    service.tell(CONFIRM, {})
    service.tell(FEED, page("1"))
    service.tell(f"{FEED}&na=1", page(behind="1"))
    with pytest.raises(Onbereikbaar):
        follower.run()
    assert follower.remembered() == {"cursor": "1", "bevestigd": False}
    assert follower.run() == {"cursor": "1", "bevestigd": True}
    assert follower.out == ["1"]


def test_what_fails_to_go_out_is_not_remembered(service: Service, follower: Follower) -> None:
    service.tell(FEED, page("1", "2"))
    follower.stop_at = "none"

    class Full(Follower):
        def _take(self, resultaat: Mapping[str, Any]) -> None:
            if resultaat["cursor"] == "2":
                raise BrokenPipeError
            super()._take(resultaat)

    full = Full(service, follower.path)
    with pytest.raises(BrokenPipeError):
        full.run()
    assert full.remembered() == {"cursor": "1", "bevestigd": False}


def test_a_stop_in_a_page_finishes_the_result_at_hand(service: Service, follower: Follower) -> None:
    follower.stop_at = "2"
    service.tell(FEED, page("1", "2", "3", meer=True))
    assert follower.run(follow=True) == {"cursor": "2", "bevestigd": True}
    assert follower.out == ["1", "2"]
    assert follower.confirmed() == ["2"]


def test_following_waits_for_what_comes(service: Service, follower: Follower) -> None:
    follower.stop_at = "2"
    service.tell(FEED, page("1"))
    service.tell(f"{FEED}&na=1", page(behind="1"))
    service.tell(f"{FEED}&na=1", page(behind="1"), 200, Retry_After="0")
    service.tell(f"{FEED}&na=1", page("2"))
    follower.run(follow=True)
    assert follower.out == ["1", "2"]
    asked = [
        headers["Prefer"]
        for path, (headers, _) in zip(service.asked, service.sent, strict=True)
        if path == f"{FEED}&na=1"
    ]
    assert asked == ["wait=30"] * 3


def test_following_remembers_a_cursor_that_moved_without_results(
    service: Service, follower: Follower
) -> None:
    follower.stop_at = "3"
    service.tell(FEED, page("1"))
    service.tell(f"{FEED}&na=1", page(behind="2", meer=True))
    service.tell(f"{FEED}&na=2", page("3"))
    follower.run(follow=True)
    assert follower.out == ["1", "3"]


def test_a_page_that_leads_nowhere_is_the_last(service: Service, follower: Follower) -> None:
    service.tell(FEED, page("1", meer=True))
    service.tell(f"{FEED}&na=1", page(behind="1", meer=True))
    assert follower.run() == {"cursor": "1", "bevestigd": True}
    assert service.asked.count(f"{FEED}&na=1") == 1


def test_following_outlives_a_service_that_goes_away(service: Service, follower: Follower) -> None:
    follower.stop_at = "2"
    service.tell(FEED, page("1"))
    service.tell(f"{FEED}&na=1", {"detail": "Er is iets mis."}, 500)
    service.tell(f"{FEED}&na=1", {"detail": "Er is iets mis."}, 500)
    service.tell(f"{FEED}&na=1", page("2"))
    follower.run(follow=True)
    assert follower.out == ["1", "2"]
    assert follower.said == [
        "De dienst antwoordt met HTTP 500: Er is iets mis. De opdracht blijft het proberen.",
        "De dienst is er weer.",
    ]


def test_following_confirms_later_what_did_not_arrive(service: Service, follower: Follower) -> None:
    follower.stop_at = "2"
    service.answers[CONFIRM] = []
    service.tell(CONFIRM, {"detail": "Even niet."}, 500)
    service.tell(CONFIRM, {})
    service.tell(FEED, page("1"))
    service.tell(f"{FEED}&na=1", page("2"))
    assert follower.run(follow=True) == {"cursor": "2", "bevestigd": True}
    assert follower.confirmed() == ["1", "2"]


def test_following_does_not_begin_at_a_service_that_is_not_there(
    service: Service, follower: Follower
) -> None:
    service.tell(FEED, b"<html>")
    with pytest.raises(Onbereikbaar):
        follower.run(follow=True)


def test_a_refusal_ends_it(service: Service, follower: Follower) -> None:
    service.tell(FEED, page("1"))
    service.tell(f"{FEED}&na=1", {"detail": "Deze cursor is te oud."}, 410)
    with pytest.raises(LasGeweigerd, match="te oud"):
        follower.run(follow=True)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_wait_is_broken_off(service: Service, follower: Follower, number: signal.Signals) -> None:
    service.tell(FEED, page("1"))
    service.tell(f"{FEED}&na=1", page(behind="1"), 200, Retry_After="60")
    timer = threading.Timer(0.5, os.kill, (os.getpid(), number))
    timer.start()
    assert follower.run(follow=True) == {"cursor": "1", "bevestigd": True}
    timer.join()


def test_a_signal_before_a_wait_is_not_lost() -> None:
    stopsein = Stopsein()
    stopsein.is_given = True
    with pytest.raises(Gestopt), stopsein.waiting():
        raise AssertionError("it does not wait")


def test_signals_go_where_they_went_before() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with listening():
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before
