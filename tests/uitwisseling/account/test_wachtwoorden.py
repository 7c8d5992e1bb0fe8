"""Passwords: the work that each costs, two at a time, and nothing cheaper for a name that nobody has."""

import threading
import time

import pytest
from argon2 import extract_parameters

from uwlr_service.domain.account.woorden import WOORDEN
from uwlr_service.domain.fouten import TijdelijkNietBeschikbaar
from uwlr_service.uitwisseling.account import wachtwoorden


def test_a_hash_costs_what_it_should_and_that_of_nobody_the_same() -> None:
    kept = extract_parameters(wachtwoorden.hashed("paars tandwiel klimt"))
    assert (kept.type.name, kept.memory_cost, kept.time_cost, kept.parallelism) == ("ID", 19 * 1024, 2, 1)
    assert extract_parameters(wachtwoorden.NOBODY) == kept
    assert not wachtwoorden.is_right("nobody has this password", None)


@pytest.mark.parametrize("typed", ["caf\u00e9 krent tandwiel", "cafe\u0301 krent tandwiel"])
def test_a_sign_is_the_same_however_a_keyboard_writes_it(typed: str) -> None:
    assert wachtwoorden.is_right(typed, wachtwoorden.hashed("caf\u00e9 krent tandwiel"))


@pytest.mark.parametrize("typed", ["", "Paars tandwiel", "paars tandwiel ", "\x00", "\udc80", "x" * 10**6])
def test_another_password_is_wrong(typed: str) -> None:
    assert not wachtwoorden.is_right(typed, wachtwoorden.hashed("paars tandwiel"))


def test_what_is_no_hash_is_wrong() -> None:
    assert not wachtwoorden.is_right("paars tandwiel", "geen hash")


def test_no_more_than_two_are_worked_on_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    at_work = []
    most = []
    lock = threading.Lock()

    class Slow:
        def hash(self, _wachtwoord: bytes) -> str:
            with lock:
                at_work.append(1)
                most.append(len(at_work))
            time.sleep(0.02)
            with lock:
                at_work.pop()
            return ""

    monkeypatch.setattr(wachtwoorden, "_hasher", Slow())
    threads = [threading.Thread(target=wachtwoorden.hashed, args=("x",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(most), max(most)) == (8, 2)


def test_whoever_waits_too_long_for_a_turn_hears_so(monkeypatch: pytest.MonkeyPatch) -> None:
    full = threading.BoundedSemaphore(1)
    full.acquire()
    monkeypatch.setattr(wachtwoorden, "_gate", full)
    monkeypatch.setattr(wachtwoorden, "PATIENCE", 0.01)
    with pytest.raises(TijdelijkNietBeschikbaar):
        wachtwoorden.is_right("x", None)


def test_the_words_are_lower_case_and_there_once() -> None:
    assert [word for word in WOORDEN if word != word.casefold()] == []
    assert len(WOORDEN) > 200
