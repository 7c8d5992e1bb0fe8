"""Codes of classes and badges, as people and scanners give them back."""

import secrets

import pytest

from uwlr_service.domain.account.klas import codes, plaatjes, woorden
from uwlr_service.domain.account.klas.plaatjes import Plaatje

BADGE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ABC234", "ABC234"),
        (" abc-234\n", "ABC234"),
        ("ABC23", None),
        ("ABC2345", None),
        ("ABC0I1", None),
        ("", None),
        ("ＡＢＣ２３４", None),
    ],
)
def test_the_code_of_a_class(typed: str, code: str | None) -> None:
    assert codes.read_klascode(typed) == code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (BADGE, BADGE),
        (f"https://school.example/badge#{BADGE.lower()}\r\n", BADGE),
        (BADGE[:25], None),
        (BADGE + "!", None),
        ("", None),
    ],
)
def test_the_code_of_a_badge(given: str, code: str | None) -> None:
    assert codes.read_badge(given) == code


def test_pictures_are_three_of_the_twelve() -> None:
    assert len(Plaatje) == 12
    assert plaatjes.read(["zon", "zon", "bal"]) == (Plaatje.ZON, Plaatje.ZON, Plaatje.BAL)
    assert plaatjes.read(["zon", "zon"]) is None
    assert plaatjes.read(["zon", "zon", "maan", "bal"]) is None
    assert plaatjes.read(["zon", "zon", "kat"]) is None


def test_passwords_are_long_enough_and_hard_enough_to_guess() -> None:
    assert len(set(woorden.WOORDEN)) == 256 == len(woorden.WOORDEN)
    shortest = min(woorden.WOORDEN, key=len)
    assert len(woorden.joined(shortest, shortest, woorden.LAAGSTE)) >= 10
    assert all(woord.isascii() and woord.islower() for woord in woorden.WOORDEN)


def test_a_row_by_chance_is_never_three_times_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    suns = [Plaatje.ZON] * plaatjes.LENGTH
    drawn = iter([*suns, Plaatje.ZON, Plaatje.ZON, Plaatje.BAL])
    monkeypatch.setattr(secrets, "choice", lambda _: next(drawn))
    assert plaatjes.draw() == (Plaatje.ZON, Plaatje.ZON, Plaatje.BAL)


def test_every_other_row_can_be_drawn() -> None:
    few = {plaatjes.draw() for _ in range(60_000)}
    assert len(few) == len(Plaatje) ** plaatjes.LENGTH - len(Plaatje)
