"""The runs that belong on one axis, and a picture of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench.landelijk.land import Omvang
from bench.landelijk.morning import curves
from bench.landelijk.morning.arrivals import Window
from bench.landelijk.morning.curves import along, of_kind, per_question
from bench.landelijk.morning.run import Plan
from bench.landelijk.morning.written import facts


def _run(schools: int = 1000, pupils: int = 230, workers: int = 2, p99: float = 50.0) -> dict[str, Any]:
    return {
        "schools": schools,
        "pupils": pupils,
        "partners": 40,
        "workers": workers,
        "database": "PostgreSQL",
        "questions": 1000,
        "kinds": [{"name": "results", "p99": p99}],
        "processor": {"server": 8.0, "database": 1.0, "client": 1.0},
    }


RUNS = [_run(), _run(schools=100, p99=20.0), _run(schools=1500, p99=90.0), _run(pupils=500), _run(workers=4)]


def test_along_an_axis_nothing_else_differs() -> None:
    assert [run["schools"] for run in along("schools", RUNS)] == [100, 1000, 1500]
    assert [run["pupils"] for run in along("pupils", RUNS)] == [230, 500]
    assert [run["workers"] for run in along("workers", RUNS)] == [2, 4]


def test_partners_without_a_school_count_too() -> None:
    """In a small country some have none; its run belongs on the same axis as those of larger ones."""
    omvang = Omvang(schools=2, pupils=230, results=2, seed=1, schooljaar="2026-2027", partners=40)
    plan = Plan(schools=2, window=Window.peak(600), seed=1)
    assert facts(plan, omvang, workers=2, database="SQLite")["partners"] == 40


def test_a_curve_has_a_point_for_each_run() -> None:
    assert of_kind("results", "schools", along("schools", RUNS)) == [(100, 20.0), (1000, 50.0), (1500, 90.0)]
    assert of_kind("sign-in", "schools", RUNS) == []
    assert per_question("workers", along("workers", RUNS)) == [(2, 10.0), (4, 10.0)]


def test_the_picture_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(curves, "PICTURE", tmp_path / "landelijk.svg")
    files = [tmp_path / f"{number}.json" for number in range(len(RUNS))]
    for file, run in zip(files, RUNS, strict=True):
        file.write_text(json.dumps(run), encoding="utf-8")

    assert "<svg" in curves.draw(files).read_text(encoding="utf-8")
