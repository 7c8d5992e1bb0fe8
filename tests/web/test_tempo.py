"""The even limit of the APIs with tokens: a bucket for each client."""

import threading

import pytest

from uwlr_service.web.tempo import EvenTempo

FIRST = "koppeling-1"


def test_a_bucket_fills_again() -> None:
    now = [0.0]
    tempo = EvenTempo(60, lambda: now[0])
    assert [tempo.take(FIRST) for _ in range(60)] == [0.0] * 60
    assert tempo.take(FIRST) == pytest.approx(1.0)
    assert tempo.take("las-2") == 0.0
    now[0] = 1.0
    assert tempo.take(FIRST) == 0.0
    now[0] = 1e6
    assert [tempo.take(FIRST) for _ in range(60)] == [0.0] * 60


def test_a_refused_call_costs_nothing() -> None:
    now = [0.0]
    tempo = EvenTempo(2, lambda: now[0])
    assert [tempo.take(FIRST) for _ in range(2)] == [0.0, 0.0]
    for half in range(1, 60):
        now[0] = half / 2
        assert tempo.take(FIRST) == pytest.approx(30 - half / 2)
    now[0] = 30.0
    assert tempo.take(FIRST) == 0.0


def test_threads_share_one_bucket() -> None:
    tempo = EvenTempo(100, lambda: 0.0)
    waits: list[float] = []
    threads = [
        threading.Thread(target=lambda: waits.extend(tempo.take(FIRST) for _ in range(50))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert waits.count(0.0) == 100
