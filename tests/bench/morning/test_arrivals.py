"""The morning of many schools: as many questions as were said, when they were said, by chance."""

from collections import Counter
from itertools import pairwise
from statistics import fmean, pvariance

import pytest

from bench.landelijk.morning.arrivals import (
    MINUTE,
    MORNING,
    RUSH,
    TRAFFIC,
    Kind,
    Window,
    arrivals,
    expected,
)

SCHOOLS = 400
SEED = 7
WHOLE = list(arrivals(SCHOOLS, Window(), SEED))
ENOUGH = 5
"""Standard deviations; of a Poisson number that is the root of its mean."""


def test_a_school_has_so_many_questions_in_a_morning() -> None:
    a_school = {kind: traffic.times for kind, traffic in TRAFFIC.items()}
    assert a_school[Kind.PULL] + a_school[Kind.LEVERINGEN] == 10 * 6
    assert {kind: times for kind, times in a_school.items() if kind not in (Kind.PULL, Kind.LEVERINGEN)} == {
        Kind.RESULTS: 8,
        Kind.PACKAGE: 2,
        Kind.PUSH: 1,
        Kind.FEED: 1,
        Kind.SIGN_IN: 12,
        Kind.PAGE: 3,
    }


@pytest.mark.parametrize("kind", Kind)
def test_all_schools_have_that_many_together(kind: Kind) -> None:
    count = sum(arrival.kind is kind for arrival in WHOLE)
    mean = SCHOOLS * TRAFFIC[kind].times
    assert expected(SCHOOLS, Window())[kind] == pytest.approx(mean)
    assert abs(count - mean) < ENOUGH * mean**0.5


def test_half_of_the_sign_ins_come_in_the_rush() -> None:
    moments = [arrival.moment for arrival in WHOLE if arrival.kind is Kind.SIGN_IN]
    in_rush = sum(RUSH[0] <= moment < RUSH[1] for moment in moments)
    assert in_rush / len(moments) == pytest.approx(0.5, abs=0.04)


def test_one_in_twenty_pulls_gets_the_school_anew() -> None:
    pulls = [arrival.is_new for arrival in WHOLE if arrival.kind is Kind.PULL]
    assert sum(pulls) / len(pulls) == pytest.approx(0.05, abs=0.01)


def test_they_come_in_order_and_within_the_window() -> None:
    moments = [arrival.moment for arrival in WHOLE]
    assert moments == sorted(moments)
    assert moments[0] >= 0
    assert moments[-1] < MORNING


def test_every_school_asks() -> None:
    assert len({arrival.school for arrival in WHOLE}) == SCHOOLS


def test_the_time_between_two_is_by_chance() -> None:
    """Of an exponential distribution the standard deviation is the mean; of an even clock it is nothing."""
    gaps = [after.moment - before.moment for before, after in pairwise(_of(Kind.PULL))]
    assert pvariance(gaps) ** 0.5 == pytest.approx(fmean(gaps), rel=0.1)


def test_the_same_seed_gives_the_same_morning() -> None:
    short = Window.peak(60)
    assert list(arrivals(20, short, 1)) == list(arrivals(20, short, 1))
    assert list(arrivals(20, short, 1)) != list(arrivals(20, short, 2))


def test_a_window_counts_from_its_begin() -> None:
    window = Window.peak(10 * MINUTE)
    part = list(arrivals(SCHOOLS, window, SEED))
    assert (window.begin, window.end) == (60 * MINUTE, 70 * MINUTE)
    assert 0 <= part[0].moment < part[-1].moment < 10 * MINUTE
    sign_ins = Counter(arrival.kind for arrival in part)[Kind.SIGN_IN]
    mean = SCHOOLS * 6 / 2  # half of the rush
    assert expected(SCHOOLS, window)[Kind.SIGN_IN] == pytest.approx(mean)
    assert abs(sign_ins - mean) < ENOUGH * mean**0.5


@pytest.mark.parametrize("minutes", [1, 30, 60, 90])
def test_a_peak_lies_within_the_morning(minutes: int) -> None:
    window = Window.peak(minutes * MINUTE)
    assert window.seconds == minutes * MINUTE
    assert 0 <= window.begin < window.end <= MORNING


def _of(kind: Kind) -> list:
    return [arrival for arrival in WHOLE if arrival.kind is kind]
