"""What schools ask in a whole day, and in which hours.

A school has ten links, and each asks every quarter whether anything is new, day and night. Nearly always
nothing is: a school changes once a day, and then each of its eight publishers gets it anew. So those who look
are 93 in 100; the rest is what a day brings beside the morning of ``morning/arrivals.py``.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.landelijk.morning.arrivals import GKV_LINKS, UWLR_LINKS, Arrival, Kind

POLLS = 24 * 4
NEW = {Kind.PULL: 1 / POLLS, Kind.PUSH: 1 / 3}
"""The share with something new: once a day, of so many."""


@dataclass(frozen=True, slots=True)
class Daily:
    """How often something happens at a school in a day, evenly within some hours of it."""

    times: float
    begin: int = 0
    end: int = 24

    def at(self, hour: int) -> float:
        """How often in the hour that begins then."""
        return self.times / (self.end - self.begin) if self.begin <= hour < self.end else 0.0


MIX: Mapping[Kind, Daily] = {
    Kind.PULL: Daily(UWLR_LINKS * POLLS),
    Kind.LEVERINGEN: Daily(GKV_LINKS * POLLS),
    # Eight until nine o'clock, when the tests of the day before come; then the lessons of a day.
    Kind.RESULTS: Daily(24, 8, 16),
    # Each partner collects the package of the night.
    Kind.PACKAGE: Daily(GKV_LINKS, 6, 9),
    # A LAS sends in the morning, at noon and in the evening, and reads every hour of a day at school.
    Kind.PUSH: Daily(3, 6, 22),
    Kind.FEED: Daily(10, 7, 17),
    # Twelve until nine o'clock, and half as many later.
    Kind.SIGN_IN: Daily(18, 8, 16),
    Kind.PAGE: Daily(6, 7, 18),
}
A_DAY = sum(daily.times for daily in MIX.values())
"""Questions about a school."""


def counts(hours: Sequence[int], calls: int) -> Iterator[dict[Kind, int]]:
    """For each of these hours how many questions of each kind, so many in all; fractions are handed on."""
    all_times = sum(daily.at(hour) for hour in hours for daily in MIX.values())
    due = dict.fromkeys(MIX, 0.0)
    asked = dict.fromkeys(MIX, 0)
    for hour in hours:
        in_hour: dict[Kind, int] = {}
        for kind, daily in MIX.items():
            due[kind] += calls * daily.at(hour) / all_times
            in_hour[kind] = round(due[kind]) - asked[kind]
            asked[kind] += in_hour[kind]
        yield in_hour


def arrivals(count: Mapping[Kind, int], schools: int, chance: random.Random) -> list[Arrival]:
    """So many questions of each kind, about any school, in any order; ``moment`` numbers them."""
    kinds = [kind for kind, times in count.items() for _ in range(times)]
    chance.shuffle(kinds)
    return [
        Arrival(
            moment=float(number),
            kind=kind,
            school=chance.randrange(schools),
            choice=chance.random(),
            is_new=chance.random() < NEW.get(kind, 0.0),
        )
        for number, kind in enumerate(kinds)
    ]
