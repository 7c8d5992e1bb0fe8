"""Whether anything piled up: memory, files, connections, threads, and rows that nothing takes away."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist, fmean, linear_regression, median

from bench.landelijk.day.rows import Kept, Rows
from bench.landelijk.day.samples import Held, Sample
from bench.landelijk.day.tables import TAKEN_AWAY

BLOCKS = 20
"""Samples that follow each other are alike; means of longer stretches are nearly independent."""
FEWEST_SAMPLES = 2 * BLOCKS
SURE = 0.975
"""Of both sides together 95%."""
WEEK = 7
MOST_MEGABYTES = 64
"""That a worker may grow in a week of such days: the machines of ``docs/operate.rst`` have that to spare for
each worker, and every week something is deployed, which begins anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """How the memory of one process grows: bytes for each 1,000 questions that all of the service got."""

    name: str
    megabytes: float
    """What it had on average."""
    slope: float
    least: float
    most: float
    """Between these it lies, by 95%."""


def slopes(samples: Sequence[Sample]) -> list[Slope]:
    """Of each process, by the second half of the questions. Empty with fewer samples than are needed."""
    half = samples[-1].asked / 2 if samples else 0
    late = [sample for sample in samples if sample.asked >= half]
    if len(late) < FEWEST_SAMPLES:
        return []
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for sample in late:
        for held in sample.processes:
            points[held.name].append((sample.asked / 1000, float(held.uss)))
    return [_slope(name, of_process) for name, of_process in points.items()]


def _slope(name: str, points: Sequence[tuple[float, float]]) -> Slope:
    bounds = [round(len(points) * at / BLOCKS) for at in range(BLOCKS + 1)]
    blocks = [points[begin:end] for begin, end in pairwise(bounds)]
    x = [fmean(asked for asked, _ in block) for block in blocks]
    y = [fmean(uss for _, uss in block) for block in blocks]
    line = linear_regression(x, y)
    rest = sum((at - line.intercept - line.slope * asked) ** 2 for asked, at in zip(x, y, strict=True))
    centre = fmean(x)
    spread = sum((asked - centre) ** 2 for asked in x)
    error = math.sqrt(rest / (BLOCKS - 2) / spread) * _student(BLOCKS - 2)
    return Slope(
        name=name,
        megabytes=fmean(y) / 1e6,
        slope=line.slope,
        least=line.slope - error,
        most=line.slope + error,
    )


def _student(freedom: int) -> float:
    """The quantile of Student's distribution, by its series around the normal one."""
    z = NormalDist().inv_cdf(SURE)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / freedom + second / freedom**2


def in_a_week(bytes_of_thousand: float, calls_a_day: float) -> float:
    """Megabytes that a slope comes to in a week of such days."""
    return bytes_of_thousand * calls_a_day * WEEK / 1000 / 1e6


def faults(
    samples: Sequence[Sample], calls_a_day: float, rows: Sequence[Mapping[str, Rows]], old: Mapping[str, Kept]
) -> list[str]:
    """All that piled up, or cannot be judged; ``old`` is what is held of before when it should be gone."""
    return [
        *_memory(samples, calls_a_day),
        *_at_the_end(samples),
        *_rows(rows),
        *_retention(old),
    ]


def _memory(samples: Sequence[Sample], calls_a_day: float) -> Iterator[str]:
    found = slopes(samples)
    if not found:
        yield f"memory: fewer than {FEWEST_SAMPLES} samples in the second half say nothing"
    for slope in found:
        most = in_a_week(slope.most, calls_a_day)
        if most > MOST_MEGABYTES:
            what = "grows" if slope.least > 0 else "may grow, or the run is too short to say that it does not"
            yield (
                f"{slope.name}: its memory {what}: up to {most:.0f} MB in a week, over {MOST_MEGABYTES}"
                f" ({slope.least:.0f} to {slope.most:.0f} bytes for 1,000 questions)"
            )


def _at_the_end(samples: Sequence[Sample]) -> Iterator[str]:
    """What is held in the last fifth of the samples, beside all that was before but for the first fifth.

    The night lies before it: what the worker needs for its packages is there by then.
    """
    fifth = len(samples) // 5
    if not fifth:
        yield "too few samples for files, threads and connections"
        return
    warm, last = samples[fifth:-fifth], samples[-fifth:]
    for name in dict.fromkeys(held.name for held in samples[-1].processes):
        for what, before, after in (
            ("files", _of(warm, name, _files), _of(last, name, _files)),
            ("threads", _of(warm, name, _threads), _of(last, name, _threads)),
        ):
            if before and median(after) > max(before):
                yield f"{name}: {median(after):.0f} {what} at the end, at most {max(before)} after warming up"
    connections = [sample.connections for sample in warm if sample.connections is not None]
    if connections:
        at_last = median(sample.connections or 0 for sample in last)
        if at_last > max(connections):
            yield f"{at_last:.0f} connections at the end, at most {max(connections)} after warming up"


def _files(held: Held) -> int:
    return held.files


def _threads(held: Held) -> int:
    return held.threads


def _of(samples: Sequence[Sample], name: str, number: Callable[[Held], int]) -> list[int]:
    return [number(held) for sample in samples for held in sample.processes if held.name == name]


def _rows(rows: Sequence[Mapping[str, Rows]]) -> Iterator[str]:
    """A table that grew has to be one of which is known what takes its rows away, or why none does."""
    first, last = rows[0], rows[-1]
    for name, table in last.items():
        grown = table.rows - first[name].rows
        if grown > 0 and name not in TAKEN_AWAY:
            yield f"{name}: {grown} rows more, and nothing takes them away"


def _retention(old: Mapping[str, Kept]) -> Iterator[str]:
    for name, held in old.items():
        if held.before:
            yield f"{name}: {held.before} are still there of before"
        if not held.since:
            yield f"{name}: none is there of now"
