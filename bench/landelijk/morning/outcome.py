"""What became of a run: how long each kind of question took, what went wrong, and whether the run counts."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bench.landelijk.morning.open_loop import Played
from bench.landelijk.morning.processor import Taken

MOST_LAG = 0.05
"""Seconds that 99 of 100 questions may be asked too late; above that the figures are of the generator."""
TARGETS = {"pull, unchanged": 0.5, "pull, whole": 0.5, "results": 1.0, "sign-in": 1.5}
"""Seconds within which 99 of 100 questions of a kind must be answered."""

FEWEST_TO_JUDGE = 100
"""Questions of a kind; of fewer, one slow answer is already the p99."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfKind:
    """The questions of one kind; the durations are in milliseconds."""

    name: str
    count: int
    per_second: float
    p50: float
    p95: float
    p99: float
    p999: float
    most: float
    errors: dict[str, int]
    """How often each kind of error came."""

    @property
    def is_judged(self) -> bool:
        """Whether there were enough of them to hold their p99 to a target."""
        return self.count >= FEWEST_TO_JUDGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A run as it is reported."""

    kinds: tuple[OfKind, ...]
    questions: int
    seconds: float
    lag_p99: float
    """Milliseconds by which the generator was late, of 99 in 100 questions."""
    processor: Taken
    megabytes: tuple[tuple[float, ...], ...]
    """Of each worker, at the begin and at the end."""
    faults: tuple[str, ...]
    """Why the run does not count, or shows that the service fell short; a good run has none."""

    @property
    def unjudged(self) -> tuple[OfKind, ...]:
        """The kinds that have a target, and were asked too seldom to say whether it was met."""
        return tuple(kind for kind in self.kinds if kind.name in TARGETS and not kind.is_judged)

    @property
    def is_good(self) -> bool:
        """Whether everything was answered well, and in time, by a generator that kept up."""
        return not self.faults


def percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that so large a share of the values does not exceed; of none it is 0."""
    if not ordered:
        return 0.0
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def judged(
    played: Played,
    processor: Taken,
    megabytes: Sequence[Sequence[float]] = (),
    found: Sequence[str] = (),
) -> Outcome:
    """The figures of a run; ``found`` is what else was seen to be wrong."""
    kinds = tuple(_kinds(played))
    lag = percentile(sorted(played.lags), 0.99)
    faults = list(found)
    if not played.answered:
        faults.append("nothing was asked")
    if lag > MOST_LAG:
        faults.append(f"the generator was {lag * 1000:.0f} ms late, and says nothing of the server")
    for kind in kinds:
        faults += [f"{kind.name}: {count} times {error}" for error, count in kind.errors.items()]
        target = TARGETS.get(kind.name)
        if target is not None and kind.is_judged and kind.p99 > target * 1000:
            faults.append(f"{kind.name}: p99 is {kind.p99:.0f} ms, over {target * 1000:.0f}")
    return Outcome(
        kinds=kinds,
        questions=len(played.lags),
        seconds=played.seconds,
        lag_p99=lag * 1000,
        processor=processor,
        megabytes=tuple(tuple(workers) for workers in megabytes),
        faults=tuple(faults),
    )


def _kinds(played: Played) -> list[OfKind]:
    durations: dict[str, list[float]] = defaultdict(list)
    errors: dict[str, Counter[str]] = defaultdict(Counter)
    for answered in played.answered:
        durations[answered.name].append(answered.seconds * 1000)
        if answered.error is not None:
            errors[answered.name][answered.error] += 1
    kinds = []
    for name, values in sorted(durations.items()):
        ordered = sorted(values)
        kinds.append(
            OfKind(
                name=name,
                count=len(ordered),
                per_second=len(ordered) / played.seconds,
                p50=percentile(ordered, 0.5),
                p95=percentile(ordered, 0.95),
                p99=percentile(ordered, 0.99),
                p999=percentile(ordered, 0.999),
                most=ordered[-1],
                errors=dict(errors[name]),
            )
        )
    return kinds
