"""What has to be done at once is done in another thread, once after each time that it was asked for."""

import logging
import threading

import pytest

from uwlr_service.uitwisseling.sso.afmelden.meteen import Meteen

PATIENCE = 20


def test_it_is_done_after_the_last_time_it_was_asked_for() -> None:
    begun = threading.Semaphore(0)
    go_on = threading.Semaphore(0)
    done = []

    def work() -> None:
        begun.release()
        assert go_on.acquire(timeout=PATIENCE)
        done.append(threading.current_thread().name)

    meteen = Meteen(work)
    meteen.ask()
    assert begun.acquire(timeout=PATIENCE)
    for _ in range(5):  # while it is at work: once more is enough
        meteen.ask()
    go_on.release(2)
    meteen.finish(PATIENCE)
    assert done == ["meteen", "meteen"]
    go_on.release()
    meteen.ask()
    meteen.finish(PATIENCE)
    assert len(done) == 3


def test_what_fails_is_in_the_log_and_does_not_stop_the_next(caplog: pytest.LogCaptureFixture) -> None:
    done: list[None] = []

    def work() -> None:
        done.append(None)
        raise OSError("with an address in it")

    meteen = Meteen(work)
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            meteen.ask()
            meteen.finish(PATIENCE)
    assert len(done) == 2
    assert caplog.messages == ["logouts were not sent at once: OSError"] * 2


def test_nobody_waits_for_what_was_never_asked_for() -> None:
    Meteen(lambda: pytest.fail("nobody asked")).finish(0)


def test_who_finishes_waits_no_longer_than_said() -> None:
    go_on = threading.Event()
    done: list[bool] = []
    meteen = Meteen(lambda: done.append(go_on.wait(PATIENCE)))
    meteen.ask()
    meteen.finish(0.01)
    assert done == []
    go_on.set()
    meteen.finish(PATIENCE)
    assert done == [True]
