"""The hours of a run: some of a day long ago, and then a whole day, weeks later."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from uwlr_service.domain import tijd

HOUR = timedelta(hours=1)
LONG_AGO = (time(6), 10)
"""When the first day begins, and how many hours of it pass."""
WEEKS_LATER = timedelta(days=32)
"""Longer than anything is kept in this run."""
WHOLE = 24
WINDOW_OPENS = 1
LAST_OF_WINDOW = 5
"""The hour in which the window for packages closes, at half past."""


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of a run, and what the worker has to have done before it is over."""

    begin: datetime
    is_before: bool
    """Whether it is of the day long ago."""
    clear_ups: int
    """How often the worker must have cleared up by then."""

    @property
    def local(self) -> int:
        """Its number on the clock of the schools."""
        return self.begin.astimezone(tijd.AMSTERDAM).hour

    @property
    def is_at_night(self) -> bool:
        """Whether packages are made in it."""
        return WINDOW_OPENS <= self.local <= LAST_OF_WINDOW

    @property
    def ends_the_night(self) -> bool:
        """Whether all packages of the night have to be there when it is over."""
        return self.local == LAST_OF_WINDOW

    @property
    def night(self) -> date:
        """The day that it is."""
        return tijd.today(self.begin)


def hours(day: date) -> list[Hour]:
    """All of them; the first day is this one, which has not begun."""
    begin, count = LONG_AGO
    first = datetime.combine(day, begin, tijd.AMSTERDAM).astimezone(UTC)
    before = [Hour(first + number * HOUR, is_before=True, clear_ups=0) for number in range(count)]
    since = first + count * HOUR + WEEKS_LATER
    later = [Hour(since + number * HOUR, is_before=False, clear_ups=0) for number in range(WHOLE)]
    return [*before, *(_with_duty(hour, at) for at, hour in enumerate(later))]


def _with_duty(hour: Hour, number: int) -> Hour:
    """The worker clears up in the first hour after weeks, and when the window of the night is over."""
    due = 1 if number == 0 else 0
    if number > 0 and hour.local == LAST_OF_WINDOW + 1:
        due = 2
    return Hour(hour.begin, is_before=False, clear_ups=due)
