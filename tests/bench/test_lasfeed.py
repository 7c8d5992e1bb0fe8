"""The arithmetic of the feed: the dearest reading, and the worst ratio by the clock."""

from bench.lasfeed import Reading, _judged

FEW = [
    Reading(las="all", processor=0.30, clock=0.50),
    Reading(las="500", processor=0.40, clock=1.00),
]
MANY = [
    Reading(las="all", processor=0.35, clock=0.60),
    Reading(las="500", processor=0.45, clock=1.10),
]
SLOW = [
    Reading(las="all", processor=0.60, clock=0.50),
    Reading(las="500", processor=0.45, clock=2.00),
]


def test_all_readings_must_be_cheap_and_none_much_slower_than_before() -> None:
    cheap, flat = _judged("SQLite", FEW, MANY, 5_000_000)
    assert (cheap.what, cheap.measured, cheap.met) == ("10,000 results read, SQLite", "0.45 s", True)
    assert (flat.measured, flat.met) == ("1.20 times", True)
    assert "5 million stored" in flat.what


def test_one_that_is_dear_or_slower_is_enough_to_fail() -> None:
    cheap, flat = _judged("SQLite", FEW, SLOW, 5_000_000)
    assert (cheap.measured, cheap.met) == ("0.60 s", False)
    assert (flat.measured, flat.met) == ("2.00 times", False)
