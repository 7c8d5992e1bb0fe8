"""A run counts when everything was answered well and in time, by a generator that kept up."""

import pytest

from bench.landelijk.morning.open_loop import Answered, Played
from bench.landelijk.morning.outcome import FEWEST_TO_JUDGE, judged, percentile
from bench.landelijk.morning.processor import Taken
from bench.landelijk.morning.written import as_json, tables

NOTHING = Taken(server=0.0, database=0.0, client=0.0)


def _played(*answered: Answered, lag: float = 0.001) -> Played:
    return Played(answered=list(answered), lags=[lag] * len(answered), seconds=10.0)


def _answered(name: str, seconds: float, error: str | None = None) -> Answered:
    return Answered(name=name, moment=0.0, seconds=seconds, error=error)


@pytest.mark.parametrize(
    ("share", "value"), [(0.5, 50), (0.95, 95), (0.99, 99), (0.999, 100), (1.0, 100), (0.0, 1)]
)
def test_a_percentile_is_one_of_the_values(share: float, value: int) -> None:
    assert percentile(range(1, 101), share) == value


def test_the_percentile_of_one_is_that_one() -> None:
    assert percentile([3.0], 0.99) == 3.0


def test_a_run_without_a_fault_is_good() -> None:
    outcome = judged(_played(_answered("pull, unchanged", 0.01), _answered("pull, unchanged", 0.03)), NOTHING)

    assert outcome.is_good
    (kind,) = outcome.kinds
    assert (kind.count, kind.per_second, kind.p50, kind.most) == (2, 0.2, 10.0, 30.0)


def test_one_error_is_enough() -> None:
    outcome = judged(_played(_answered("pull", 0.01, "status 500"), _answered("page", 0.01)), NOTHING)

    assert outcome.faults == ("pull: 1 times status 500",)


@pytest.mark.parametrize(("name", "seconds"), [("pull, whole", 0.6), ("results", 1.1), ("sign-in", 1.6)])
def test_what_is_late_is_a_fault(name: str, seconds: float) -> None:
    outcome = judged(_played(*[_answered(name, seconds)] * FEWEST_TO_JUDGE), NOTHING)

    (fault,) = outcome.faults
    assert fault.startswith(f"{name}: p99 is")
    assert outcome.unjudged == ()


def test_few_questions_of_a_kind_are_shown_and_not_judged() -> None:
    slow = [_answered("sign-in", 9.0)] * (FEWEST_TO_JUDGE - 1)
    outcome = judged(_played(*slow, _answered("page", 9.0)), NOTHING)

    assert outcome.is_good
    (kind,) = outcome.unjudged
    assert (kind.name, kind.p99) == ("sign-in", 9000.0)
    lines = list(tables({}, outcome, {}, []))
    assert "sign-in: asked 99 times, too few to judge the p99 (from 100 on)" in lines
    assert as_json({}, outcome, {}, [])["not judged"] == ["sign-in"]


def test_a_generator_that_is_late_says_nothing_of_the_server() -> None:
    outcome = judged(_played(_answered("page", 0.01), lag=0.2), NOTHING)

    assert outcome.faults == ("the generator was 200 ms late, and says nothing of the server",)


def test_nothing_asked_is_not_good() -> None:
    assert not judged(_played(), NOTHING).is_good


def test_what_was_found_besides_counts() -> None:
    outcome = judged(_played(_answered("page", 0.01)), NOTHING, found=["25 results were lost"])

    assert outcome.faults == ("25 results were lost",)
