"""The window of the night, around both days on which the clock changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from uwlr_service.domain.gkv.nacht import Venster, place_in_night


@pytest.mark.parametrize(
    ("moment", "nacht"),
    [
        (datetime(2026, 11, 23, 23, 59, 59, tzinfo=UTC), None),
        (datetime(2026, 11, 24, 0, 0, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 4, 29, 59, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 4, 30, tzinfo=UTC), None),
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_the_window_follows_the_clock_of_amsterdam(moment: datetime, nacht: date | None) -> None:
    assert Venster().nacht(moment) == nacht


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 3.5), (date(2026, 10, 25), 5.5), (date(2026, 11, 24), 4.5)]
)
def test_a_night_is_one_night_however_many_hours_it_has(day: date, hours: float) -> None:
    begin = datetime.combine(day, time(), UTC) - timedelta(hours=3)
    minutes = [begin + timedelta(minutes=at) for at in range(60 * 12)]
    open_minutes = [minute for minute in minutes if Venster().nacht(minute) == day]
    assert len(open_minutes) == hours * 60
    assert open_minutes[-1] - open_minutes[0] == timedelta(hours=hours, minutes=-1)


@pytest.mark.parametrize(
    "text", ["05:30-01:00", "06:00-08:00", "01:00", "1-2-3", "12:00-13:00", "17:00-19:00"]
)
def test_a_window_in_office_hours_or_none_at_all_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="venster"):
        Venster.parse(text)


def test_a_window_is_read_as_it_is_written() -> None:
    assert Venster.parse("02:15-04:45") == Venster(time(2, 15), time(4, 45))


def test_schools_of_a_link_are_spread_over_the_night() -> None:
    places = [place_in_night(1, school) for school in range(1000)]
    assert places != sorted(places)
    thirds = [sum(low <= place < low + 2**24 // 3 for place in places) for low in (0, 2**24 // 3, 2**25 // 3)]
    assert min(thirds) > 250
