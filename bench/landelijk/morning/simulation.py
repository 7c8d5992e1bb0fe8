"""Cores that answer questions, without the questions and without the cores: how long each would wait.

What a question takes of the processor was measured; when they come is the morning. A core does one piece of
work at a time, in the order in which the pieces came, and a question is as many pieces as there are steps
between which its caller comes back. It says what the machine does when nothing but the processor is short:
no lock, no disk and no network is in it.
"""

import heapq
import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """A question: when it comes, what it is, and the seconds of the processor that each of its steps takes.

    ``pause`` is what goes by besides, between two steps and after the last: a disk, or somebody who types.
    """

    moment: float
    kind: str
    steps: Sequence[float]
    pause: float = 0.0


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a question: how long it took, of which so much was waiting for a core."""

    kind: str
    seconds: float
    waited: float


@dataclass(slots=True)
class _Running:
    job: Job
    step: int
    waited: float
    since: float
    """When it began to wait for a core."""


def simulate(jobs: Iterable[Job], cores: int) -> Iterator[Done]:
    """What becomes of questions, in the order in which they are done; ``jobs`` come in order of moment."""
    numbers = itertools.count()
    coming = iter(jobs)
    events: list[tuple[float, int, _Running, bool]] = []
    """When, a number that tells two apart, whose, and whether it leaves a core then."""
    waiting: deque[_Running] = deque()
    free = cores

    def admit() -> None:
        job = next(coming, None)
        if job is not None:
            fresh = _Running(job, step=-1, waited=0.0, since=job.moment)
            heapq.heappush(events, (job.moment, next(numbers), fresh, False))

    admit()
    while events:
        now, _, running, leaves = heapq.heappop(events)
        if leaves:
            free += 1
            job = running.job
            if running.step + 1 < len(job.steps):
                heapq.heappush(events, (now + job.pause, next(numbers), running, False))
            else:
                yield Done(job.kind, now + job.pause - job.moment, running.waited)
        else:
            if running.step < 0:
                admit()
            running.step += 1
            running.since = now
            waiting.append(running)
        while free and waiting:
            free -= 1
            begins = waiting.popleft()
            begins.waited += now - begins.since
            ends = now + begins.job.steps[begins.step]
            heapq.heappush(events, (ends, next(numbers), begins, True))
