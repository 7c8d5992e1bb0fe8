"""What a question of each kind costs by itself, while nothing else is asked."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from statistics import fmean

from bench.landelijk.asking.callers import Wrong
from bench.landelijk.asking.everybody import Everybody
from bench.landelijk.asking.people import PAGES
from bench.landelijk.morning.arrivals import Arrival, Kind, name_of
from bench.landelijk.morning.open_loop import Ask
from bench.landelijk.morning.processor import Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one question takes by itself, while nothing else is asked."""

    taken: Taken
    """Seconds of the processor."""
    seconds: tuple[float, ...]
    """By the clock, of each that was asked."""
    shares: tuple[float, ...] = (1.0,)
    """Of each step the share of the work; between two steps the caller comes back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A kind of question as it is asked by itself, of schools that are drawn by lot.

    The answer must be what its name says, and cost the same whenever it is asked, so what it depends on comes
    ``before``: a question of the same school by the same caller, which does not count.
    """

    name: str
    kind: Kind
    """What it is in a morning, or is most like."""
    ask: Ask
    before: Ask | None = None
    is_new: bool = False
    before_is_new: bool = True


SIGN_IN_STEPS = 5
"""Requests of a sign-in beside the one with the password."""
MOMENTS = count()
"""No two arrivals have the same, in any run: by its moment a push differs from all others."""


def questions(by: Everybody) -> list[Question]:
    """Every kind: those of the morning, and what else there is to ask."""
    las, publishers, collectors, people = by.las, by.publishers, by.collectors, by.people
    return [
        # Who just had the whole school has it; after a change nobody can be given what was made before.
        _of_morning(Kind.PULL, publishers.pull, before=publishers.pull),
        _of_morning(Kind.PULL, publishers.pull, before=las.push, is_new=True),
        _of_morning(Kind.RESULTS, publishers.bring),
        _of_morning(Kind.LEVERINGEN, collectors.look),
        _of_morning(Kind.PACKAGE, collectors.collect),
        Question(name="schools of a link", kind=Kind.LEVERINGEN, ask=collectors.look_at_schools),
        Question(name="token, GKV", kind=Kind.LEVERINGEN, ask=collectors.renew),
        # The school is first put back as it was made.
        _of_morning(Kind.PUSH, las.push, before=las.push, before_is_new=False),
        _of_morning(Kind.PUSH, las.push, is_new=True),
        _of_morning(Kind.FEED, las.read),
        Question(name="feed, first page", kind=Kind.FEED, ask=las.read_first_page),
        Question(name="token, LAS", kind=Kind.FEED, ask=las.renew),
        _of_morning(Kind.SIGN_IN, people.sign_in),
        _of_morning(Kind.PAGE, people.look),
        *(Question(name=f"page, {name}", kind=Kind.PAGE, ask=people.looks_at(name)) for name in PAGES),
        Question(name="metrics", kind=Kind.PAGE, ask=by.operator.read_metrics),
        Question(name="ready", kind=Kind.PAGE, ask=by.operator.ask_whether_ready),
    ]


def _of_morning(
    kind: Kind, ask: Ask, *, before: Ask | None = None, is_new: bool = False, before_is_new: bool = True
) -> Question:
    return Question(
        name=name_of(kind, is_new=is_new),
        kind=kind,
        ask=ask,
        before=before,
        is_new=is_new,
        before_is_new=before_is_new,
    )


async def costs(by: Everybody, read: Callable[[], Taken], seed: int, times: int) -> dict[str, Cost]:
    """What each kind of question costs, each asked after the last was answered. Raises Wrong."""
    found = {}
    for question in questions(by):
        by.people.posts.clear()
        cost = await asked_alone(question, by, read, seed, times)
        if question.name == Kind.SIGN_IN:
            cost = replace(cost, shares=_of_sign_in(by.people.posts, cost.seconds))
        found[question.name] = cost
    return found


async def asked_alone(
    question: Question, by: Everybody, read: Callable[[], Taken], seed: int, times: int
) -> Cost:
    """Ask a kind of question so many times, and once before that which does not count. Raises Wrong.

    The same seed draws the same schools of a country, and in another the same of what it draws besides.
    """
    first, *others = _arrivals(question, len(by.land.scholen), random.Random(seed), times + 1)
    by.las.prepare([first, *others])
    await _before(question, by, [first])
    await question.ask(first)  # whatever is made once
    await _before(question, by, others)
    before = read()
    seconds = []
    for arrival in others:
        begun = time.perf_counter()
        name = await question.ask(arrival)
        seconds.append(time.perf_counter() - begun)
        if name != question.name:
            raise Wrong(f"{name} in the place of {question.name}")
    return Cost(taken=read().since(before).each(len(others)), seconds=tuple(seconds))


async def _before(question: Question, by: Everybody, arrivals: Sequence[Arrival]) -> None:
    if question.before is None:
        return
    for arrival in arrivals:
        earlier = replace(arrival, moment=float(next(MOMENTS)), is_new=question.before_is_new)
        await question.before(earlier)


def _arrivals(question: Question, schools: int, chance: random.Random, times: int) -> Iterator[Arrival]:
    """Questions of schools that differ, as long as there are others."""
    drawn = [school for _ in range(0, times, schools) for school in chance.sample(range(schools), schools)]
    for school in drawn[:times]:
        yield Arrival(
            moment=float(next(MOMENTS)),
            kind=question.kind,
            school=school,
            choice=chance.random(),
            is_new=question.is_new,
        )


def _of_sign_in(posts: Sequence[float], seconds: Sequence[float]) -> tuple[float, ...]:
    """The answer to the password is one step, and most of the work; the others are alike."""
    password = min(1.0, fmean(posts) / fmean(seconds))
    rest = (1 - password) / SIGN_IN_STEPS
    return (rest, password, *[rest] * (SIGN_IN_STEPS - 1))
