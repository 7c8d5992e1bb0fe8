"""The chapter of a country tells what was written down of its costs."""

from dataclasses import replace
from pathlib import Path

from bench.landelijk import costs
from bench.landelijk.chapter import chapter
from bench.landelijk.land import Omvang
from bench.landelijk.morning.jobs import Simulated
from bench.landelijk.morning.processor import Taken

SMALL = Omvang(schools=100, pupils=230, results=2, seed=1, schooljaar="2026-2027")
LARGE = replace(SMALL, schools=6000)


def test_it_has_a_line_for_each_kind_and_names_the_one_that_grows_most(tmp_path: Path) -> None:
    kept = tmp_path / "landelijk.json"
    small = {"pull": _taken(0.010), "metrics": _taken(0.002)}
    large = {"pull": _taken(0.011), "metrics": _taken(0.003)}
    needed = Simulated(schools=6000, cores=7, p99={}, used=0.61)
    kept.write_text(
        costs.as_json([SMALL, LARGE], [small, large], needed, "Beside a night."), encoding="utf-8"
    )

    made = chapter(kept)

    (result,) = made.results
    assert result.what == "cost per question, 100 to 6000 schools, PostgreSQL"
    assert result.measured == "at most 1.50 times (metrics); 1 of 2 kinds within 1.2"
    assert result.met is False
    assert list(made.details) == [("pull", "10.00", "11.00", "1.10"), ("metrics", "2.00", "3.00", "1.50")]
    assert "the peak of 6000 schools, ten minutes from 8:30 on, is in time on 7 cores" in made.explanation
    assert made.explanation.endswith("\nBeside a night.\n")
    assert "61% is at work" in made.explanation


def _taken(server: float) -> Taken:
    return Taken(server=server, database=0.0, client=1.0)
