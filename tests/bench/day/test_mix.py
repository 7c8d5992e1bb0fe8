"""What is asked in a day, in which hours, and how many in all."""

import random
from collections import Counter
from datetime import date

import pytest

from bench.landelijk.day.hours import hours
from bench.landelijk.day.mix import A_DAY, MIX, arrivals, counts
from bench.landelijk.morning.arrivals import Kind
from uwlr_service.domain import tijd

DAY = date(2026, 11, 28)
DAY_HOURS = list(range(24))


def test_a_school_has_so_many_questions_a_day() -> None:
    a_day = Counter({kind: sum(daily.at(hour) for hour in DAY_HOURS) for kind, daily in MIX.items()})
    assert a_day[Kind.PULL] + a_day[Kind.LEVERINGEN] == 10 * 96
    assert a_day.total() == pytest.approx(A_DAY)
    assert 0.9 < (a_day[Kind.PULL] + a_day[Kind.LEVERINGEN]) / A_DAY < 0.95


@pytest.mark.parametrize("calls", [400, 50_000, 2_000_000])
def test_there_are_as_many_as_was_said_and_of_every_kind(calls: int) -> None:
    asked: Counter[Kind] = Counter()
    for count in counts(DAY_HOURS, calls):
        asked.update(count)
    assert asked.total() == pytest.approx(calls, abs=len(MIX))
    assert all(asked[kind] >= 0.9 * calls * MIX[kind].times / A_DAY - 1 for kind in MIX)


def test_people_and_lessons_are_there_by_day_and_polls_always() -> None:
    by_hour = list(counts(DAY_HOURS, 100_000))
    assert by_hour[3][Kind.SIGN_IN] == by_hour[3][Kind.RESULTS] == by_hour[3][Kind.PAGE] == 0
    assert by_hour[10][Kind.SIGN_IN] > 100
    assert by_hour[3][Kind.PULL] == pytest.approx(by_hour[10][Kind.PULL], abs=1)


def test_one_poll_in_so_many_finds_something_new() -> None:
    asked = arrivals({Kind.PULL: 20_000, Kind.PUSH: 300}, 50, random.Random(1))
    new = Counter(arrival.kind for arrival in asked if arrival.is_new)
    assert new[Kind.PULL] == pytest.approx(20_000 / 96, rel=0.3)
    assert new[Kind.PUSH] == pytest.approx(100, rel=0.3)
    assert {arrival.school for arrival in asked} == set(range(50))
    assert len({arrival.moment for arrival in asked}) == len(asked)


def test_weeks_pass_between_a_day_and_the_whole_day_that_counts() -> None:
    all_hours = hours(DAY)
    before = [hour for hour in all_hours if hour.is_before]
    later = [hour for hour in all_hours if not hour.is_before]
    assert [hour.local for hour in before] == list(range(6, 16))
    assert (later[0].begin - before[-1].begin).days == 32
    assert sorted(hour.local for hour in later) == DAY_HOURS


def test_the_worker_clears_up_after_the_weeks_and_after_the_night() -> None:
    duties = [(hour.local, hour.clear_ups) for hour in hours(DAY) if hour.clear_ups]
    assert duties == [(16, 1), (6, 2)]
    (night,) = [hour for hour in hours(DAY) if hour.ends_the_night]
    assert night.night == tijd.today(night.begin)
    assert [hour.local for hour in hours(DAY) if hour.is_at_night] == [1, 2, 3, 4, 5]
