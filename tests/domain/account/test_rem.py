"""How guessing is slowed down: the waits, when they begin and end, and which addresses are one network."""

from datetime import UTC, datetime, timedelta

import pytest

from uwlr_service.domain.account.rem import REMMEN, Teller, Tellersoort, netwerk_of

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
S = timedelta(seconds=1)


def wait(soort: Tellersoort, fouten: int) -> timedelta:
    """How long somebody waits after so many failures."""
    teller = Teller(fouten, NOW, NOW)
    lengths = (timedelta(seconds=seconds) for seconds in range(1000))
    return next(length for length in lengths if not teller.holds_back(soort, NOW + length))


def test_waits_double_from_a_second_to_a_quarter_of_an_hour() -> None:
    waits = [wait(Tellersoort.ONBEKEND, fouten) / S for fouten in range(15)]
    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_a_network_waits_half_a_minute_at_most_and_a_school_never() -> None:
    assert [wait(Tellersoort.NETWERK, fouten) / S for fouten in (30, 31, 35, 36, 10_000)] == [
        0,
        1,
        16,
        30,
        30,
    ]
    assert wait(Tellersoort.SCHOOL, 10_000) == timedelta()


@pytest.mark.parametrize("soort", [Tellersoort.APPARAAT, Tellersoort.ONBEKEND])
def test_after_a_hundred_failures_a_password_proves_nothing_for_a_month(
    soort: Tellersoort,
) -> None:
    teller = Teller(100, NOW, NOW)
    assert teller.at(soort, NOW + timedelta(days=29)).holds_back(soort, NOW + timedelta(days=29))
    assert not teller.at(soort, NOW + timedelta(days=30)).holds_back(soort, NOW + timedelta(days=30))
    assert not Teller(99, NOW, NOW).holds_back(soort, NOW + timedelta(minutes=15))


def test_a_count_begins_anew_when_its_window_is_over() -> None:
    for soort, rem in REMMEN.items():
        teller = Teller(7, NOW, NOW + S)
        assert teller.at(soort, NOW + rem.venster - S).fouten == 7
        assert teller.at(soort, NOW + rem.venster).fouten == 0


@pytest.mark.parametrize(
    ("adres", "netwerk"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2ff::7", "2001:db8:1:200::/56"),
        ("", ""),
        (None, ""),
        ("geen adres", ""),
    ],
)
def test_what_a_household_or_a_school_gets_is_one_network(adres: str | None, netwerk: str) -> None:
    assert netwerk_of(adres) == netwerk
