"""The runs of a series differ from the usual one in one thing each, so that each belongs on an axis."""

from dataclasses import asdict

from bench.landelijk.morning.curves import ALONG, along
from bench.landelijk.morning.series import steps


def test_every_run_is_on_an_axis_and_the_usual_one_on_all() -> None:
    runs = [asdict(step) | {"database": "SQLite"} for step in steps(500, 2)]
    usual = runs[0]
    on_axes = {what: along(what, runs) for what in ALONG}

    assert all(usual in chosen for chosen in on_axes.values())
    assert {len(chosen) for chosen in on_axes.values()} <= {3, 4}
    assert sum(len(chosen) - 1 for chosen in on_axes.values()) == len(runs) - 1


def test_no_two_runs_have_one_file() -> None:
    names = [step.name for step in steps(500, 2)]
    assert len(set(names)) == len(names)
