"""The simulation against what is known of queues: M/M/1, M/M/c and M/D/1, and a few by hand."""

import math
import random
from collections.abc import Callable, Iterator
from statistics import fmean

import pytest

from bench.landelijk.morning.simulation import Job, simulate

MANY = 50_000
RATE = 0.7


def _jobs(rate: float, work: Callable[[random.Random], float]) -> Iterator[Job]:
    chance = random.Random(1)
    moment = 0.0
    for _ in range(MANY):
        moment += chance.expovariate(rate)
        yield Job(moment, "any", (work(chance),))


def _waited(rate: float, cores: int, work: Callable[[random.Random], float]) -> float:
    return fmean(done.waited for done in simulate(_jobs(rate, work), cores))


def _exponential(chance: random.Random) -> float:
    return chance.expovariate(1.0)


def _erlang_c(load: float, cores: int) -> float:
    """The share of the callers that must wait (Erlang, 1917)."""
    busy = load**cores / math.factorial(cores) * cores / (cores - load)
    return busy / (sum(load**at / math.factorial(at) for at in range(cores)) + busy)


def test_one_core_with_exponential_work() -> None:
    assert _waited(RATE, 1, _exponential) == pytest.approx(RATE / (1 - RATE), rel=0.1)


def test_one_core_with_even_work() -> None:
    """Half of what it is with exponential work (Pollaczek and Khinchine)."""
    assert _waited(RATE, 1, lambda _: 1.0) == pytest.approx(RATE / (1 - RATE) / 2, rel=0.1)


@pytest.mark.parametrize("cores", [2, 4])
def test_many_cores_with_exponential_work(cores: int) -> None:
    load = RATE * cores
    expected = _erlang_c(load, cores) / (cores - load)
    assert _waited(load, cores, _exponential) == pytest.approx(expected, rel=0.1)


def test_two_cores_with_even_work() -> None:
    """The mean that Crommelin's formula gives of M/D/2 at 0.7."""
    assert _waited(RATE * 2, 2, lambda _: 1.0) == pytest.approx(_crommelin(RATE * 2, 2), rel=0.1)


def _crommelin(load: float, cores: int) -> float:
    """The mean wait of M/D/c (Crommelin, 1932), by as many terms as matter."""
    total = 0.0
    for at in range(1, 400):
        mean = at * load
        terms = [math.exp(-mean + n * math.log(mean) - math.lgamma(n + 1)) for n in range(at * cores + 400)]
        total += sum(terms[at * cores :]) - cores / load * sum(terms[at * cores + 1 :])
    return total


def test_two_at_once_on_one_core_go_in_turn() -> None:
    done = list(simulate([Job(0.0, "a", (2.0,)), Job(1.0, "b", (3.0,))], 1))
    assert [(one.kind, one.seconds, one.waited) for one in done] == [("a", 2.0, 0.0), ("b", 4.0, 1.0)]


def test_two_at_once_on_two_cores_do_not_wait() -> None:
    done = list(simulate([Job(0.0, "a", (2.0,)), Job(1.0, "b", (3.0,))], 2))
    assert [one.waited for one in done] == [0.0, 0.0]


def test_between_two_steps_another_gets_the_core() -> None:
    done = list(simulate([Job(0.0, "a", (2.0, 2.0), pause=0.5), Job(1.0, "b", (3.0,))], 1))
    assert [(one.kind, one.seconds) for one in done] == [("b", 4.0), ("a", 7.5)]


def test_nothing_to_do_ends() -> None:
    assert list(simulate([], 2)) == []
