"""The work of a morning for the simulation, and how many cores that takes."""

import pytest

from bench.landelijk.morning.alone import Cost
from bench.landelijk.morning.arrivals import NAMES, Kind, Window, arrivals
from bench.landelijk.morning.jobs import fewest_cores, jobs, simulated
from bench.landelijk.morning.processor import Taken

COST = Cost(
    taken=Taken(server=0.006, database=0.002, client=0.002), seconds=(0.02, 0.04), shares=(0.25, 0.75)
)
COSTS = dict.fromkeys([*NAMES.values(), *Kind], COST)
MINUTE = Window.peak(60)


def test_the_work_is_as_much_as_was_measured() -> None:
    asked = list(arrivals(2000, MINUTE, 1))
    work = sum(sum(job.steps) for job in jobs(asked, COSTS, 1, with_client=False))
    assert work / len(asked) == pytest.approx(0.008, rel=0.05)


def test_the_generator_counts_where_it_shares_the_cores() -> None:
    (first, *_) = jobs(arrivals(2000, MINUTE, 1), COSTS, 1, with_client=True)
    (other, *_) = jobs(arrivals(2000, MINUTE, 1), COSTS, 1, with_client=False)
    assert sum(first.steps) / sum(other.steps) == pytest.approx(0.010 / 0.008)
    assert first.steps[1] == pytest.approx(3 * first.steps[0])


def test_time_without_the_processor_goes_by_as_well() -> None:
    (job, *_) = jobs(arrivals(2000, MINUTE, 1), COSTS, 1, with_client=False)
    assert job.pause == pytest.approx((0.03 - 0.010) / 2)


def test_more_schools_take_more_cores() -> None:
    few = fewest_cores(500, MINUTE, COSTS, 1)
    many = fewest_cores(20_000, MINUTE, COSTS, 1)
    assert few is not None
    assert many is not None
    assert few.cores < many.cores
    assert not simulated(20_000, many.cores - 1, MINUTE, COSTS, 1, with_client=False).is_in_time
