"""One run: a part of a morning against a server that is there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass

from bench.landelijk import sessions
from bench.landelijk.asking.callers import Wrong
from bench.landelijk.asking.everybody import Everybody, everybody
from bench.landelijk.land import Land
from bench.landelijk.morning import outcome
from bench.landelijk.morning.alone import Cost, costs
from bench.landelijk.morning.arrivals import Arrival, Window, arrivals
from bench.landelijk.morning.open_loop import Played, play
from bench.landelijk.morning.outcome import Outcome
from bench.landelijk.morning.processor import Meter
from uwlr_service.config import Settings
from uwlr_service.repository.database import Database

WARM_UP = 5.0
"""Seconds of the same questions before those that count: connections, tokens and templates are there then."""

AWAKE_SECONDS = 600.0
"""Between two times that the sessions of administrators are kept from ending; they do after half an hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is asked: by how many of the schools of the country, in which part of the morning."""

    schools: int
    window: Window
    seed: int
    pace: float = 1.0
    warm_up: float = WARM_UP

    def arrivals(self) -> list[Arrival]:
        """Every question in its order."""
        return list(arrivals(self.schools, self.window, self.seed, self.pace))


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was seen: the run, and what each kind of question costs by itself if that was asked for."""

    outcome: Outcome
    costs: dict[str, Cost]
    found: tuple[str, ...]
    """What was wrong with what is stored in the end."""


def run(land: Land, settings: Settings, port: int, meter: Meter, plan: Plan, *, repeats: int = 0) -> Run:
    """Warm up, ask everything, and judge. Raises Wrong if nothing can be asked at all.

    With ``repeats`` each kind of question is asked so many times by itself before that.
    """
    return asyncio.run(_run(land, settings, port, meter, plan, repeats))


async def _run(land: Land, settings: Settings, port: int, meter: Meter, plan: Plan, repeats: int) -> Run:
    played = Played()
    async with everybody(land, settings, port, played, plan.seed) as by:
        found_costs = await costs(by, meter.read, plan.seed, repeats) if repeats else {}
        if plan.warm_up:
            warm = Window(begin=plan.window.begin, end=plan.window.begin + plan.warm_up)
            early = list(arrivals(plan.schools, warm, plan.seed + 1, plan.pace))
            by.las.prepare(early)
            await play(early, by.asks, Played())
        asked = plan.arrivals()
        by.las.prepare(asked)
        played.answered.clear()
        by.people.posts.clear()
        megabytes = [meter.megabytes()]
        before = meter.read()
        async with _awake(settings):
            await play(asked, by.asks, played)
        taken = meter.read().since(before)
        megabytes.append(meter.megabytes())
        for seconds in by.people.posts:
            played.note("sign-in, the password alone", seconds)
        found = await lost(by)
    return Run(outcome=outcome.judged(played, taken, megabytes, found), costs=found_costs, found=tuple(found))


@asynccontextmanager
async def _awake(settings: Settings) -> AsyncIterator[None]:
    """Keep the administrators signed in: the country was made before the morning, which takes longer."""

    async def keep() -> None:
        while True:
            await asyncio.sleep(AWAKE_SECONDS)
            await asyncio.to_thread(sessions.stay_awake, database)

    with closing(Database.open(settings.database_url)) as database:
        keeping = asyncio.create_task(keep())
        try:
            yield
        finally:
            keeping.cancel()


async def lost(by: Everybody) -> list[str]:
    """What is wrong with the results that were confirmed: the LAS must get each of them, and no other."""
    try:
        count = await by.las.count()
    except Wrong as wrong:
        return [f"the feed could not be read in the end: {wrong}"]
    if count == by.told.confirmed:
        return []
    return [f"{by.told.confirmed} results were confirmed, and {count} are in the feed"]
