"""The chapter of a country in bench/README.rst: what ``python -m bench.landelijk costs --to`` wrote down.

To make the countries takes longer than all the rest of ``make bench``, so it takes the figures that are kept.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import fill
from typing import Any

from bench.landelijk.costs import FLAT
from bench.report import Chapter, Result

KEPT = Path(__file__).parents[1] / "landelijk.json"
TITLE = "A country"
WIDTH = 110
NOTHING = "-"
"""In the place of what was not measured."""
EXPLANATION = """\
Countries of made-up schools of {pupils} pupils with {results} results of each, in PostgreSQL
(``python -m bench.landelijk make``). Each has ``uwlr serve`` with one worker, and is asked each kind of
question by itself over HTTP, in turns with the other countries. ``python -m bench.landelijk costs FOLDER...
--to bench/landelijk.json`` measures that; to make the countries takes hours, so ``make bench`` tells what is
kept there. The figures are milliseconds of the processor that server and PostgreSQL take together, of the
cheapest turn; what the caller takes is left out. In the last column is how many times the first country's
cost the last one's is; a dash is what was not measured. The machine had {cores} cores, and {load:g} processes
wanted one at the end. While other things run nothing can be told by the clock, and what costs a few
milliseconds differs by a third between turns.

Who pulls without news has just pulled, and what is pulled whole has just changed. "Schools of a link" and
"feed, first page" are as long as what there is to tell.
"""
SIMULATED = """\

By simulation the peak of {schools} schools, ten minutes from 8:30 on, is in time on {cores} cores, of which
{used:.0%} is at work: of the processor alone, without the generator, locks, disks and networks.
"""


def chapter(kept: Path = KEPT) -> Chapter:
    """The chapter. Raises OSError without figures."""
    seen: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    countries: list[dict[str, Any]] = seen["countries"]
    explanation = EXPLANATION.format(
        pupils=countries[0]["pupils"],
        results=" and ".join(sorted({str(country["results"]) for country in countries})),
        cores=seen["cores"],
        load=seen["load"],
    )
    if seen["simulated"] is not None:
        explanation += SIMULATED.format(**seen["simulated"])
    if seen["note"]:
        explanation += f"\n{fill(seen['note'], WIDTH)}\n"
    sizes = [f"{country['schools']} schools" for country in countries]
    return Chapter(
        TITLE, explanation, [_flat(countries)], ("question, ms", *sizes, "times"), list(_rows(countries))
    )


def _flat(countries: Sequence[Mapping[str, Any]]) -> Result:
    first, last = countries[0], countries[-1]
    what = f"cost per question, {first['schools']} to {last['schools']} schools, PostgreSQL"
    times = {name: _times(countries, name) for name in first["costs"] if name in last["costs"]}
    most = max(times, key=lambda name: times[name])
    flat = sum(value <= FLAT for value in times.values())
    measured = f"at most {times[most]:.2f} times ({most}); {flat} of {len(times)} kinds within {FLAT:g}"
    return Result(what, f"at most {FLAT:g} times", measured, times[most] <= FLAT)


def _rows(countries: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, ...]]:
    for name in countries[0]["costs"]:
        is_everywhere = all(name in country["costs"] for country in countries)
        yield (
            name,
            *(_figure(country, name) for country in countries),
            f"{_times(countries, name):.2f}" if is_everywhere else NOTHING,
        )


def _figure(country: Mapping[str, Any], name: str) -> str:
    return f"{_service(country, name) * 1000:.2f}" if name in country["costs"] else NOTHING


def _times(countries: Sequence[Mapping[str, Any]], name: str) -> float:
    return _service(countries[-1], name) / _service(countries[0], name)


def _service(country: Mapping[str, Any], name: str) -> float:
    taken: Mapping[str, float] = country["costs"][name]
    return taken["server"] + taken["database"]
