"""Questions one after another, as fast as they are answered: only how many there are counts."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bench.landelijk.asking.collectors import Unexpected
from bench.landelijk.morning.arrivals import Arrival, Kind
from bench.landelijk.morning.open_loop import Ask, asked

AT_ONCE = 16
"""Questions that wait for an answer at the same time: enough to keep two cores at work."""


@dataclass(slots=True)
class Tally:
    """What was asked: by what it turned out to be, and by what was wrong with the answer."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)

    @property
    def asked(self) -> int:
        """How many questions."""
        return self.counts.total()


async def ask_all(arrivals: Iterable[Arrival], asks: Mapping[Kind, Ask], tally: Tally) -> None:
    """Ask all, so many at a time, and wait for the answers."""
    waiting = iter(arrivals)
    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(_keep_asking(waiting, asks, tally))


async def _keep_asking(waiting: Iterator[Arrival], asks: Mapping[Kind, Ask], tally: Tally) -> None:
    for arrival in waiting:
        name, error = await asked(asks[arrival.kind], arrival)
        tally.counts[name] += 1
        if error is not None:
            tally.errors[f"{name}: {error}"] += 1


def at_night(look: Ask) -> Ask:
    """Let a look at night find a package, made a moment ago."""

    async def ask(arrival: Arrival) -> str:
        try:
            return await look(arrival)
        except Unexpected:
            return "leveringen, a new one"

    return ask
