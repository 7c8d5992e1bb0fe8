"""The strict minute of GeneriekeService: what one caller may do, and how many callers are remembered."""

import threading

import pytest

from uwlr_service.domain.fouten import TeVeelVerzoeken
from uwlr_service.uitwisseling.tempo import MAX_KNOWN, StrictTempo


def test_a_minute_goes_by() -> None:
    now = [100.0]
    tempo = StrictTempo(2, clock=lambda: now[0])
    tempo.take("a")
    now[0] = 130.0
    tempo.take("a")
    with pytest.raises(TeVeelVerzoeken) as caught:
        tempo.take("a")
    assert caught.value.seconden == 30
    tempo.take("b")
    now[0] = 160.0
    tempo.take("a")
    with pytest.raises(TeVeelVerzoeken):
        tempo.check("a")


def test_what_is_remembered_is_bounded() -> None:
    tempo = StrictTempo(1, clock=lambda: 0.0)
    for number in range(MAX_KNOWN + 10):
        tempo.count(number)
    assert len(tempo._moments) == MAX_KNOWN
    with pytest.raises(TeVeelVerzoeken):
        tempo.check(MAX_KNOWN + 9)


def test_the_caller_who_was_idle_for_longest_is_forgotten() -> None:
    tempo = StrictTempo(2, clock=lambda: 0.0)
    for number in (*range(MAX_KNOWN), 0, MAX_KNOWN):
        tempo.count(number)
    with pytest.raises(TeVeelVerzoeken):
        tempo.check(0)
    tempo.count(1)
    tempo.check(1)  # its first call was forgotten, not the second one of caller 0


def test_what_is_counted_beyond_the_limit_lengthens_the_wait() -> None:
    now = [0.0]
    tempo = StrictTempo(1, clock=lambda: now[0])
    tempo.count("a")
    now[0] = 59.0
    tempo.count("a")
    now[0] = 61.0
    with pytest.raises(TeVeelVerzoeken) as caught:
        tempo.check("a")
    assert caught.value.seconden == 58


def test_threads_share_one_minute() -> None:
    tempo = StrictTempo(100, clock=lambda: 0.0)
    outcomes: list[bool] = []

    def call() -> None:
        for _ in range(50):
            try:
                tempo.take("a")
            except TeVeelVerzoeken:
                outcomes.append(False)
            else:
                outcomes.append(True)

    threads = [threading.Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(True) == 100
