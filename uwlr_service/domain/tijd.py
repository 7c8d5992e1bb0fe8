"""Moments and dates: aware, in UTC inside the service, in Europe/Amsterdam for people and partners."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
LAST_HOUR = "T24"
END_OF_DAY = re.compile(r"T24:00:00(?:\.0+)?(?=[Z+-]|$)")
"""The first moment of the next day, in words that Python does not know (XML Schema part 2, 3.2.7)."""
CALENDAR_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def whole_second(moment: datetime) -> datetime:
    """The moment without its fraction; clients truncate what they echo."""
    return moment.replace(microsecond=0) if moment.microsecond else moment


def today(moment: datetime | None = None) -> date:
    """The date that a Dutch school has at a moment, by default now."""
    return (moment or now()).astimezone(AMSTERDAM).date()


def midnight(day: date) -> datetime:
    """The moment in UTC at which a day begins in Europe/Amsterdam."""
    return datetime.combine(day, time(), AMSTERDAM).astimezone(UTC)


def is_doubled(moment: datetime) -> bool:
    """Whether a zone-less value falls in the autumn hour that the clock passes twice."""
    if moment.tzinfo is not None:
        return False
    first = moment.replace(tzinfo=AMSTERDAM, fold=0).utcoffset() or timedelta()
    second = moment.replace(tzinfo=AMSTERDAM, fold=1).utcoffset() or timedelta()
    # In autumn the first pass is in summer time, which is ahead. In the hour that spring skips the two
    # offsets differ as well, the other way round.
    return first > second


def parse_moment(text: str) -> datetime:
    """Read an xs:dateTime; a value without a zone stays without one.

    Raises ValueError for a moment that the calendar of Python cannot hold: it has the years 1 to 9999.
    """
    # White space around a moment means nothing (XML Schema, whiteSpace=collapse); Python refuses it.
    text = text.strip()
    if LAST_HOUR not in text:
        return datetime.fromisoformat(text)
    begin, days = END_OF_DAY.subn("T00:00:00", text)
    try:
        return datetime.fromisoformat(begin) + days * DAY
    except OverflowError as error:
        raise ValueError(f"{text} ligt buiten de kalender") from error


def parse_day(text: str) -> date:
    """Read an xs:date; a zone behind it says nothing about a calendar day.

    Raises ValueError for a day outside the years 1 to 9999.
    """
    match = CALENDAR_DAY.fullmatch(text.strip())
    if match is None:
        raise ValueError("een dag buiten de jaren 1 tot en met 9999")
    return date.fromisoformat(match[1])


def to_utc(moment: datetime) -> datetime:
    """A moment in UTC; a zone-less one is read as Europe/Amsterdam.

    Raises ValueError at the two ends of the calendar, where the moment in UTC would lie outside it.
    """
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=AMSTERDAM)
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{moment} ligt buiten de kalender") from error


def format_moment(moment: datetime) -> str:
    """Write a moment as xs:dateTime with the offset of Europe/Amsterdam.

    Before 1937 that offset was not a whole number of minutes, which xs:dateTime cannot say; then it is UTC.
    """
    local = moment.astimezone(AMSTERDAM)
    if (local.utcoffset() or timedelta()) % MINUTE:
        local = moment.astimezone(UTC)
    return local.isoformat(timespec="seconds")
