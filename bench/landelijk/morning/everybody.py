"""Everybody who asks something of the service of a country, together."""

import random
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from itertools import count, islice
from statistics import fmean

from sqlalchemy import select

from bench.landelijk.land import Land
from bench.landelijk.morning.arrivals import Arrival, Kind
from bench.landelijk.morning.collectors import Collectors
from bench.landelijk.morning.las_system import LasSystem
from bench.landelijk.morning.open_loop import Ask, Played
from bench.landelijk.morning.people import People
from bench.landelijk.morning.processor import Taken
from bench.landelijk.morning.publishers import Publishers, Told
from uwlr_service.config import Settings
from uwlr_service.domain.las.feed import Punt
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.volgorde import resultatenteller
from uwlr_service.uitwisseling.las.resultaten.cursors import Cursors


@dataclass(frozen=True, slots=True, kw_only=True)
class Everybody:
    """Who asks what; only ``everybody`` makes one."""

    land: Land
    las: LasSystem
    people: People
    told: Told
    asks: dict[Kind, Ask]


@asynccontextmanager
async def everybody(
    land: Land, settings: Settings, port: int, played: Played, seed: int
) -> AsyncIterator[Everybody]:
    """All of them, until the end of the block; ``played`` is told of the tokens that they ask for.

    Raises Wrong if the LAS cannot even read what came in before.
    """
    url = f"http://127.0.0.1:{port}"
    issuer = settings.base_url or url
    told = Told()
    run = f"{time.time_ns():x}"
    las = LasSystem(
        land, url, issuer, told, played.note, run=run, seed=seed, cursor=_cursor(settings, land.las.las)
    )
    publishers = Publishers(land, url, told, run, seed)
    collectors = Collectors(land, url, issuer, played.note, seed)
    people = People(land, port, seed)
    try:
        await las.catch_up()
        yield Everybody(
            land=land,
            las=las,
            people=people,
            told=told,
            asks={
                Kind.PULL: publishers.pull,
                Kind.RESULTS: publishers.bring,
                Kind.LEVERINGEN: collectors.look,
                Kind.PACKAGE: collectors.collect,
                Kind.PUSH: las.push,
                Kind.FEED: las.read,
                Kind.SIGN_IN: people.sign_in,
                Kind.PAGE: people.look,
            },
        )
    finally:
        for party in (las, publishers, collectors, people):
            await party.close()


def _cursor(settings: Settings, las: int) -> str:
    """Behind the last result of now: to read all that came before it would take longer than the run."""
    with closing(Database.open(settings.database_url)) as database, database.read() as connection:
        volgnummer = connection.execute(select(resultatenteller.c.volgnummer)).scalar_one()
    return Cursors(settings.secret).write(las, None, Punt(volgnummer))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one question takes by itself, while nothing else is asked."""

    taken: Taken
    """Seconds of the processor."""
    seconds: tuple[float, ...]
    """By the clock, of each that was asked."""
    shares: tuple[float, ...] = (1.0,)
    """Of each step the share of the work; between two steps the caller comes back."""


SIGN_IN_STEPS = 5
"""Requests of a sign-in beside the one with the password."""


async def costs(by: Everybody, read: Callable[[], Taken], seed: int, times: int) -> dict[str, Cost]:
    """What each kind of question costs, asked so many times, each after the last was answered. Raises Wrong.

    The system counts in hundredths of a second, so few times say little.
    """
    chance = random.Random(seed)
    found = {}
    for kind in Kind:
        for is_new in (False, True) if kind in (Kind.PULL, Kind.PUSH) else (False,):
            arrivals = list(islice(_any(kind, is_new, len(by.land.scholen), chance), times + 1))
            by.las.prepare(arrivals)
            name, cost = await _cost(by.asks[kind], arrivals, read)
            if kind is Kind.SIGN_IN:
                cost = replace(cost, shares=_of_sign_in(by.people.posts, cost.seconds))
            found[name] = cost
    return found


def _of_sign_in(posts: Sequence[float], seconds: Sequence[float]) -> tuple[float, ...]:
    """The answer to the password is one step, and most of the work; the others are alike."""
    password = min(1.0, fmean(posts) / fmean(seconds))
    rest = (1 - password) / SIGN_IN_STEPS
    return (rest, password, *[rest] * (SIGN_IN_STEPS - 1))


async def _cost(ask: Ask, arrivals: list[Arrival], read: Callable[[], Taken]) -> tuple[str, Cost]:
    first, *others = arrivals
    await ask(first)  # whatever is made once
    before = read()
    seconds = []
    for arrival in others:
        begun = time.perf_counter()
        name = await ask(arrival)
        seconds.append(time.perf_counter() - begun)
    return name, Cost(taken=read().since(before).each(len(others)), seconds=tuple(seconds))


def _any(kind: Kind, is_new: bool, schools: int, chance: random.Random) -> Iterator[Arrival]:
    """Questions of any school, numbered by their moments."""
    for number in count():
        yield Arrival(
            moment=float(number),
            kind=kind,
            school=chance.randrange(schools),
            choice=chance.random(),
            is_new=is_new,
        )
