"""A morning for the simulation: the questions with the work that was measured of each kind."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import fmean

from bench.landelijk.morning.alone import Cost
from bench.landelijk.morning.arrivals import MINUTE, Arrival, Window, arrivals, name_of
from bench.landelijk.morning.outcome import TARGETS, percentile
from bench.landelijk.morning.simulation import Job, simulate

MOST_CORES = 128
COUNTRY = 6000
"""The schools that the simulation asks about."""
PEAK = Window.peak(10 * MINUTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """What the simulation says of so many schools on so many cores; durations are in milliseconds."""

    schools: int
    cores: int
    p99: dict[str, float]
    used: float
    """The share of the cores that was at work."""

    @property
    def is_in_time(self) -> bool:
        """Whether 99 of 100 questions of each kind are answered in the time that is wanted."""
        return all(self.p99.get(name, 0.0) <= seconds * 1000 for name, seconds in TARGETS.items())


def jobs(
    asked: Iterable[Arrival], costs: Mapping[str, Cost], seed: int, *, with_client: bool
) -> Iterator[Job]:
    """The work of each question: as much as was measured on average, and as uneven as its time by the clock.

    ``with_client`` is whether the generator shares the cores.
    """
    chance = random.Random(seed)
    for arrival in asked:
        name = name_of(arrival.kind, is_new=arrival.is_new)
        cost = costs[name]
        work = cost.taken.all if with_client else cost.taken.server + cost.taken.database
        mean = fmean(cost.seconds)
        ratio = chance.choice(cost.seconds) / mean
        yield Job(
            arrival.moment,
            name,
            tuple(work * ratio * share for share in cost.shares),
            max(0.0, mean - cost.taken.all) / len(cost.shares),
        )


def simulated(
    schools: int, cores: int, window: Window, costs: Mapping[str, Cost], seed: int, *, with_client: bool
) -> Simulated:
    """Let cores answer a part of a morning."""
    durations: dict[str, list[float]] = defaultdict(list)
    work = 0.0
    asked = list(jobs(arrivals(schools, window, seed), costs, seed, with_client=with_client))
    for job in asked:
        work += sum(job.steps)
    for done in simulate(asked, cores):
        durations[done.kind].append(done.seconds * 1000)
    return Simulated(
        schools=schools,
        cores=cores,
        p99={name: percentile(sorted(values), 0.99) for name, values in sorted(durations.items())},
        used=work / window.seconds / cores,
    )


def fewest_cores(schools: int, window: Window, costs: Mapping[str, Cost], seed: int) -> Simulated | None:
    """The fewest cores that are in time, without the generator on them; None if not even many are."""
    for cores in range(1, MOST_CORES + 1):
        found = simulated(schools, cores, window, costs, seed, with_client=False)
        if found.used < 1 and found.is_in_time:
            return found
    return None
