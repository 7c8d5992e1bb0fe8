"""Moments: UTC inside, Dutch time outside, and the two hours a year that are special."""

from datetime import UTC, date, datetime

import pytest

from uwlr_service.domain import tijd


def test_zoneless_is_dutch() -> None:
    assert tijd.to_utc(datetime(2026, 7, 1, 12)) == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert tijd.to_utc(datetime(2026, 1, 1, 12)) == datetime(2026, 1, 1, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "doubled"),
    [
        (datetime(2026, 10, 25, 2, 30), True),
        (datetime(2026, 10, 25, 1, 59), False),
        (datetime(2026, 10, 25, 3, 0), False),
        (datetime(2026, 3, 29, 2, 30), False),  # skipped, not doubled
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), False),
    ],
)
def test_the_autumn_hour_is_doubled(moment: datetime, doubled: bool) -> None:
    assert tijd.is_doubled(moment) is doubled


def test_a_moment_is_written_with_the_dutch_offset() -> None:
    assert tijd.format_moment(datetime(2026, 7, 1, 10, tzinfo=UTC)) == "2026-07-01T12:00:00+02:00"
    assert tijd.format_moment(datetime(2026, 1, 1, 11, tzinfo=UTC)) == "2026-01-01T12:00:00+01:00"


def test_before_1937_a_moment_is_written_in_utc() -> None:
    assert tijd.format_moment(datetime(1900, 1, 1, tzinfo=UTC)) == "1900-01-01T00:00:00+00:00"


def test_the_dutch_day_begins_before_the_one_of_utc() -> None:
    assert tijd.today(datetime(2026, 11, 30, 23, 30, tzinfo=UTC)) == date(2026, 12, 1)
    assert tijd.midnight(date(2026, 12, 1)) == datetime(2026, 11, 30, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20T24:00:00", datetime(2026, 11, 21)),
        ("2026-12-31T24:00:00.000Z", datetime(2027, 1, 1, tzinfo=UTC)),
        ("2026-10-24T24:00:00+02:00", datetime(2026, 10, 24, 22, tzinfo=UTC)),
        ("2028-02-28T24:00:00", datetime(2028, 2, 29)),
        ("\n 2026-11-20T10:00:00 ", datetime(2026, 11, 20, 10)),
        ("0001-01-01T00:00:00.0000000", datetime(1, 1, 1)),
    ],
)
def test_the_end_of_a_day_is_the_beginning_of_the_next(text: str, moment: datetime) -> None:
    assert tijd.parse_moment(text) == moment


@pytest.mark.parametrize(
    "text", ["9999-12-31T24:00:00", "12026-01-01T00:00:00", "-0001-01-01T00:00:00", "2026-11-20T24:00:01"]
)
def test_a_moment_outside_the_calendar_is_an_ordinary_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"kalender|format|hour"):
        tijd.parse_moment(text)


@pytest.mark.parametrize("text", ["2016-05-01", " 2016-05-01\n", "2016-05-01Z", "2016-05-01+14:00"])
def test_the_zone_of_a_day_says_nothing(text: str) -> None:
    assert tijd.parse_day(text) == date(2016, 5, 1)


@pytest.mark.parametrize("text", ["12016-05-01", "-2016-05-01", "0000-01-01", "2016-05-01T10:00:00", ""])
def test_a_day_outside_the_calendar_is_an_ordinary_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"jaren|year"):
        tijd.parse_day(text)


def test_the_end_of_the_calendar_is_an_ordinary_error() -> None:
    with pytest.raises(ValueError, match="kalender"):
        tijd.to_utc(datetime(1, 1, 1))
