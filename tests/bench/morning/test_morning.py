"""A few seconds of the morning of a few schools, asked of a real server; and what is wrong there shows."""

import asyncio
import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from bench.landelijk import costs
from bench.landelijk.__main__ import SQLITE, address
from bench.landelijk.asking.everybody import everybody
from bench.landelijk.asking.soap import RESULTS
from bench.landelijk.day import mix, rows
from bench.landelijk.day.closed_loop import Tally, ask_all
from bench.landelijk.day.mix import counts
from bench.landelijk.day.tables import TAKEN_AWAY
from bench.landelijk.land import Land, Omvang
from bench.landelijk.making import country
from bench.landelijk.morning.arrivals import Kind, Window, name_of
from bench.landelijk.morning.jobs import fewest_cores
from bench.landelijk.morning.open_loop import Played
from bench.landelijk.morning.outcome import TARGETS
from bench.landelijk.morning.run import Plan, lost, run
from bench.landelijk.morning.stage import Stage, kept, serving
from bench.landelijk.morning.written import as_json, tables
from uwlr_service.domain import tijd
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database

SCHOOLS = 3
OMVANG = Omvang(schools=SCHOOLS, pupils=60, results=2, seed=7, schooljaar=Schooljaar.current())
PACE = 200.0
"""So that three schools ask something of every kind in a few seconds."""
PLAN = Plan(schools=SCHOOLS, window=Window.peak(4), seed=28, pace=PACE, warm_up=0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("land")
    country(OMVANG, made, address(SQLITE, made), processes=1)
    return made


@pytest.fixture(scope="module")
def stage(folder: Path) -> Iterator[Stage]:
    with kept(folder) as at, serving(Land.read(folder), at, folder, workers=1) as made:
        yield made


def test_everything_is_answered_well(stage: Stage) -> None:
    seen = run(stage.land, stage.settings, stage.port, stage.meter, PLAN)

    asked = {arrival.kind for arrival in PLAN.arrivals()}
    assert asked == set(Kind)
    assert seen.found == ()
    assert {kind.name: kind.errors for kind in seen.outcome.kinds if kind.errors} == {}
    assert seen.outcome.questions == len(PLAN.arrivals())


def test_the_questions_of_a_day_are_asked_as_fast_as_they_are_answered(stage: Stage) -> None:
    tally = Tally()
    (count,) = counts([8], 150)
    arrivals = mix.arrivals(count, SCHOOLS, random.Random(7))

    async def ask() -> int:
        async with everybody(stage.land, stage.settings, stage.port, Played(), seed=7) as by:
            await ask_all(arrivals, by.asks, tally)
            assert await lost(by) == []
            return by.told.confirmed

    with closing(Database.open(stage.settings.database_url)) as database:
        before = rows.counted(database)
        confirmed = asyncio.run(ask())
        after = rows.counted(database)
        held = rows.kept(database, tijd.now())

    assert tally.errors == {}
    assert tally.asked == len(arrivals)
    assert confirmed > 0
    assert after["resultaat"].rows - before["resultaat"].rows == confirmed
    assert {name for name in after if after[name].rows > before[name].rows} <= set(TAKEN_AWAY)
    assert held["text of messages with results"].before >= confirmed // RESULTS
    assert held["packages"].before == 2 * SCHOOLS


def test_a_wrong_key_is_an_error_and_no_figure(stage: Stage) -> None:
    forged = tuple(replace(link, sleutel="0" * len(link.sleutel)) for link in stage.land.uwlr)

    seen = run(replace(stage.land, uwlr=forged), stage.settings, stage.port, stage.meter, PLAN)

    by_name = {kind.name: kind for kind in seen.outcome.kinds}
    (error,) = by_name["pull"].errors
    assert error.startswith("fault Client.")
    assert "pull, unchanged" not in by_name
    assert not seen.outcome.is_good


def test_each_kind_has_a_cost_by_which_a_country_is_simulated(stage: Stage) -> None:
    short = replace(PLAN, window=Window.peak(1))

    seen = run(stage.land, stage.settings, stage.port, stage.meter, short, repeats=2)

    assert {len(cost.seconds) for cost in seen.costs.values()} == {2}
    assert seen.costs[Kind.SIGN_IN].taken.server > 0
    assert seen.costs[Kind.SIGN_IN].shares[1] == max(seen.costs[Kind.SIGN_IN].shares)
    needed = fewest_cores(500, Window.peak(60), seen.costs, seed=7)
    assert needed is not None
    assert needed.is_in_time
    assert set(TARGETS) <= set(needed.p99)
    text = "\n".join(tables({"schools": SCHOOLS}, seen.outcome, seen.costs, [needed]))
    assert "pull, unchanged" in text
    kept = as_json({}, seen.outcome, seen.costs, [needed])["costs"]
    assert kept == {name: asdict(cost) for name, cost in seen.costs.items()}


def test_a_country_is_compared_by_every_kind_of_question(folder: Path) -> None:
    land = Land.read(folder)
    ended = replace(land, scholen=tuple(replace(school, sessie="voorbij") for school in land.scholen))
    ended.write(folder)  # as when it was made yesterday

    (found,) = costs.compare([folder], turns=1, times=1)

    assert {name_of(kind, is_new=is_new) for kind in Kind for is_new in (False, True)} < set(found)
    assert min(taken.server for taken in found.values()) > 0
