"""Everybody who asks something of the service of a country, together."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass

from sqlalchemy import select

from bench.landelijk.asking.collectors import Collectors
from bench.landelijk.asking.las_system import LasSystem
from bench.landelijk.asking.operator import Operator
from bench.landelijk.asking.people import People
from bench.landelijk.asking.publishers import Publishers, Told
from bench.landelijk.land import Land
from bench.landelijk.morning.arrivals import Kind
from bench.landelijk.morning.open_loop import Ask, Played
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
    publishers: Publishers
    collectors: Collectors
    people: People
    operator: Operator
    told: Told
    asks: dict[Kind, Ask]
    """How each kind of question of a morning is asked."""


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
    operator = Operator(url, seed)
    try:
        await las.catch_up()
        yield Everybody(
            land=land,
            las=las,
            publishers=publishers,
            collectors=collectors,
            people=people,
            operator=operator,
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
        for party in (las, publishers, collectors, people, operator):
            await party.close()


def _cursor(settings: Settings, las: int) -> str:
    """Behind the last result of now: to read all that came before it would take longer than the run."""
    with closing(Database.open(settings.database_url)) as database, database.read() as connection:
        volgnummer = connection.execute(select(resultatenteller.c.volgnummer)).scalar_one()
    return Cursors(settings.secret).write(las, None, Punt(volgnummer))
