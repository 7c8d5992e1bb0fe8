"""The arithmetic of many schools pushed: ratios within a turn, and what is said when there are none."""

from bench.las_push import Pushed, _details, _results
from bench.report import NotMeasured

RUNS = {
    1: [Pushed(0.10, 0.050), Pushed(0.30, 0.150), Pushed(0.10, 0.050)],
    2: [Pushed(0.05, 0.060), Pushed(0.20, 0.150), Pushed(0.10, 0.050)],
}
"""The machine was busy in the second turn, which both numbers of workers met."""


def test_the_ratios_are_of_each_turn() -> None:
    speed, cost = _results(RUNS, 500)
    assert (speed.measured, speed.met) == ("1.50 times", True)
    assert (cost.measured, cost.met) == ("1.00 times", True)


def test_the_figures_are_of_a_school() -> None:
    assert _details(RUNS) == [("1", "10.0", "50 ms"), ("2", "10.0", "60 ms")]


def test_what_is_missing_says_why() -> None:
    results = _results({}, 500, NotMeasured("no PostgreSQL"))
    assert [result.measured for result in results] == ["not measured: no PostgreSQL"] * 2
