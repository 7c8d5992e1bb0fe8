"""What a question costs as the country grows: processor time of the service and of its database.

``python -m bench.landelijk costs FOLDER FOLDER ...`` has a server for each of the countries in these folders,
and asks a kind of question of one after the other, so that whatever else the machine does falls on all of
them. Of some turns the cheapest counts. The work of the database between two questions is in it too.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bench import machine
from bench.landelijk import sessions
from bench.landelijk.asking.everybody import Everybody, everybody
from bench.landelijk.land import Land, Omvang
from bench.landelijk.morning.alone import Cost, Question, asked_alone, questions
from bench.landelijk.morning.jobs import COUNTRY, PEAK, Simulated, fewest_cores
from bench.landelijk.morning.open_loop import Played
from bench.landelijk.morning.processor import Meter, Taken, load
from bench.landelijk.morning.stage import kept, serving
from uwlr_service.repository.database import Database

TIMES = 60
"""Questions of a kind in a turn."""
FLAT = 1.2
WORKERS = 1
"""Of each server: with more of them it would depend on which one answers what it remembers."""

Costs = dict[str, Taken]
"""What a question of each kind took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country with a server, and everybody who asks it something."""

    by: Everybody
    meter: Meter
    questions: Sequence[Question]


def compare(folders: Sequence[Path], turns: int, times: int = TIMES) -> list[Costs]:
    """The costs in each country. Raises NotMeasured, and Wrong for what is not answered well."""
    return asyncio.run(_compare(folders, turns, times))


async def _compare(folders: Sequence[Path], turns: int, times: int) -> list[Costs]:
    async with AsyncExitStack() as stack:
        countries = [await stack.enter_async_context(_served(folder)) for folder in folders]
        cheapest: list[Costs] = [{} for _ in countries]
        for turn in range(turns):
            for at in range(len(countries[0].questions)):
                for country, known in zip(countries, cheapest, strict=True):
                    question = country.questions[at]
                    cost = await asked_alone(question, country.by, country.meter.read, turn, times)
                    known[question.name] = min(cost.taken, known.get(question.name, cost.taken), key=_service)
    return cheapest


@asynccontextmanager
async def _served(folder: Path) -> AsyncIterator[Country]:
    with kept(folder) as at:
        land = _signed_in_anew(Land.read(folder), at.url)
        with serving(land, at, folder, WORKERS) as stage:
            async with everybody(stage.land, stage.settings, stage.port, Played(), land.omvang.seed) as by:
                yield Country(by=by, meter=stage.meter, questions=questions(by))


def _signed_in_anew(land: Land, url: str) -> Land:
    """The country whose administrators have sessions, also when it was made so long ago that those ended."""
    with closing(Database.open(url)) as database:
        return replace(land, scholen=sessions.signed_in(database, land.scholen))


def _service(taken: Taken) -> float:
    return taken.server + taken.database


def table(sizes: Sequence[int], costs: Sequence[Costs]) -> Iterator[str]:
    """A line for each kind, with how many times the first country's the last one's is.

    Of what is not flat it also says how many milliseconds the server and the database take more.
    """
    yield f"{'question, ms':20}" + "".join(f"{size:>8} schools" for size in sizes) + "   times"
    for name, first in costs[0].items():
        last = costs[-1][name]
        times = _service(last) / _service(first)
        figures = "".join(f"{_service(of_country[name]) * 1000:16.2f}" for of_country in costs)
        verdict = "" if times <= FLAT else f"  not flat: {_more(first, last)}"
        yield f"{name:20}{figures}{times:8.2f}{verdict}"


def _more(first: Taken, last: Taken) -> str:
    server = (last.server - first.server) * 1000
    database = (last.database - first.database) * 1000
    return f"server {server:+.2f}, database {database:+.2f}"


def cores(costs: Costs, seed: int) -> Simulated | None:
    """The fewest cores that carry the peak of the country in time, generator apart; None if not even many do.

    Of the processor alone: each question of a kind takes the same, and nothing waits for a disk or a lock.
    """
    alike = {name: Cost(taken=taken, seconds=(taken.all,)) for name, taken in costs.items()}
    return fewest_cores(COUNTRY, PEAK, alike, seed)


def as_json(omvangen: Sequence[Omvang], costs: Sequence[Costs], needed: Simulated | None, note: str) -> str:
    """The same for programs: each country with the seconds of each kind, and what the machine was doing.

    ``note`` is what else a reader of the figures must know.
    """
    countries: list[Mapping[str, object]] = [
        {**asdict(omvang), "costs": {name: asdict(taken) for name, taken in of_country.items()}}
        for omvang, of_country in zip(omvangen, costs, strict=True)
    ]
    simulated = None if needed is None else asdict(needed)
    seen = {"cores": len(machine.cores()), "load": round(load(), 1), "simulated": simulated, "note": note}
    return json.dumps({**seen, "countries": countries}, indent=1) + "\n"
