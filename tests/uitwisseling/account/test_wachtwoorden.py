"""Passwords: the work that each costs, two at a time, and nothing cheaper for a name that nobody has."""

import threading
import time

import pytest
from nacl.pwhash import argon2id

from uwlr_service.domain.account.woorden import WOORDEN
from uwlr_service.domain.fouten import TijdelijkNietBeschikbaar
from uwlr_service.uitwisseling.account import wachtwoorden

BY_THE_REFERENCE = (
    "$argon2id$v=19$m=19456,t=2,p=1$hVWR/o4Nf2xVq7PPh3sJ5A$pT5s4CYgBNfUHdt2PugdSDCM2Kb0IaZQvLrQRuwK19Q",
    "$argon2id$v=19$m=8,t=1,p=1$i9NgI9Sgg50LrB3ZQPE/vg$/BvDVOBuVAN6gvvhelgbWTE0l5atoMoNuNIHUv0CPiM",
)
"""What phc-winner-argon2 made of one password: with the work of now, and with less."""


def test_a_hash_costs_what_it_should_and_that_of_nobody_the_same() -> None:
    kept = wachtwoorden.hashed("paars tandwiel klimt")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert [len(part) for part in wachtwoorden.NOBODY.split("$")] == [len(part) for part in kept.split("$")]
    assert wachtwoorden.NOBODY.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert not wachtwoorden.is_right("nobody has this password", None)


@pytest.mark.parametrize("kept", BY_THE_REFERENCE)
def test_what_was_hashed_by_the_reference_implementation_is_right(kept: str) -> None:
    assert wachtwoorden.is_right("paars tandwiel klimt", kept)
    assert not wachtwoorden.is_right("paars tandwiel klom", kept)


def test_less_work_is_outdated_and_as_much_is_not() -> None:
    now, less = BY_THE_REFERENCE
    assert not wachtwoorden.is_outdated(now)
    assert wachtwoorden.is_outdated(less)


@pytest.mark.parametrize("typed", ["caf\u00e9 krent tandwiel", "cafe\u0301 krent tandwiel"])
def test_a_sign_is_the_same_however_a_keyboard_writes_it(typed: str) -> None:
    assert wachtwoorden.is_right(typed, wachtwoorden.hashed("caf\u00e9 krent tandwiel"))


@pytest.mark.parametrize("typed", ["", "Paars tandwiel", "paars tandwiel ", "\x00", "\udc80", "x" * 10**6])
def test_another_password_is_wrong(typed: str) -> None:
    assert not wachtwoorden.is_right(typed, wachtwoorden.hashed("paars tandwiel"))


@pytest.mark.parametrize("kept", ["geen hash", "\u00e9", "$argon2id$v=19$m=19456,t=2,p=1$", "x" * 1000])
def test_what_is_no_hash_is_wrong(kept: str) -> None:
    assert not wachtwoorden.is_right("paars tandwiel", kept)


def test_no_more_than_two_are_worked_on_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    at_work = []
    most = []
    lock = threading.Lock()

    def slow(_wachtwoord: bytes, **_work: int) -> bytes:
        with lock:
            at_work.append(1)
            most.append(len(at_work))
        time.sleep(0.02)
        with lock:
            at_work.pop()
        return b""

    monkeypatch.setattr(argon2id, "str", slow)
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
