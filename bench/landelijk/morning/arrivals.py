"""When each question of a morning comes: between 7:30 and 9:00, by chance, whatever becomes of the others.

Every kind of question of a school is a Poisson process: how many there are differs from morning to morning
as it does at real schools, and their moments cluster as real ones do. The same seed gives the same morning.
"""

import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

MINUTE = 60.0
MORNING = 90 * MINUTE
"""From 7:30 to 9:00; all moments are seconds since 7:30."""
LINKS = 10
"""Of a school, of which each asks once in so many seconds whether anything is new:"""
POLL_SECONDS = 15 * MINUTE
CHANGED = 0.05
"""The share of the polls by a publisher that has to get the school anew."""
SIGN_INS = 12
RUSH = (55 * MINUTE, 75 * MINUTE)
"""From 8:25 to 8:45 half of the sign-ins come."""


class Kind(StrEnum):
    """What is asked."""

    PULL = "pull"
    """A publisher pulls a school by UWLR; it has it already, but for the share that changed."""
    LEVERINGEN = "leveringen"
    """A partner of GKV asks whether there is a new package."""
    RESULTS = "results"
    """A publisher brings results of 25 pupils."""
    PACKAGE = "package"
    """A partner collects the package of the night."""
    PUSH = "push"
    """The LAS sends a school."""
    FEED = "feed"
    """The LAS reads the results of a school."""
    SIGN_IN = "sign-in"
    """A pupil signs in at an application."""
    PAGE = "page"
    """An administrator of a school opens a page of the portal."""


NAMES = {
    (Kind.PULL, False): "pull, unchanged",
    (Kind.PULL, True): "pull, whole",
    (Kind.PUSH, False): "push, unchanged",
    (Kind.PUSH, True): "push, changed",
}


def name_of(kind: Kind, *, is_new: bool) -> str:
    """What a question is called by its answer."""
    return NAMES.get((kind, is_new), str(kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """How often something happens at a school in the whole morning, and which share of it in the rush."""

    times: float
    in_rush: float | None = None
    """None for what comes evenly."""

    def rate(self, moment: float) -> float:
        """Times a second at a school, at a moment."""
        if self.in_rush is None:
            return self.times / MORNING
        begin, end = RUSH
        if begin <= moment < end:
            return self.times * self.in_rush / (end - begin)
        return self.times * (1 - self.in_rush) / (MORNING - (end - begin))


GKV_LINKS = 2
"""Of the ten links of a school two are of GKV; the others are publishers who pull by UWLR."""
UWLR_LINKS = LINKS - GKV_LINKS
POLLS = MORNING / POLL_SECONDS
TRAFFIC = {
    Kind.PULL: Traffic(times=UWLR_LINKS * POLLS),
    Kind.LEVERINGEN: Traffic(times=GKV_LINKS * POLLS),
    Kind.RESULTS: Traffic(times=8),
    Kind.PACKAGE: Traffic(times=2),
    Kind.PUSH: Traffic(times=1),
    Kind.FEED: Traffic(times=1),
    Kind.SIGN_IN: Traffic(times=SIGN_INS, in_rush=0.5),
    Kind.PAGE: Traffic(times=3),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One question: when, what, of which school, and by which of those who may ask it there."""

    moment: float
    kind: Kind
    school: int
    """Its number, from 0."""
    choice: float
    """A number from 0 to 1 by which whoever asks is chosen, or what."""
    is_new: bool
    """Of a pull or a push: whether there is something new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A part of the morning, in seconds since 7:30."""

    begin: float = 0.0
    end: float = MORNING

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.begin

    @classmethod
    def peak(cls, seconds: float) -> "Window":
        """So many seconds around 8:35, in the rush; of what is longer more lies before that."""
        begin = min(65 * MINUTE - seconds / 2, MORNING - seconds)
        return cls(begin=max(0.0, begin), end=max(0.0, begin) + seconds)


def expected(schools: int, window: Window) -> dict[Kind, float]:
    """How many questions of each kind a window has on average."""
    return {
        kind: schools * sum(traffic.rate(begin) * (end - begin) for begin, end in _even_parts(window))
        for kind, traffic in TRAFFIC.items()
    }


def arrivals(schools: int, window: Window, seed: int, pace: float = 1.0) -> Iterator[Arrival]:
    """All questions of a window in their order; ``moment`` counts from its begin.

    With another ``pace`` a school asks so many times as often as it really does.
    """
    streams = [
        _of_kind(kind, schools * pace, schools, window, random.Random(f"{seed}-{kind}")) for kind in TRAFFIC
    ]
    return heapq.merge(*streams, key=lambda arrival: arrival.moment)


def _of_kind(
    kind: Kind, busy: float, schools: int, window: Window, chance: random.Random
) -> Iterator[Arrival]:
    """As many questions as ``busy`` schools have, spread over those that there are."""
    for begin, end in _even_parts(window):
        rate = busy * TRAFFIC[kind].rate(begin)
        moment = begin + chance.expovariate(rate)
        while moment < end:
            yield Arrival(
                moment=moment - window.begin,
                kind=kind,
                school=chance.randrange(schools),
                choice=chance.random(),
                is_new=chance.random() < CHANGED,
            )
            moment += chance.expovariate(rate)


def _even_parts(window: Window) -> Iterator[tuple[float, float]]:
    """The parts of a window in which nothing becomes more or less frequent."""
    bounds = [window.begin, *(bound for bound in RUSH if window.begin < bound < window.end), window.end]
    yield from pairwise(bounds)
